/**
 * PostgreSQL and a Kafka broker as ordinary processes of this machine, each with its data in a directory that outlives
 * it. Nothing here needs Docker, and nothing here belongs to tests only.
 */
package uk.nsirs.servers.embedded;
