/**
 * What travels between the services and what referrers may send: event records, value types, topic names, and the reader
 * of referrals. Plain Java and Jackson.
 */
package uk.nsirs.events;
