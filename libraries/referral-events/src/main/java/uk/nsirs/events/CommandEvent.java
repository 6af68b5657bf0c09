package uk.nsirs.events;

import java.time.Instant;
import java.util.UUID;

/** What a person in the service asks another part to do: topic {@link Topics#COMMANDS}. */
public sealed interface CommandEvent extends DomainEvent {

    /**
     * An undeliverable e-mail is to be sent again.
     *
     * @param eventId id of the milestone event whose e-mail it is
     * @param requestedAt when
     * @param mailbox the corrected mailbox
     */
    record EmailResendRequested(
            @Required ReferralReference reference,
            @Required UUID eventId,
            @Required Instant requestedAt,
            @Required EmailAddress mailbox)
            implements CommandEvent {}
}
