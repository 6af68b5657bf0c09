/** What the people who run the service see of it: numbers without any patient or referral in them. */
package uk.nsirs.triage.watch;
