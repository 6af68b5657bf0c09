package uk.nsirs.intake.referral;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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

    private final Referrals referrals;
    private final Outbox outbox;
    private final Clock clock;
    private final References references;

    public SubmitReferral(Referrals referrals, Outbox outbox, Clock clock) {
        this(referrals, outbox, clock, new SecureRandom());
    }

    SubmitReferral(Referrals referrals, Outbox outbox, Clock clock, RandomGenerator random) {
        this.referrals = referrals;
        this.outbox = outbox;
        this.clock = clock;
        this.references = new References(random);
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
        var arrival = arrival(sender, referral, flags, false);
        var line = line(
                arrival,
                referral.intent() == Intent.ADVICE ? "You sent a request for advice." : "You sent the referral.");
        return passedOn(
                references.allot(arrival.at(), reference -> referrals.add(arrival.under(reference), line)), arrival);
    }

    /**
     * Keeps a valid referral that the service's own staff wrote down from a telephone call, an e-mail or a letter, under
     * the reference that the caller was told (REF-10). It is the referring organisation's like any other.
     *
     * @param reference given to the contact, whose row the caller has locked
     * @param account the member of staff
     * @param flags what is unusual about it
     * @return empty where the referral was written down before; then nothing was kept
     */
    public Optional<Submitted> submitWrittenDown(
            ReferralReference reference, String account, Referral referral, List<Fault> flags) {
        var arrival = arrival(new Sender(account, referral.referrer().organisation()), referral, flags, true);
        var line = line(
                arrival,
                "We wrote down your " + (referral.intent() == Intent.ADVICE ? "request for advice" : "referral")
                        + ", made " + ChannelWords.by(referral.channel()) + ".");
        return referrals.add(arrival.under(reference), line)
                ? Optional.of(passedOn(reference, arrival))
                : Optional.empty();
    }

    /** A referral that has no reference yet. */
    private record Arrival(
            Sender sender,
            boolean writtenDown,
            Referral referral,
            Identity identity,
            List<Fault> flags,
            List<ReferralReference> duplicates,
            Instant at) {

        NewReferral under(ReferralReference reference) {
            return new NewReferral(reference, sender, writtenDown, referral, identity, flags, duplicates, at);
        }
    }

    private Arrival arrival(Sender sender, Referral referral, List<Fault> flags, boolean writtenDown) {
        var identity = Identity.of(referral.patient());
        referrals.lock(identity);
        return new Arrival(
                sender,
                writtenDown,
                referral,
                identity,
                flags,
                referrals.openReferralsOf(identity),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static TimelineLine line(Arrival arrival, String words) {
        return new TimelineLine(arrival.at(), "ReferralSubmitted", words);
    }

    private Submitted passedOn(ReferralReference reference, Arrival arrival) {
        outbox.append(new ReferralSubmitted(
                reference,
                arrival.at(),
                arrival.referral(),
                arrival.flags(),
                arrival.duplicates(),
                arrival.writtenDown() ? arrival.sender().account() : null));
        return new Submitted(reference, ReferralStatus.RECEIVED, arrival.at());
    }
}
