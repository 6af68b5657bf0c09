package uk.nsirs.relay;

import java.util.List;

/**
 * Processes the events of a batch that were selected to go first. Called inside one transaction for all of them, after
 * the inbox said that they are new. Where that transaction fails, it is called again for each event alone.
 */
@FunctionalInterface
public interface BatchHandler {

    /**
     * @param events at least one, in the order of their records
     * @throws UnprocessableEventException where trying again cannot help: a dead letter, once the event stands alone
     */
    void handle(List<ReceivedEvent> events);
}
