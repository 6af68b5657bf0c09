package uk.nsirs.notification.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Where a delivery stands. */
sealed interface DeliveryState {

    /**
     * Waits for its next attempt.
     *
     * @param dueAt not before
     * @param lastCause why the attempt before failed; empty before the first
     */
    record Pending(Instant dueAt, Optional<String> lastCause) implements DeliveryState {}

    /**
     * Claimed by a sender, written down before the mail server is spoken to.
     *
     * @param claim whose attempt it is
     * @param until after this the sender is taken for dead, and what it achieved is unknown
     */
    record Sending(UUID claim, Instant until) implements DeliveryState {}

    /** The mail server took it. */
    record Sent(Instant at) implements DeliveryState {}

    /**
     * Refused for good.
     *
     * @param smtpCode the reply; empty where there was none
     * @param cause one sentence, never the server's own words
     */
    record Undeliverable(Instant at, OptionalInt smtpCode, String cause) implements DeliveryState {}

    /** Never to be sent: the reference was closed before the milestone came. */
    record Suppressed(Instant at) implements DeliveryState {}

    /** Was to be sent, but the reference was closed before it could be (H10, H13). */
    record Cancelled(Instant at) implements DeliveryState {}

    /** The name it has in the log. */
    default String label() {
        return getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }
}
