package uk.nsirs.triage.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.ReferralReference;

/** Messages that no process received yet. Recorded before they are correlated, so that none is lost between the two. */
@Repository
public class PendingMessages {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final JdbcTemplate jdbc;
    private final Clock clock;

    PendingMessages(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Records {@code event} as not received by any process yet. */
    public void record(UUID eventId, DomainEvent event) {
        var now = Timestamp.from(clock.instant());
        try {
            jdbc.update(
                    "insert into pending_message (event_id, reference, event, event_type, applied, recorded_at,"
                            + " next_try_at) values (?,?,?::jsonb,?,false,?,?) on conflict (event_id) do nothing",
                    eventId,
                    event.reference().value(),
                    EventCodec.mapper().writeValueAsString(event),
                    event.getClass().getSimpleName(),
                    now,
                    now);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An event could not be written as JSON");
        }
    }

    /** What is pending for a referral, oldest first. */
    public List<Pending> of(ReferralReference reference) {
        return jdbc.query(
                "select * from pending_message where reference = ? order by id",
                (row, n) -> new Pending(
                        row.getLong("id"),
                        row.getObject("event_id", UUID.class),
                        row.getString("event_type"),
                        StoredEvents.read(row.getString("event_type"), row.getString("event")),
                        row.getBoolean("applied"),
                        State.valueOf(row.getString("state")),
                        row.getTimestamp("recorded_at").toInstant()),
                reference.value());
    }

    /** References with something that is due to be tried, oldest first. */
    public List<ReferralReference> due(int limit) {
        return jdbc.query(
                "select reference from pending_message where state = 'PENDING' and next_try_at <= ?"
                        + " group by reference order by min(id) limit ?",
                (row, n) -> new ReferralReference(row.getString(1)),
                Timestamp.from(clock.instant()),
                limit);
    }

    /** The case file has what the message says. */
    public void applied(Pending pending) {
        jdbc.update("update pending_message set applied = true where id = ?", pending.id());
    }

    /** A process received it. */
    public void received(Pending pending) {
        jdbc.update("delete from pending_message where id = ?", pending.id());
    }

    /** Tries it again later; the longer it waits, the longer the pause. */
    public void postpone(Pending pending) {
        var waited = Duration.between(pending.recordedAt(), clock.instant());
        var pause = waited.compareTo(FIRST_PAUSE) < 0
                ? FIRST_PAUSE
                : waited.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : waited;
        jdbc.update(
                "update pending_message set next_try_at = ? where id = ?",
                Timestamp.from(clock.instant().plus(pause)),
                pending.id());
    }

    /** Stops trying, but keeps it visible. */
    public void keep(Pending pending, State state) {
        jdbc.update("update pending_message set state = ? where id = ?", state.name(), pending.id());
    }

    /** Tries it again at once. */
    public void again(UUID eventId) {
        jdbc.update(
                "update pending_message set state = 'PENDING', next_try_at = ?, recorded_at = ? where event_id = ?",
                Timestamp.from(clock.instant()),
                Timestamp.from(clock.instant()),
                eventId);
    }

    /** Gives it up. */
    public void discard(UUID eventId) {
        jdbc.update("update pending_message set state = 'DISCARDED' where event_id = ?", eventId);
    }

    /** How many wait for a process. */
    public long waiting() {
        var count = jdbc.queryForObject("select count(*) from pending_message where state = 'PENDING'", Long.class);
        return count == null ? 0 : count;
    }

    /** What becomes of a pending message. */
    public enum State {
        /** Tried again. */
        PENDING,
        /** The case was closed before a process could receive it. */
        CLOSED,
        /** Waited too long: a person resolves it. */
        TASK,
        /** A person gave it up. */
        DISCARDED
    }

    /**
     * One pending message.
     *
     * @param applied whether the case file has what it says
     */
    public record Pending(
            long id, UUID eventId, String type, DomainEvent event, boolean applied, State state, Instant recordedAt) {}
}
