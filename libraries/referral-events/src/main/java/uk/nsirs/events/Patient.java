package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

/**
 * The patient. Everything here identifies a person: it stays in intake's and triage's own tables, on
 * {@link Topics#REFERRALS} and on pages behind a sign-in.
 *
 * @param nhsNumber or null where the patient has none
 * @param familyName never null
 * @param givenName never null
 * @param dateOfBirth or null where not known
 * @param sex never null; NOT_KNOWN where not given
 * @param postcode or null
 * @param gpPractice ODS code, or null
 * @param telephone or null
 * @param parentOrCarer or null
 * @param communicationNeeds or null
 * @param interpreterLanguage or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Patient(
        NhsNumber nhsNumber,
        String familyName,
        String givenName,
        LocalDate dateOfBirth,
        Sex sex,
        String postcode,
        OdsCode gpPractice,
        String telephone,
        String parentOrCarer,
        String communicationNeeds,
        String interpreterLanguage) {

    /** Hides the person: a patient must not reach a log by accident. */
    @Override
    public String toString() {
        return "Patient[hidden]";
    }
}
