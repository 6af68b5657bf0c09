package uk.nsirs.notification.breaking.delivery;

/** Breaks on purpose: delivering knows where milestones come from. */
public record KnowsKafka(org.apache.kafka.clients.consumer.ConsumerRecord<String, String> consumed) {}
