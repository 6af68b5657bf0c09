package uk.nsirs.events;

import java.time.Instant;

/**
 * A report was refused because its subject is not the patient of the referral it names (H17, H18): topic
 * {@link Topics#RESULTS}. Nothing of it was filed. Says nothing of who either of them is, so that a person can ask the
 * sender.
 *
 * @param reference the referral the report named
 * @param occurredAt when it was refused
 * @param resultId the sender's own name for the report
 * @param kind what was reported
 * @param sender the account that sent it
 */
public record SubjectMismatchReported(
        @Required ReferralReference reference,
        @Required Instant occurredAt,
        @Required String resultId,
        @Required ResultKind kind,
        @Required String sender)
        implements DomainEvent {}
