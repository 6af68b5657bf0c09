package uk.nsirs.triage.pathway;

import java.util.Optional;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngineException;

/**
 * Carries a refusal past the engine to the caller. The engine's REST interface makes a 500 of whatever a listener
 * throws; a refusal is the caller's fault and is answered with 400 and these words.
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

    /** The refusal that the engine wrapped into {@code failure}; empty where it is a failure indeed. */
    static Optional<ProcessEngineException> in(Throwable failure) {
        for (var each = failure; each != null; each = each.getCause()) {
            if (each instanceof Refused refused) {
                return Optional.of(refused);
            }
        }
        return Optional.empty();
    }

    /** A bad request by the engine's own classes, so that it takes it for no failure of its own. */
    private static final class Refused extends BadUserRequestException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }
}
