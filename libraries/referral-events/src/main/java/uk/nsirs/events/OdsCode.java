package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The Organisation Data Service code of an organisation or site, such as {@code RJZ} or {@code B86000}.
 *
 * @param value three to eight capital letters and digits
 */
public record OdsCode(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z0-9]{3,8}");

    public OdsCode {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not an ODS code");
        }
    }

    /**
     * The code that {@code text} writes, upper or lower case.
     *
     * @throws IllegalArgumentException where it is none
     */
    @JsonCreator
    public static OdsCode of(String text) {
        return new OdsCode(text == null ? null : text.strip().toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return value;
    }
}
