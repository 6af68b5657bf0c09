package uk.nsirs.triage.casefile;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.ReferralReference;

/**
 * Tests, funding requests and appointments the service has asked for. Each has an id, {@code <reference>-<n>}, by which
 * what is reported finds its way back. Whoever changes them holds the row lock of the case file.
 */
@Repository("orderStore") // the models know OrderSteps as "orders"
public class Orders {

    private static final RowMapper<Order> ORDER = (row, n) -> new Order(
            row.getString("order_id"),
            OrderKind.valueOf(row.getString("kind")),
            State.valueOf(row.getString("state")),
            row.getTimestamp("placed_at").toInstant(),
            Optional.ofNullable(row.getString("placed_by")),
            Optional.ofNullable(row.getTimestamp("ended_at")).map(Timestamp::toInstant));

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Orders(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Places an order.
     *
     * @param by the account of the person who asked for it; empty where no person did
     * @return its id
     */
    public String place(ReferralReference reference, OrderKind kind, Optional<String> by) {
        return jdbc.queryForObject(
                "insert into orders (order_id, reference, number, kind, state, placed_at, placed_by)"
                        + " select ?::text || '-' || n, ?, n, ?, 'OPEN', ?, ?"
                        + " from (select coalesce(max(number), 0) + 1 as n from orders where reference = ?) as next"
                        + " returning order_id",
                String.class,
                reference.value(),
                reference.value(),
                kind.name(),
                Timestamp.from(clock.instant()),
                by.orElse(null),
                reference.value());
    }

    /** It is answered. One that was cancelled stays so. */
    public void close(String orderId) {
        jdbc.update(
                "update orders set state = 'CLOSED', ended_at = ? where order_id = ? and state = 'OPEN'",
                Timestamp.from(clock.instant()),
                orderId);
    }

    /** Nobody waits any more for what is still open. */
    public void cancelAll(ReferralReference reference) {
        jdbc.update(
                "update orders set state = 'CANCELLED', ended_at = ? where reference = ? and state = 'OPEN'",
                Timestamp.from(clock.instant()),
                reference.value());
    }

    /** The orders of a referral, oldest first. */
    public List<Order> of(ReferralReference reference) {
        return jdbc.query("select * from orders where reference = ? order by number", ORDER, reference.value());
    }

    /** What becomes of an order. */
    public enum State {
        OPEN,
        /** Answered. */
        CLOSED,
        /** Withdrawal or death came first. */
        CANCELLED
    }

    /**
     * One order.
     *
     * @param placedBy the account of the person who asked for it; empty where no person did
     * @param endedAt when it was answered or cancelled; empty while it is open
     */
    public record Order(
            String orderId,
            OrderKind kind,
            State state,
            Instant placedAt,
            Optional<String> placedBy,
            Optional<Instant> endedAt) {}
}
