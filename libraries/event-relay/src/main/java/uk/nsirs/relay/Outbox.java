package uk.nsirs.relay;

import java.util.List;
import java.util.UUID;
import uk.nsirs.events.DomainEvent;

/**
 * What this service promises to publish. Appending is part of the caller's transaction: the event is published if and
 * only if that transaction commits, at least once, and in the order of the appends to one reference.
 *
 * <p>The caller holds the row lock of the event's reference while it appends. That is what makes the order of the rows
 * the causal order of the events; without it two transactions may append to one reference in either order.
 *
 * <p>Every method throws {@link IllegalStateException} outside a transaction, and {@link EventTooLargeException} where
 * the broker would refuse the record; nothing is appended then.
 */
public interface Outbox {

    /**
     * Appends an event to the topic of its family.
     *
     * @return the id made for it, the CloudEvents {@code id}
     */
    UUID append(DomainEvent event);

    /** Appends an event under an id that had to be known before, or that is derived from something. */
    void append(UUID eventId, DomainEvent event);

    /** Appends events in the order of the list, in one statement. An empty list does nothing. */
    void appendAll(List<? extends DomainEvent> events);

    /**
     * Publishes a record once more: original key, bytes, headers and id. Consumers that processed it drop it by its id.
     * Headers that say why it became a dead letter ({@link DeadLetter}) are left out.
     *
     * @param topic where it came from first
     */
    void replay(String topic, ReceivedRecord record);
}
