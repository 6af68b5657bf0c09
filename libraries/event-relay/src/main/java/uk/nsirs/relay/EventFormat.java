package uk.nsirs.relay;

import io.cloudevents.kafka.KafkaMessageFactory;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import uk.nsirs.events.CommandEvent;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.LetterEvent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.NotificationEvent;
import uk.nsirs.events.ReferralContactClosed;
import uk.nsirs.events.ReferralEvent;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.SubjectMismatchReported;
import uk.nsirs.events.Topics;
import uk.nsirs.events.UnreadableEventException;

/** A domain event as a Kafka record: CloudEvents in binary mode, the key is the referral reference. */
final class EventFormat {

    private EventFormat() {}

    static ProducerRecord<String, byte[]> write(UUID id, String source, Instant time, DomainEvent event) {
        return KafkaMessageFactory.createWriter(
                        topicOf(event), event.reference().value())
                .writeBinary(EventCodec.write(id, source, time, event));
    }

    /**
     * @param timestamp the record's own, milliseconds since 1970; used where the event does not say its time
     * @throws UnprocessableEventException where the record is no event that this version knows
     */
    static ReceivedEvent read(ReceivedRecord record, long timestamp) {
        if (record.value() == null) {
            throw new UnprocessableEventException("The record has no value");
        }
        var headers = new RecordHeaders();
        record.headers().forEach(headers::add);
        try {
            var event =
                    KafkaMessageFactory.createReader(headers, record.value()).toEvent();
            var id = UUID.fromString(event.getId());
            var time = event.getTime() == null
                    ? Instant.ofEpochMilli(timestamp)
                    : event.getTime().toInstant();
            return new ReceivedEvent(id, event.getType(), EventCodec.read(event), time, record);
        } catch (UnreadableEventException unreadable) {
            throw new UnprocessableEventException(unreadable.getMessage());
        } catch (RuntimeException no) {
            // Reading only computes, so whatever it throws it throws again. The message may quote a header, which
            // anybody may have written.
            throw new UnprocessableEventException(
                    "The record has no CloudEvents headers of version 1.0 with a UUID as id ("
                            + no.getClass().getSimpleName() + ")");
        }
    }

    static String topicOf(DomainEvent event) {
        if (event instanceof ReferralEvent) {
            return Topics.REFERRALS;
        }
        if (event instanceof ResultEvent || event instanceof SubjectMismatchReported) {
            return Topics.RESULTS;
        }
        if (event instanceof Milestone || event instanceof ReferralContactClosed) {
            return Topics.PATHWAY;
        }
        if (event instanceof LetterEvent) {
            return Topics.LETTERS;
        }
        if (event instanceof NotificationEvent) {
            return Topics.NOTIFICATIONS;
        }
        if (event instanceof CommandEvent) {
            return Topics.COMMANDS;
        }
        throw new IllegalArgumentException("No topic for " + event.getClass().getSimpleName());
    }
}
