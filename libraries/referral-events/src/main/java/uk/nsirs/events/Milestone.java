package uk.nsirs.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
     * @param items what is missing, each with the reason; empty when only the service's letter says it
     * @param chase 0 for the first request, then the number of the reminder
     * @param dueOn when the request closes (the request, never the referral)
     * @param letterId the letter in which a clinician asks, or null where the items are all that is asked for
     */
    record InformationRequested(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            List<MissingItem> items,
            int chase,
            LocalDate dueOn,
            UUID letterId)
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

    /**
     * A test was asked for (E9).
     *
     * @param kind which test
     * @param contactLaboratoryFirst whether the laboratory is to be called before the sample is taken (ANT-05)
     */
    record TestRequested(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required TestKind kind,
            boolean contactLaboratoryFirst)
            implements Milestone {}

    /**
     * A result is in the patient's record (E10). Says nothing of what it is.
     *
     * @param kind which test
     */
    record ResultAvailable(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required TestKind kind)
            implements Milestone {}

    /**
     * The multidisciplinary meeting agreed a plan (E11).
     *
     * @param therapies what the plan starts; empty where it only follows the patient
     */
    record PlanAgreed(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            List<Therapy> therapies)
            implements Milestone {
        public PlanAgreed {
            therapies = therapies == null ? List.of() : List.copyOf(therapies);
        }
    }

    /**
     * Somebody was asked to pay for a therapy (E12, FUN-09).
     *
     * @param therapy what for
     * @param funder who was asked
     * @param urgent whether by the urgent route (V-19)
     */
    record FundingRequested(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required Therapy therapy,
            @Required Funder funder,
            boolean urgent)
            implements Milestone {}

    /**
     * The funder answered (E13, FUN-09).
     *
     * @param therapy what was asked for
     * @param decision what was answered
     */
    record FundingOutcomeReached(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required Therapy therapy,
            @Required FundingDecision decision)
            implements Milestone {}

    /**
     * An appointment has its date (E6, E16).
     *
     * @param type what it is for
     * @param mode how it is held, or null where that is not known
     * @param startsAt when; its offset is UTC
     */
    record AppointmentBooked(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required AppointmentType type,
            AppointmentMode mode,
            @Required OffsetDateTime startsAt)
            implements Milestone {
        public AppointmentBooked {
            startsAt = utc(startsAt);
        }
    }

    /**
     * An appointment was moved or called off (E7).
     *
     * @param type what it is for
     * @param mode how it is held, or null where that is not known
     * @param startsAt the new date, its offset is UTC; null where none is set yet and one follows
     * @param cancelled whether the old date was called off rather than moved
     */
    record AppointmentChanged(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required AppointmentType type,
            AppointmentMode mode,
            OffsetDateTime startsAt,
            boolean cancelled)
            implements Milestone {
        public AppointmentChanged {
            startsAt = utc(startsAt);
        }
    }

    /**
     * The patient did not come, or was not brought (E8).
     *
     * @param type what the appointment was for
     * @param child whether the patient was under 18 years: then "was not brought", never "did not attend"
     */
    record AppointmentMissed(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required AppointmentType type,
            boolean child)
            implements Milestone {}

    /**
     * A therapy began (E14).
     *
     * @param therapy which
     */
    record TreatmentStarted(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required Therapy therapy)
            implements Milestone {}

    /**
     * A dose or a review falls due (E15).
     *
     * @param kind which
     * @param dueOn when, or null where no day is set
     */
    record SurveillanceDue(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required SurveillanceKind kind,
            LocalDate dueOn)
            implements Milestone {}

    /**
     * Advice was given after a deterioration (E17); its words travel as a letter.
     *
     * @param letterId the letter that holds the advice, or null where it was given by telephone
     */
    record RelapseAdviceGiven(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            UUID letterId)
            implements Milestone {}

    /**
     * Testing was offered to the family (E18). Says nothing of any relative (H7).
     */
    record FamilyTestingOffered(
            @Required ReferralReference reference, @Required Instant occurredAt, @Required Recipient recipient)
            implements Milestone {}

    /**
     * A step takes longer than was planned (E20).
     *
     * @param reason what is waited for
     * @param newDate when it is now expected, or null where nobody knows
     */
    record PathwayDelayed(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required DelayReason reason,
            LocalDate newDate)
            implements Milestone {}

    /**
     * The patient left the service (E19).
     *
     * @param outcome how
     * @param letterId the letter that holds the summary, or null where none was written
     */
    record PatientDischarged(
            @Required ReferralReference reference,
            @Required Instant occurredAt,
            @Required Recipient recipient,
            @Required DischargeOutcome outcome,
            UUID letterId)
            implements Milestone {}

    /** One form on the wire and in memory: moments are UTC. */
    private static OffsetDateTime utc(OffsetDateTime moment) {
        return moment == null ? null : moment.withOffsetSameInstant(ZoneOffset.UTC);
    }
}
