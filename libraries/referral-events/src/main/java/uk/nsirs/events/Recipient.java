package uk.nsirs.events;

/**
 * Who at the referring trust is told.
 *
 * @param organisation ODS code of the referring organisation
 * @param mailbox its shared role mailbox
 * @param team the referring team, or null
 * @param clinicianName the referring clinician
 * @param localReference the referrer's own reference, or null; never an NHS or hospital number
 */
public record Recipient(
        @Required OdsCode organisation,
        @Required EmailAddress mailbox,
        String team,
        String clinicianName,
        String localReference) {}
