package uk.nsirs.relay;

import java.time.Instant;
import java.util.UUID;
import uk.nsirs.events.DomainEvent;

/**
 * A Kafka record, decoded.
 *
 * @param id the CloudEvents {@code id}, made once when the event was appended
 * @param type the CloudEvents {@code type}
 * @param event what happened
 * @param time when it was appended
 * @param record the record that carried it
 */
public record ReceivedEvent(UUID id, String type, DomainEvent event, Instant time, ReceivedRecord record) {

    /** Type, id and place, for logs; holds no data. */
    @Override
    public String toString() {
        return type + " " + id + " at " + record;
    }
}
