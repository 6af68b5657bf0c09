package uk.nsirs.relay;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The inbox in the service's own database. */
final class JdbcInbox implements Inbox {

    private static final int ROWS_AT_ONCE = 5_000;

    private final JdbcTemplate jdbc;

    JdbcInbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<UUID> firstSeen(String consumer, Collection<UUID> ids) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The inbox is asked in the transaction that does the work; there is none");
        }
        if (ids.isEmpty()) {
            return Set.of();
        }
        // Without duplicates, since both of two equal ids would pass; sorted, so that two batches with the same ids
        // wait for each other instead of deadlocking.
        var distinct = new TreeSet<>(ids);
        return new HashSet<>(jdbc.query(
                """
                insert into inbox (consumer, id) select ?, unnest(?::uuid[]) on conflict do nothing returning id
                """,
                statement -> {
                    statement.setString(1, consumer);
                    statement.setArray(2, statement.getConnection().createArrayOf("uuid", distinct.toArray()));
                },
                (row, number) -> row.getObject(1, UUID.class)));
    }

    /**
     * Removes what is older than {@code retention}, a part at a time. Several instances may do so at once: each skips
     * the rows that another is just removing.
     *
     * @return how many rows were removed
     */
    long forget(Duration retention) {
        long removed = 0;
        int rows;
        do {
            rows = jdbc.update(
                    """
                    delete from inbox where ctid = any (array(
                        select ctid from inbox where seen_at < now() - make_interval(secs => ?)
                        limit ? for update skip locked))
                    """,
                    (double) retention.toSeconds(),
                    ROWS_AT_ONCE);
            removed += rows;
        } while (rows == ROWS_AT_ONCE);
        return removed;
    }
}
