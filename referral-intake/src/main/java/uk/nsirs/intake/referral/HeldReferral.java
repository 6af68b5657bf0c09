package uk.nsirs.intake.referral;

import uk.nsirs.events.Clinical;
import uk.nsirs.events.ReferralReference;

/**
 * A referral that is held, as far as a use case has to know it, locked until the transaction ends.
 *
 * @param clinical what is known now
 * @param deathReported whether the patient's death was reported before
 */
public record HeldReferral(
        ReferralReference reference, ReferralStatus status, Clinical clinical, boolean deathReported) {

    /** What the referrer supplies is of use as long as the referral is open (REF-15). */
    boolean takesInformation() {
        return status.isOpen();
    }

    /** What is closed cannot be withdrawn again. */
    boolean canBeWithdrawn() {
        return status.isOpen();
    }

    /**
     * A death is taken once at any time, closed or not: a letter to a bereaved family is a serious harm (H10), and the
     * service may still be about to write one.
     */
    boolean takesReportOfDeath() {
        return !deathReported;
    }

    /** Supplied facts put the question back to the service; a decision that was made stays. */
    ReferralStatus afterInformation() {
        return status == ReferralStatus.AWAITING_INFORMATION ? ReferralStatus.AWAITING_DECISION : status;
    }

    ReferralStatus afterDeath() {
        return status.isOpen() ? ReferralStatus.WITHDRAWN : status;
    }
}
