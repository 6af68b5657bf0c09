package uk.nsirs.intake.referral;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import uk.nsirs.events.ReferralReference;

/** Gives out references that nothing else has. */
public final class References {

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /** With 20 million references a year and a few thousand referrals, a second try is rare and a third is a fault. */
    private static final int TRIES = 5;

    private final RandomGenerator random;

    /**
     * @param random a cryptographically strong source
     */
    public References(RandomGenerator random) {
        this.random = random;
    }

    /**
     * A new reference of the year of {@code at}, under which something was kept.
     *
     * @param keep keeps it under the reference; false where the reference is taken
     * @throws IllegalStateException where no free reference was found
     */
    public ReferralReference allot(Instant at, Predicate<ReferralReference> keep) {
        for (int i = 0; i < TRIES; i++) {
            var reference = ReferralReference.random(at.atZone(ENGLAND).getYear(), random);
            if (keep.test(reference)) {
                return reference;
            }
        }
        throw new IllegalStateException("No free reference was found");
    }
}
