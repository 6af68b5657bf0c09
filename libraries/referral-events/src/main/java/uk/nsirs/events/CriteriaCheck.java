package uk.nsirs.events;

import java.time.LocalDate;

/**
 * A question to the referral criteria before anything is sent. Names nobody.
 *
 * @param clinical {@link Clinical#UNKNOWN} where nothing was given; never null
 * @param dateOfBirth decides between the adult and the child rule (REF-08); null where not given
 */
public record CriteriaCheck(Clinical clinical, LocalDate dateOfBirth) {

    /** Without the date of birth. */
    @Override
    public String toString() {
        return "CriteriaCheck[" + clinical + "]";
    }
}
