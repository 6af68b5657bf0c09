package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An e-mail address as SMTP takes it, without a display name. Printable ASCII only and no white space, so it can never
 * carry a second header.
 *
 * @param value the address, at most 254 characters
 */
public record EmailAddress(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._%+'-]{1,64}@(?=.{1,189}$)"
            + "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");

    public EmailAddress {
        if (value == null
                || !SHAPE.matcher(value).matches()
                || value.startsWith(".")
                || value.contains("..")
                || value.contains(".@")) {
            throw new IllegalArgumentException("Not an e-mail address");
        }
    }

    /**
     * The address that {@code text} writes.
     *
     * @throws IllegalArgumentException where it is none
     */
    @JsonCreator
    public static EmailAddress of(String text) {
        return new EmailAddress(text);
    }

    /** The part after the at sign, in lower case. */
    public String domain() {
        return value.substring(value.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether the mailbox is the NHS's own: at nhs.net, at nhs.uk or a sub-domain of nhs.uk. */
    public boolean isAtTheNhs() {
        var domain = domain();
        return domain.equals("nhs.net") || domain.equals("nhs.uk") || domain.endsWith(".nhs.uk");
    }

    @Override
    public String toString() {
        return value;
    }
}
