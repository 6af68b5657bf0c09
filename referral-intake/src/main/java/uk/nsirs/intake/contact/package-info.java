/**
 * Telephone calls, e-mails and letters about a patient, and the referrals that the service's own staff write down from
 * them (REF-10): pages for administrators, behind a sign-in.
 */
package uk.nsirs.intake.contact;
