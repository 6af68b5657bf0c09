/** Who may call what. */
package uk.nsirs.notification.access;
