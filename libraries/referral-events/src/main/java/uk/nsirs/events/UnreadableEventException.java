package uk.nsirs.events;

/** An event cannot be understood: permanently, so trying again does not help. Never carries the event's data. */
public final class UnreadableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEventException(String message, Class<?> cause) {
        super(cause == null ? message : message + " (" + cause.getSimpleName() + ")");
    }
}
