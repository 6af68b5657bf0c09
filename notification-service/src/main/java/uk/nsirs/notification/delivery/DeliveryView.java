package uk.nsirs.notification.delivery;

import java.time.Instant;
import java.util.UUID;
import uk.nsirs.notification.delivery.DeliveryState.Pending;
import uk.nsirs.notification.delivery.DeliveryState.Sent;
import uk.nsirs.notification.delivery.DeliveryState.Undeliverable;

/**
 * One delivery, as the log shows it.
 *
 * @param state PENDING, SENDING, SENT, UNDELIVERABLE, SUPPRESSED or CANCELLED
 * @param to the mailbox
 * @param attempts how often a mail server was given it, or was tried to be
 * @param uncertain whether an attempt may have arrived although no answer said so
 * @param sentAt null while it is not sent
 * @param cause why it is undeliverable or was put off; null where nothing went wrong
 */
record DeliveryView(
        UUID eventId,
        String milestone,
        String state,
        String to,
        String messageId,
        int attempts,
        boolean uncertain,
        Instant createdAt,
        Instant sentAt,
        String cause) {

    static DeliveryView of(Delivery delivery, MessageIds messageIds) {
        var state = delivery.state();
        return new DeliveryView(
                delivery.eventId(),
                delivery.milestone(),
                state.label(),
                delivery.recipient().value(),
                messageIds.of(delivery.eventId()),
                delivery.attempts(),
                delivery.uncertain(),
                delivery.createdAt(),
                state instanceof Sent sent ? sent.at() : null,
                causeOf(state));
    }

    private static String causeOf(DeliveryState state) {
        if (state instanceof Undeliverable undeliverable) {
            return undeliverable.cause();
        }
        return state instanceof Pending pending ? pending.lastCause().orElse(null) : null;
    }
}
