package uk.nsirs.events;

import java.time.Instant;

/**
 * No referral comes of a contact that intake holds (REF-10): topic {@link Topics#PATHWAY}, for intake alone. No milestone:
 * no trust is told of it. A referral that is written down all the same is taken like any other.
 *
 * @param reference given to the contact, and named by its {@link ReferralEvent.ReferralContactReceived}
 * @param closedAt when somebody closed it
 * @param reason why no referral is written down
 * @param closedBy the account of the service's own staff that closed it
 */
public record ReferralContactClosed(
        @Required ReferralReference reference,
        @Required Instant closedAt,
        @Required ContactClosure reason,
        @Required String closedBy)
        implements DomainEvent {}
