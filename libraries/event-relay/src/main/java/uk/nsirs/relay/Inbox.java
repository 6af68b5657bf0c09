package uk.nsirs.relay;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Which events this service has processed already. */
public interface Inbox {

    /**
     * Which of these ids are new; records them, in the caller's transaction, in one statement. Where another
     * transaction is just recording one of them, this waits for its end.
     *
     * @param consumer each consumer processes each event once
     * @param ids may repeat themselves
     * @return the ids that this consumer has not seen before this transaction
     * @throws IllegalStateException outside a transaction
     */
    Set<UUID> firstSeen(String consumer, Collection<UUID> ids);
}
