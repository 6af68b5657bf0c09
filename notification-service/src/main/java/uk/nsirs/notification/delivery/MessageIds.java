package uk.nsirs.notification.delivery;

import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Message-IDs that follow from the milestone event: an e-mail that is sent again has the same one, so that a mail
 * program which got both shows one.
 */
@Component
class MessageIds {

    private final String domain;

    MessageIds(MailProperties properties) {
        this.domain = properties.rightSideOfMessageIds();
    }

    String of(UUID eventId) {
        return "<" + eventId + "@" + domain + ">";
    }
}
