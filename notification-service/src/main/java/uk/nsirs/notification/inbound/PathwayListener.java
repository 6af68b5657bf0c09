package uk.nsirs.notification.inbound;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import uk.nsirs.events.Topics;
import uk.nsirs.relay.EventConsumer;
import uk.nsirs.relay.EventConsumers;

/** Hears of milestones and commands. */
@Component
class PathwayListener {

    /** Never changed: another name would send every e-mail again. */
    private static final String CONSUMER = "notification";

    private final EventConsumer consumer;

    PathwayListener(EventConsumers consumers, EventsToDeliveries deliveries) {
        this.consumer = consumers.builder(CONSUMER).each(deliveries).build();
    }

    @KafkaListener(
            id = CONSUMER,
            topics = {Topics.PATHWAY, Topics.COMMANDS},
            batch = "true")
    void on(List<ConsumerRecord<byte[], byte[]>> records) {
        consumer.consume(records);
    }
}
