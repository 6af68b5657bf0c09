/** Tells the referring trust by e-mail, once for every milestone of a referral. */
package uk.nsirs.notification;
