package uk.nsirs.notification.message;

import java.util.Objects;

/**
 * One e-mail as written, without its address lines.
 *
 * @param subject one line, begins "Action needed:" or "For information:"; never names a patient
 * @param text the plain text part, lines end with a line feed
 * @param html the HTML part, a complete document without images or scripts
 */
public record Email(String subject, String text, String html) {

    public Email {
        Objects.requireNonNull(text);
        Objects.requireNonNull(html);
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A subject is one line");
        }
    }
}
