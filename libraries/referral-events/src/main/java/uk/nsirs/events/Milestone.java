package uk.nsirs.events;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * An externally visible step of a referral: topic {@link Topics#PATHWAY}, one e-mail and one timeline line each.
 * Carries no direct identifier of the patient and no clinical result.
 */
public sealed interface Milestone extends DomainEvent {

    /** When it happened. Never null. */
    Instant occurredAt();

    /** Who is told. Never null. */
    Recipient recipient();

    /**
     * The service has the referral (E1).
     *
     * @param intent a referral or a request for advice
     * @param possibleDuplicate whether an open referral of the same patient is being compared by a person
     */
    record ReferralReceived(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required Intent intent,
            boolean possibleDuplicate)
            implements Milestone {}

    /**
     * The referrer is asked for what is missing (E2), or reminded of it.
     *
     * @param items what is missing, each with the reason; empty when the service's letter says it
     * @param chase 0 for the first request, then the number of the reminder
     * @param dueOn when the request closes (the request, never the referral)
     */
    record InformationRequested(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            List<MissingItem> items,
            int chase,
            LocalDate dueOn)
            implements Milestone {
        public InformationRequested {
            items = items == null ? List.of() : List.copyOf(items);
        }
    }

    /**
     * A named clinician accepted the referral (E3).
     *
     * @param priority the priority decided on
     * @param restored true when a withdrawn referral was taken up again; its e-mails flow again
     */
    record ReferralAccepted(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required Priority priority,
            boolean restored)
            implements Milestone {}

    /**
     * A named clinician did not accept the referral (E4). The letter holds the reasons and the words.
     *
     * @param reason the coded reason
     * @param redirect where the patient is better served, or null
     */
    record ReferralNotAccepted(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required DecisionReason reason,
            Redirect redirect)
            implements Milestone {}

    /**
     * Advice was given (E5); its words travel as a letter.
     *
     * @param letterId the letter that holds the advice, or null where it was given by telephone
     */
    record AdviceGiven(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            UUID letterId)
            implements Milestone {}

    /**
     * The referral is closed because it was withdrawn or because the patient died. Every unsent e-mail of the
     * reference is cancelled and later milestones are suppressed.
     *
     * @param patientDied whether the patient died
     * @param reason why it was withdrawn
     */
    record ReferralWithdrawalConfirmed(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            boolean patientDied,
            WithdrawalReason reason)
            implements Milestone {}
}
