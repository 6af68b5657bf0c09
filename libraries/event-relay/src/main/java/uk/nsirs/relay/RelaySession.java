package uk.nsirs.relay;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The relay's own database session. The advisory lock, the reading and the deleting all happen on this one connection:
 * a relay whose connection was cut has lost the lock and can neither read nor delete any more.
 *
 * <p>It must be a session of PostgreSQL itself: a pooler in transaction mode hands out another for every transaction.
 */
final class RelaySession implements AutoCloseable {

    /** Opens a connection that nobody else uses. */
    @FunctionalInterface
    interface Source {
        Connection open() throws SQLException;
    }

    /** {@code position} of a row and the record in it. */
    record Waiting(long position, ProducerRecord<byte[], byte[]> record) {}

    /** Advisory locks belong to one database, so one number does for all services: "NSIRS" in ASCII. */
    private static final long LOCK = 0x4E_53_49_52_53L;

    private static final int BYTES_AT_ONCE = 8 * 1024 * 1024;
    private static final int FETCH = 25;

    private final Connection connection;
    private boolean active;

    RelaySession(Source source) throws SQLException {
        this.connection = source.open();
        try {
            // Cursor reading needs a transaction; the lock belongs to the session and outlives it.
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                // If this machine vanishes, the server notices within 25 seconds and frees the lock.
                statement.execute("set tcp_keepalives_idle = 10");
                statement.execute("set tcp_keepalives_interval = 5");
                statement.execute("set tcp_keepalives_count = 3");
            }
            connection.commit();
        } catch (SQLException unusable) {
            close();
            throw unusable;
        }
    }

    /** Whether this is the active relay of the database; tries to become it where it is not. */
    boolean active() throws SQLException {
        if (!active) {
            try (var statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
                statement.setLong(1, LOCK);
                try (var answer = statement.executeQuery()) {
                    active = answer.next() && answer.getBoolean(1);
                }
            }
            connection.commit();
        }
        return active;
    }

    /**
     * The oldest rows that are committed now.
     *
     * <p>Always from the beginning, never "after the last one seen": positions are given out before they are
     * committed, so a row with a lower position may appear after one with a higher. It is then simply the oldest at the
     * next reading. Nothing is lost, because a row is deleted only by its own position, after its own acknowledgement.
     *
     * <p>And nothing of one reference is overtaken. Whoever appends to a reference holds its row lock until the
     * commit, so the next one gets a higher position only after the earlier row is visible to everybody: each snapshot
     * that shows the later row shows the earlier one too. Only rows of different references are published out of
     * the order of their positions, and between those there is no order to keep.
     *
     * @param limit rows at most; fewer where they are large
     */
    List<Waiting> oldest(int limit) throws SQLException {
        var rows = new ArrayList<Waiting>();
        long bytes = 0;
        try (var statement = connection.prepareStatement(
                "select position, topic, key, headers, value from outbox order by position limit ?")) {
            statement.setInt(1, limit);
            statement.setFetchSize(FETCH);
            try (var row = statement.executeQuery()) {
                while (bytes < BYTES_AT_ONCE && row.next()) {
                    var record = OutboxRow.toRecord(
                            row.getString("topic"),
                            row.getBytes("key"),
                            row.getString("headers"),
                            row.getBytes("value"));
                    rows.add(new Waiting(row.getLong("position"), record));
                    bytes += record.value() == null ? 0 : record.value().length;
                }
            }
        }
        connection.commit();
        return rows;
    }

    /** Deletes what Kafka has acknowledged. */
    void delete(List<Long> positions) throws SQLException {
        if (positions.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("delete from outbox where position = any (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            statement.executeUpdate();
        }
        connection.commit();
    }

    /** Frees the lock, if held, for whoever stands by. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            // A connection that is cut already is what closing it wants.
        }
    }
}
