package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A result beyond the laboratory's measuring range. */
public enum Comparator {
    /** {@code <}: the true value is below. */
    BELOW("<"),
    /** {@code >}: the true value is above. */
    ABOVE(">");

    private final String sign;

    Comparator(String sign) {
        this.sign = sign;
    }

    /** {@code <} or {@code >}, as laboratories write it. */
    @JsonValue
    public String sign() {
        return sign;
    }

    /**
     * The comparator that {@code sign} writes.
     *
     * @throws IllegalArgumentException where it is neither sign
     */
    @JsonCreator
    public static Comparator of(String sign) {
        for (var comparator : values()) {
            if (comparator.sign.equals(sign)) {
                return comparator;
            }
        }
        throw new IllegalArgumentException("Not a comparator");
    }
}
