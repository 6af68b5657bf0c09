package uk.nsirs.events;

/**
 * A referrer takes a referral back, as sent.
 *
 * @param reason never null
 * @param detail in the referrer's own words, or null; may name the patient
 */
public record Withdrawal(WithdrawalReason reason, String detail) {

    /** Without the detail, which may name the patient. */
    @Override
    public String toString() {
        return "Withdrawal[" + reason + "]";
    }
}
