package uk.nsirs.intake.tracking;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.LetterEvent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.ReferralContactClosed;
import uk.nsirs.events.Topics;
import uk.nsirs.intake.contact.CloseContact;
import uk.nsirs.relay.EventConsumer;
import uk.nsirs.relay.EventConsumers;

/** Hears what the service did and wrote. */
@Component
class PathwayListener {

    private final Tracking tracking;
    private final CloseContact closeContact;
    private final EventConsumer consumer;

    PathwayListener(Tracking tracking, CloseContact closeContact, EventConsumers consumers) {
        this.tracking = tracking;
        this.closeContact = closeContact;
        this.consumer = consumers
                .builder("intake-tracking")
                .each(received -> track(received.event()))
                .build();
    }

    @KafkaListener(
            id = "intake-tracking",
            topics = {Topics.PATHWAY, Topics.LETTERS},
            batch = "true")
    void on(List<ConsumerRecord<byte[], byte[]>> records) {
        consumer.consume(records);
    }

    private void track(DomainEvent event) {
        if (event instanceof Milestone milestone) {
            tracking.milestone(milestone);
        } else if (event instanceof LetterEvent letter) {
            tracking.letter(letter);
        } else if (event instanceof ReferralContactClosed closed) {
            closeContact.close(closed);
        }
    }
}
