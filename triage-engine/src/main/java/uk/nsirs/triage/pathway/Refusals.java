package uk.nsirs.triage.pathway;

import java.util.Optional;

/**
 * Carries a refusal past the engine to the caller. The engine wraps whatever a listener throws and its REST API makes
 * a 500 of it; a refusal is the caller's fault and is answered with 400 and these words.
 */
public final class Refusals {

    private static final ThreadLocal<String> LAST = new ThreadLocal<>();

    private Refusals() {}

    /** The refusal of this thread's request, if any; forgets it. */
    public static Optional<String> take() {
        var message = Optional.ofNullable(LAST.get());
        LAST.remove();
        return message;
    }

    /** Refuses the completion of a task. {@code message} is for the reader and never repeats what was typed. */
    static RuntimeException refuse(String message) {
        LAST.set(message);
        return new Refused(message);
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
