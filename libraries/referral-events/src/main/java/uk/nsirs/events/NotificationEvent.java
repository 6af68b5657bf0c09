package uk.nsirs.events;

import java.time.Instant;
import java.util.UUID;

/** What became of an e-mail: topic {@link Topics#NOTIFICATIONS}. */
public sealed interface NotificationEvent extends DomainEvent {

    /**
     * The mail server took the message.
     *
     * @param eventId id of the milestone event it tells of
     * @param milestone simple name of that milestone
     * @param sentAt when
     * @param attempts how often it was handed over, 1 or more
     * @param uncertain whether an earlier attempt may have arrived too (its answer was lost)
     */
    record EmailSent(
            @Required ReferralReference reference,
            @Required UUID eventId,
            @Required String milestone,
            @Required Instant sentAt,
            int attempts,
            boolean uncertain)
            implements NotificationEvent {}

    /**
     * The mail server refused the message for good.
     *
     * @param eventId id of the milestone event it should have told of
     * @param milestone simple name of that milestone
     * @param failedAt when
     * @param smtpCode the server's three-digit reply, or null when there was none
     * @param cause one short sentence without the server's own text
     */
    record EmailUndeliverable(
            @Required ReferralReference reference,
            @Required UUID eventId,
            @Required String milestone,
            @Required Instant failedAt,
            Integer smtpCode,
            String cause)
            implements NotificationEvent {}
}
