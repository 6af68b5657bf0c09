/**
 * Outbox, relay, inbox and consumer: what a transaction decides reaches Kafka, and what arrives there takes effect once.
 * A service sees {@link uk.nsirs.relay.Outbox}, {@link uk.nsirs.relay.EventConsumers} and what they take; the rest is
 * made by {@link uk.nsirs.relay.EventRelayAutoConfiguration}.
 */
package uk.nsirs.relay;
