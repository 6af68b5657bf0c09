package uk.nsirs.notification.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.NotificationEvent.EmailSent;
import uk.nsirs.events.NotificationEvent.EmailUndeliverable;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.notification.delivery.DeliveryState.Cancelled;
import uk.nsirs.notification.delivery.DeliveryState.Pending;
import uk.nsirs.notification.delivery.DeliveryState.Sending;
import uk.nsirs.notification.delivery.DeliveryState.Sent;
import uk.nsirs.notification.delivery.DeliveryState.Undeliverable;
import uk.nsirs.notification.message.Email;

/**
 * One milestone on its way to one mailbox.
 *
 * @param id its place in the order of everything that was recorded
 * @param eventId the milestone event; with the mailbox it is unique
 * @param milestone simple name of the milestone
 * @param email what was written, kept as the audit copy
 * @param attempts how often a sender claimed it
 * @param uncertain whether an attempt may have arrived although no answer said so
 */
record Delivery(
        long id,
        UUID eventId,
        EmailAddress recipient,
        ReferralReference reference,
        String milestone,
        Email email,
        Instant createdAt,
        DeliveryState state,
        int attempts,
        boolean uncertain) {

    /** A sender takes it. Where another sender had it and vanished, nobody knows what that one achieved. */
    Delivery claimed(UUID claim, Instant until) {
        return with(new Sending(claim, until), attempts + 1, uncertain || state instanceof Sending);
    }

    Delivery sent(Instant at) {
        return with(new Sent(at), attempts, uncertain);
    }

    Delivery waiting(Instant dueAt, String cause, boolean mayHaveArrived) {
        return with(new Pending(dueAt, Optional.of(cause)), attempts, uncertain || mayHaveArrived);
    }

    Delivery undeliverable(Instant at, OptionalInt smtpCode, String cause) {
        return with(new Undeliverable(at, smtpCode, cause), attempts, uncertain);
    }

    /** Ends it unsent. Where a sender had it and vanished, it may have arrived all the same. */
    Delivery cancelled(Instant at, boolean mayHaveArrived) {
        return with(new Cancelled(at), attempts, uncertain || mayHaveArrived);
    }

    /** Puts it back after a person asked for it to be sent again to the same mailbox. */
    Delivery askedForAgain(Instant dueAt) {
        return with(new Pending(dueAt, Optional.empty()), attempts, uncertain);
    }

    EmailSent asEmailSent(Instant at) {
        return new EmailSent(reference, eventId, milestone, at, attempts, uncertain);
    }

    EmailUndeliverable asEmailUndeliverable(Undeliverable end) {
        var code = end.smtpCode().isPresent() ? Integer.valueOf(end.smtpCode().getAsInt()) : null;
        return new EmailUndeliverable(reference, eventId, milestone, end.at(), code, end.cause());
    }

    private Delivery with(DeliveryState next, int nextAttempts, boolean nextUncertain) {
        return new Delivery(
                id, eventId, recipient, reference, milestone, email, createdAt, next, nextAttempts, nextUncertain);
    }
}
