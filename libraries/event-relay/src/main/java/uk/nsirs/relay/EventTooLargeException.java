package uk.nsirs.relay;

/** The broker would refuse this record, so it is refused before anything is promised. Its message holds no data. */
public final class EventTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EventTooLargeException(String topic, long bytes, long limit) {
        super("A record for %s has %d bytes; at most %d are published".formatted(topic, bytes, limit));
    }
}
