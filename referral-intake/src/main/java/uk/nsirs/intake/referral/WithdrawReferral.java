package uk.nsirs.intake.referral;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import uk.nsirs.events.ReferralEvent.PatientDeceased;
import uk.nsirs.events.ReferralEvent.ReferralWithdrawn;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.Withdrawal;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.intake.referral.Referrals.TimelineLine;
import uk.nsirs.relay.Outbox;

/** Takes a referral back for its referrer, or records that the patient died. Runs in the transaction of its caller. */
public final class WithdrawReferral {

    private final Referrals referrals;
    private final Outbox outbox;
    private final Clock clock;

    public WithdrawReferral(Referrals referrals, Outbox outbox, Clock clock) {
        this.referrals = referrals;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What became of it. */
    public sealed interface Outcome {

        /** It is taken back, or the death is recorded. */
        record Withdrawn(ReferralReference reference, ReferralStatus status, Instant withdrawnAt) implements Outcome {}

        /** The referral is closed already. */
        record Closed(ReferralStatus status) implements Outcome {}

        /** The death was reported before. */
        record DeathKnown() implements Outcome {}

        /** The trust has no such referral. */
        record NotFound() implements Outcome {}
    }

    public Outcome withdraw(Sender sender, ReferralReference reference, Withdrawal withdrawal) {
        return referrals
                .find(reference, sender.organisation())
                .map(referral -> withdrawal.reason() == WithdrawalReason.PATIENT_DIED
                        ? reportDeath(referral, withdrawal)
                        : withdraw(referral, withdrawal))
                .orElseGet(Outcome.NotFound::new);
    }

    private Outcome withdraw(HeldReferral referral, Withdrawal withdrawal) {
        if (!referral.canBeWithdrawn()) {
            return new Outcome.Closed(referral.status());
        }
        var now = now();
        referrals.withdrawn(
                referral,
                ReferralStatus.WITHDRAWN,
                false,
                new TimelineLine(now, "WithdrawalSent", "You withdrew the referral."));
        outbox.append(new ReferralWithdrawn(referral.reference(), now, withdrawal.reason(), withdrawal.detail()));
        return new Outcome.Withdrawn(referral.reference(), ReferralStatus.WITHDRAWN, now);
    }

    private Outcome reportDeath(HeldReferral referral, Withdrawal withdrawal) {
        if (!referral.takesReportOfDeath()) {
            return new Outcome.DeathKnown();
        }
        var now = now();
        var status = referral.afterDeath();
        referrals.withdrawn(
                referral, status, true, new TimelineLine(now, "DeathReported", "You reported that the patient died."));
        outbox.append(new PatientDeceased(referral.reference(), now, withdrawal.detail()));
        return new Outcome.Withdrawn(referral.reference(), status, now);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
