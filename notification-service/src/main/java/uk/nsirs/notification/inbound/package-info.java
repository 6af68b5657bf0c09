/** What comes from Kafka: milestones, and a person's wish to send an e-mail again. */
package uk.nsirs.notification.inbound;
