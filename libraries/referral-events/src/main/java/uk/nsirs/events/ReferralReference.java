package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The service's own reference of a referral, such as {@code NSIRS-2026-7K3QX9}: the year, five random characters and
 * a check character, from an alphabet without look-alikes (no 0, 1, E, I, L, O or U).
 * Unguessable, and safe to say on the telephone: any single wrong character and any swap of neighbours is noticed.
 *
 * @param value the reference in upper case
 */
public record ReferralReference(@JsonValue String value) implements Comparable<ReferralReference> {

    /** 29 characters: a prime, so that the weighted check sum notices every single error and every swap. */
    private static final String ALPHABET = "23456789ABCDFGHJKMNPQRSTVWXYZ";

    private static final int RANDOM_CHARACTERS = 5;
    private static final Pattern SHAPE = Pattern.compile("NSIRS-\\d{4}-[" + ALPHABET + "]{6}");

    public ReferralReference {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a referral reference");
        }
        if (value.charAt(value.length() - 1) != check(value.substring(6, 10), value.substring(11, 16))) {
            throw new IllegalArgumentException("Not a referral reference: the check character does not fit");
        }
    }

    /** The reference that {@code text} writes, upper or lower case; empty where it is none. */
    public static Optional<ReferralReference> parse(String text) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException notAReference) {
            return Optional.empty();
        }
    }

    /**
     * The reference that {@code text} writes, upper or lower case.
     *
     * @throws IllegalArgumentException where it is none
     */
    @JsonCreator
    public static ReferralReference of(String text) {
        return new ReferralReference(text == null ? null : text.strip().toUpperCase(java.util.Locale.ROOT));
    }

    /**
     * A new random reference.
     *
     * @param year four digits
     * @param random a cryptographically strong source
     */
    public static ReferralReference random(int year, RandomGenerator random) {
        var serial = new StringBuilder();
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            serial.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        var digits = "%04d".formatted(year);
        return new ReferralReference("NSIRS-" + digits + "-" + serial + check(digits, serial.toString()));
    }

    private static char check(String year, String serial) {
        int sum = 0;
        int weight = 2;
        for (int i = 0; i < year.length(); i++) {
            sum += weight++ * (year.charAt(i) - '0');
        }
        for (int i = 0; i < serial.length(); i++) {
            sum += weight++ * ALPHABET.indexOf(serial.charAt(i));
        }
        return ALPHABET.charAt(sum % ALPHABET.length());
    }

    @Override
    public int compareTo(ReferralReference other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
