package uk.nsirs.events;

/** Why a referrer takes a referral back. */
public enum WithdrawalReason {
    PATIENT_CHOICE,
    SENT_IN_ERROR,
    DUPLICATE,
    PATIENT_DIED,
    OTHER
}
