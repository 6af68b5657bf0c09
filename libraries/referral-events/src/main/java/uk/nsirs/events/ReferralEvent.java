package uk.nsirs.events;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What referrers tell the service: topic {@link Topics#REFERRALS}. The only one here that names the patient. */
public sealed interface ReferralEvent extends DomainEvent {

    /**
     * A referral was accepted for safe keeping; whoever sent it holds a {@code 201}.
     *
     * @param reference the referral
     * @param submittedAt when intake stored it
     * @param referral what was sent, valid by {@link ReferralReader}
     * @param flags what is unusual but possible, for a person to look at; never null
     * @param possibleDuplicates open referrals of the same NHS number, or the same name and date of birth; oldest
     *     first; empty when there is none
     * @param recordedBy the account of the service's own staff that wrote the referral down from a telephone call, an
     *     e-mail or a letter (REF-10); null where the trust sent it itself
     */
    record ReferralSubmitted(
            @Required ReferralReference reference,
            @Required Instant submittedAt,
            @Required Referral referral,
            List<Fault> flags,
            List<ReferralReference> possibleDuplicates,
            String recordedBy)
            implements ReferralEvent {
        public ReferralSubmitted {
            flags = flags == null ? List.of() : List.copyOf(flags);
            possibleDuplicates = possibleDuplicates == null ? List.of() : List.copyOf(possibleDuplicates);
        }

        /** Names the patient nowhere: an event must not reach a log with its words. */
        @Override
        public String toString() {
            return "ReferralSubmitted[" + reference + "]";
        }
    }

    /**
     * Somebody telephoned or wrote to the service about a patient, and the referral is still to be written down (REF-10).
     * Names neither the patient nor the caller: who they are stands in intake's own record of the contact.
     *
     * @param reference given to the contact at once, and the referral's own once it is written down
     * @param receivedAt when the call or the letter came
     * @param channel how it came; never {@link Channel#ONLINE}
     * @param organisation the trust it came from
     * @param recordedBy the account of the service's own staff that took it
     */
    record ReferralContactReceived(
            @Required ReferralReference reference,
            @Required Instant receivedAt,
            @Required Channel channel,
            @Required OdsCode organisation,
            @Required String recordedBy)
            implements ReferralEvent {}

    /**
     * The referrer supplied further clinical facts, or said which cannot be had.
     *
     * @param reference the referral
     * @param informationId identifies this answer
     * @param suppliedAt when intake stored it
     * @param clinical what was supplied: a field that is not null overwrites; never null itself
     * @param notAvailable what cannot be had, and why; never null
     * @param note the referrer's own words, or null
     */
    record InformationSupplied(
            @Required ReferralReference reference,
            @Required UUID informationId,
            @Required Instant suppliedAt,
            Clinical clinical,
            List<NotAvailable> notAvailable,
            String note)
            implements ReferralEvent {
        public InformationSupplied {
            clinical = clinical == null ? Clinical.UNKNOWN : clinical;
            notAvailable = notAvailable == null ? List.of() : List.copyOf(notAvailable);
        }

        /** Names the patient nowhere: an event must not reach a log with its words. */
        @Override
        public String toString() {
            return "InformationSupplied[" + reference + "]";
        }
    }

    /**
     * The referrer took the referral back.
     *
     * @param reference the referral
     * @param withdrawnAt when intake stored it
     * @param reason why; never {@link WithdrawalReason#PATIENT_DIED}, which is {@link PatientDeceased}
     * @param detail the referrer's own words, or null
     */
    record ReferralWithdrawn(
            @Required ReferralReference reference,
            @Required Instant withdrawnAt,
            @Required WithdrawalReason reason,
            String detail)
            implements ReferralEvent {
        /** Names the patient nowhere: an event must not reach a log with its words. */
        @Override
        public String toString() {
            return "ReferralWithdrawn[" + reference + "]";
        }
    }

    /**
     * The patient died.
     *
     * @param reference the referral
     * @param reportedAt when intake stored it
     * @param detail the referrer's own words, or null
     */
    record PatientDeceased(@Required ReferralReference reference, @Required Instant reportedAt, String detail)
            implements ReferralEvent {
        /** Names the patient nowhere: an event must not reach a log with its words. */
        @Override
        public String toString() {
            return "PatientDeceased[" + reference + "]";
        }
    }
}
