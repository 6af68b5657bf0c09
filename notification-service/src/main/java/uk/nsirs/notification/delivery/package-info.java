/** What became of each e-mail: the log, the attempts, and SMTP. */
package uk.nsirs.notification.delivery;
