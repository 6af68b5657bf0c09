package uk.nsirs.relay;

import java.util.Objects;

/**
 * A batch could not be finished because something it needs is away. Nothing of it is lost: the container keeps the
 * offsets, waits, and delivers the batch again; the inbox drops what was done already.
 */
final class NotProcessedYetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String position;

    /**
     * @param first the first record that is not done
     */
    NotProcessedYetException(ReceivedRecord first, Throwable cause) {
        super("Not processed yet: " + first, Objects.requireNonNull(cause));
        this.position = first.toString();
    }

    /** Where it stopped: the same again means that nothing moved. */
    String position() {
        return position;
    }
}
