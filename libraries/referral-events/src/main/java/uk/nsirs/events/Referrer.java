package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Who refers (REF-13).
 *
 * @param organisation ODS code of the referring organisation
 * @param team the referring team, or null
 * @param clinicianName the referring clinician
 * @param role that clinician's role, or null
 * @param email the shared role mailbox that is kept informed
 * @param telephone or null
 * @param localReference the referrer's own reference, or null; never an NHS or hospital number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Referrer(
        OdsCode organisation,
        String team,
        String clinicianName,
        String role,
        EmailAddress email,
        String telephone,
        String localReference) {

    /** Who is told what happens to the referral. */
    public Recipient recipient() {
        return new Recipient(organisation, email, team, clinicianName, localReference);
    }
}
