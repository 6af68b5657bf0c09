package uk.nsirs.triage.casefile;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.EventCodec;
import uk.nsirs.relay.DeadLetter;
import uk.nsirs.relay.Outbox;
import uk.nsirs.relay.ReceivedRecord;

/** Dead letters with their original bytes, until somebody sends them again or discards them. */
@Repository
public class Unprocessables {

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final PendingMessages pending;
    private final Clock clock;

    Unprocessables(JdbcTemplate jdbc, Outbox outbox, PendingMessages pending, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.pending = pending;
        this.clock = clock;
    }

    /** Keeps a dead letter. */
    public void keep(DeadLetter letter) {
        var record = letter.record();
        try {
            jdbc.update(
                    "insert into unprocessable (id, reference, topic, record_partition, record_offset, record_key,"
                            + " record_value, headers, cause, recorded_at) values (?,?,?,?,?,?,?,?::jsonb,?,?)"
                            + " on conflict (id) do nothing",
                    letter.id(),
                    letter.reference().map(Object::toString).orElse(null),
                    letter.topic(),
                    letter.partition(),
                    letter.offset(),
                    record.key(),
                    record.value(),
                    EventCodec.mapper().writeValueAsString(record.headers()),
                    letter.cause(),
                    Timestamp.from(clock.instant()));
        } catch (IOException impossible) {
            throw new IllegalStateException("Headers could not be written as JSON");
        }
    }

    /** Publishes the original record again, or tries the pending message again. */
    public void replay(String id) {
        jdbc.query(
                "select * from unprocessable where id = ?::uuid",
                row -> {
                    outbox.replay(
                            row.getString("topic"),
                            new ReceivedRecord(
                                    row.getString("topic"),
                                    row.getInt("record_partition"),
                                    row.getLong("record_offset"),
                                    row.getBytes("record_key"),
                                    row.getBytes("record_value"),
                                    headers(row.getString("headers"))));
                },
                id);
        pending.again(UUID.fromString(id));
        resolve(id, "REPLAY");
    }

    /** Gives it up. */
    public void discard(String id) {
        pending.discard(UUID.fromString(id));
        resolve(id, "DISCARD");
    }

    private void resolve(String id, String resolution) {
        jdbc.update(
                "update unprocessable set resolution = ?, resolved_at = ? where id = ?::uuid",
                resolution,
                Timestamp.from(clock.instant()),
                id);
    }

    private static Map<String, byte[]> headers(String json) {
        try {
            return EventCodec.mapper().readValue(json, new TypeReference<Map<String, byte[]>>() {});
        } catch (IOException unreadable) {
            throw new IllegalStateException("Headers are not readable");
        }
    }
}
