package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * An NHS number: ten digits, of which the last is the modulus 11 check digit (NHS Data Dictionary).
 *
 * @param value the ten digits without spaces
 */
public record NhsNumber(@JsonValue String value) {

    private static final Pattern TEN_DIGITS = Pattern.compile("\\d{10}");

    public NhsNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not an NHS number");
        }
    }

    /**
     * The NHS number that {@code text} writes; spaces and hyphens between its digits are allowed.
     *
     * @throws IllegalArgumentException where it is none
     */
    @JsonCreator
    public static NhsNumber of(String text) {
        return new NhsNumber(normalised(text));
    }

    /** Whether {@code text} writes an NHS number whose check digit fits. */
    public static boolean isNhsNumber(String text) {
        return isValid(normalised(text));
    }

    /** Whether {@code text} holds this number, with or without spaces and hyphens. */
    public boolean isIn(String text) {
        return normalised(text).contains(value);
    }

    /** {@code text} without the spaces and hyphens people put between digits; null stays null. */
    public static String normalised(String text) {
        return text == null ? null : text.replaceAll("[\\s-]", "");
    }

    private static boolean isValid(String digits) {
        if (digits == null || !TEN_DIGITS.matcher(digits).matches()) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (10 - i) * (digits.charAt(i) - '0');
        }
        int check = 11 - sum % 11;
        return check % 11 == digits.charAt(9) - '0' && check != 10;
    }

    /** Hides the number: it must not reach a log by accident. Read {@link #value()} where it is really meant. */
    @Override
    public String toString() {
        return "NhsNumber[hidden]";
    }
}
