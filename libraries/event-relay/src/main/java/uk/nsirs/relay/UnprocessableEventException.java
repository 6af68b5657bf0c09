package uk.nsirs.relay;

/** An event cannot be processed, now or later: it becomes a dead letter without another try. */
public final class UnprocessableEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param cause one sentence for the person who resolves it. It travels with the dead letter and appears in logs, so
     *     it never holds data of the event
     */
    public UnprocessableEventException(String cause) {
        super(cause);
    }
}
