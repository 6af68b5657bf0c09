package uk.nsirs.intake.contact;

import java.time.Instant;
import uk.nsirs.events.ReferralReference;

/**
 * Somebody telephoned or wrote to the service about a patient.
 *
 * @param reference told to the caller, and the referral's own once it is written down
 * @param details what was taken down of it
 * @param recordedBy the account of the member of staff
 * @param recordedAt to the microsecond
 */
record Contact(ReferralReference reference, ContactDetails details, String recordedBy, Instant recordedAt) {}
