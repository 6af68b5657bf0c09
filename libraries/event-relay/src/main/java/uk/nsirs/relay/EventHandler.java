package uk.nsirs.relay;

/**
 * Processes one event. Called inside a transaction, after the inbox said that the event is new; whatever it throws
 * rolls both back.
 */
@FunctionalInterface
public interface EventHandler {

    /**
     * @throws UnprocessableEventException where trying again cannot help: a dead letter at once
     */
    void handle(ReceivedEvent event);
}
