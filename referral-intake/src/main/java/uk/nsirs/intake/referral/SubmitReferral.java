package uk.nsirs.intake.referral;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;
import uk.nsirs.events.Fault;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.referral.Referrals.TimelineLine;
import uk.nsirs.relay.Outbox;

/** Keeps a referral and promises to pass it on (REF-10, REF-11). Runs in the transaction of its caller. */
public final class SubmitReferral {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /** With 20 million references a year and a few thousand referrals, a second try is rare and a third is a fault. */
    private static final int TRIES = 5;

    private final Referrals referrals;
    private final Outbox outbox;
    private final Clock clock;
    private final RandomGenerator random;

    public SubmitReferral(Referrals referrals, Outbox outbox, Clock clock) {
        this(referrals, outbox, clock, new SecureRandom());
    }

    SubmitReferral(Referrals referrals, Outbox outbox, Clock clock, RandomGenerator random) {
        this.referrals = referrals;
        this.outbox = outbox;
        this.clock = clock;
        this.random = random;
    }

    /** What became of it. */
    public record Submitted(ReferralReference reference, ReferralStatus status, Instant submittedAt) {}

    /**
     * Keeps a valid referral. A possible duplicate is kept like any other: the question whether it is one goes to a
     * person, and the answer to the sender says nothing of other referrals.
     *
     * @param flags what is unusual about it
     */
    public Submitted submit(Sender sender, Referral referral, List<Fault> flags) {
        var identity = Identity.of(referral.patient());
        referrals.lock(identity);
        var duplicates = referrals.openReferralsOf(identity);
        var submittedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var reference = keep(sender, referral, flags, identity, duplicates, submittedAt);
        outbox.append(new ReferralSubmitted(reference, submittedAt, referral, flags, duplicates, null));
        return new Submitted(reference, ReferralStatus.RECEIVED, submittedAt);
    }

    private ReferralReference keep(
            Sender sender,
            Referral referral,
            List<Fault> flags,
            Identity identity,
            List<ReferralReference> duplicates,
            Instant submittedAt) {
        var line = new TimelineLine(
                submittedAt,
                "ReferralSubmitted",
                referral.intent() == Intent.ADVICE ? "You sent a request for advice." : "You sent the referral.");
        for (int i = 0; i < TRIES; i++) {
            var reference = ReferralReference.random(submittedAt.atZone(ENGLAND).getYear(), random);
            if (referrals.add(
                    new NewReferral(reference, sender, referral, identity, flags, duplicates, submittedAt), line)) {
                return reference;
            }
        }
        throw new IllegalStateException("No free reference was found");
    }
}
