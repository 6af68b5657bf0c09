package uk.nsirs.relay;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import uk.nsirs.events.DomainEvent;

/** The outbox in the service's own database. */
final class JdbcOutbox implements Outbox {

    /** Rows are given their position in the order of the arrays: the sort comes before the identity column's default. */
    private static final String APPEND =
            """
            insert into outbox (topic, key, headers, value)
            select topic, key, headers, value
            from unnest(?::text[], ?::bytea[], ?::text[], ?::bytea[]) with ordinality
                as row (topic, key, headers, value, place)
            order by place
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final String source;
    private final long largest;
    private final TransactionSynchronization signal;

    /**
     * @param source the CloudEvents {@code source}
     * @param largest bytes of the largest record
     * @param afterCommit wakes the relay of this process
     */
    JdbcOutbox(JdbcTemplate jdbc, Clock clock, String source, long largest, Runnable afterCommit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.source = source;
        this.largest = largest;
        this.signal = new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                afterCommit.run();
            }
        };
    }

    @Override
    public UUID append(DomainEvent event) {
        var id = UUID.randomUUID();
        append(id, event);
        return id;
    }

    @Override
    public void append(UUID eventId, DomainEvent event) {
        insert(List.of(row(eventId, event)));
    }

    @Override
    public void appendAll(List<? extends DomainEvent> events) {
        insert(events.stream().map(event -> row(UUID.randomUUID(), event)).toList());
    }

    @Override
    public void replay(String topic, ReceivedRecord record) {
        insert(List.of(OutboxRow.replayOf(topic, record)));
    }

    private OutboxRow row(UUID id, DomainEvent event) {
        return OutboxRow.of(EventFormat.write(id, source, clock.instant(), event));
    }

    private void insert(List<OutboxRow> rows) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "An event is appended in the transaction of what it tells of; there is none");
        }
        if (rows.isEmpty()) {
            return;
        }
        for (var row : rows) {
            if (row.bytes() > largest) {
                throw new EventTooLargeException(row.topic(), row.bytes(), largest);
            }
        }
        var topics = new ArrayList<String>();
        var keys = new ArrayList<byte[]>();
        var headers = new ArrayList<String>();
        var values = new ArrayList<byte[]>();
        for (var row : rows) {
            topics.add(row.topic());
            keys.add(row.key());
            headers.add(row.headers());
            values.add(row.value());
        }
        jdbc.update(APPEND, statement -> {
            var connection = statement.getConnection();
            statement.setArray(1, connection.createArrayOf("text", topics.toArray()));
            statement.setArray(2, connection.createArrayOf("bytea", keys.toArray(byte[][]::new)));
            statement.setArray(3, connection.createArrayOf("text", headers.toArray()));
            statement.setArray(4, connection.createArrayOf("bytea", values.toArray(byte[][]::new)));
        });
        // Registered once for a transaction: the synchronizations are a set.
        TransactionSynchronizationManager.registerSynchronization(signal);
    }
}
