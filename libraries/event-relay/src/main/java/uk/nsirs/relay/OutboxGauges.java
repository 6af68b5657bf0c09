package uk.nsirs.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * How much waits in the outbox and for how long: {@code nsirs.relay.outbox.size} in records,
 * {@code nsirs.relay.outbox.age} in seconds, {@code nsirs.relay.active} 1 or 0.
 */
final class OutboxGauges {

    private static final Duration FRESH = Duration.ofSeconds(5);

    /** {@code NaN} where the database is away. */
    record Backlog(double size, double ageSeconds) {}

    private final JdbcTemplate jdbc;
    private final RecentReading<Backlog> backlog = new RecentReading<>(FRESH, this::read);

    OutboxGauges(JdbcTemplate jdbc, Relay relay, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("nsirs.relay.outbox.size", this, gauges -> gauges.backlog()
                        .size())
                .description("Records that wait for Kafka")
                .register(meters);
        Gauge.builder("nsirs.relay.outbox.age", this, gauges -> gauges.backlog().ageSeconds())
                .description("Age of the oldest record that waits for Kafka")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("nsirs.relay.active", relay, it -> it.isActive() ? 1 : 0)
                .description("Whether this process publishes the outbox of its database")
                .register(meters);
    }

    /** At most five seconds old. */
    Backlog backlog() {
        return backlog.get();
    }

    private Backlog read() {
        try {
            return jdbc.queryForObject(
                    """
                    select count(*), coalesce(extract(epoch from clock_timestamp() - min(appended_at)), 0) from outbox
                    """,
                    (row, number) -> new Backlog(row.getDouble(1), row.getDouble(2)));
        } catch (DataAccessException | TransactionException away) {
            return new Backlog(Double.NaN, Double.NaN);
        }
    }
}
