package uk.nsirs.triage.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.ReferralReference;

/**
 * Clinical facts learnt since the referral, by the names the decisions read. Nothing is overwritten: the newest that is
 * not revoked counts, so that what was known before comes back when a report is cancelled.
 */
@Repository
public class CaseFacts {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    CaseFacts(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps facts, in the caller's transaction.
     *
     * @param facts name to text, number, true or false, or a map of these; a null says that it is not known any more
     * @param source the id of the task or decision they come from
     */
    public void learn(ReferralReference reference, Map<String, Object> facts, String source) {
        insert(reference, facts, source, null);
    }

    /** Keeps facts that were reported; {@link #revoke} takes them back. */
    public void learn(ReferralReference reference, Map<String, Object> facts, String source, UUID result) {
        insert(reference, facts, source, result);
    }

    /** What this report said does not hold. */
    public void revoke(UUID result) {
        jdbc.update("update case_fact set revoked = true where result = ?", result);
    }

    /** What is known now; by name. */
    public Map<String, Fact> of(ReferralReference reference) {
        var facts = new LinkedHashMap<String, Fact>();
        for (var each : jdbc.query(
                "select distinct on (name) name, value, known_at, source from case_fact"
                        + " where reference = ? and not revoked order by name, id desc",
                (row, n) -> new Fact(
                        row.getString("name"),
                        read(row.getString("value")),
                        row.getTimestamp("known_at").toInstant(),
                        row.getString("source")),
                reference.value())) {
            if (each.value() != null) {
                facts.put(each.name(), each);
            }
        }
        return facts;
    }

    private void insert(ReferralReference reference, Map<String, Object> facts, String source, UUID result) {
        var now = Timestamp.from(clock.instant());
        List<Object[]> rows = facts.entrySet().stream()
                .map(each ->
                        new Object[] {reference.value(), each.getKey(), write(each.getValue()), now, source, result})
                .toList();
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "insert into case_fact (reference, name, value, known_at, source, result)"
                            + " values (?,?,?::jsonb,?,?,?)",
                    rows);
        }
    }

    private static String write(Object value) {
        try {
            return EventCodec.mapper().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A fact could not be written as JSON");
        }
    }

    private static Object read(String json) {
        try {
            return EventCodec.mapper().readValue(json, Object.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A fact is not readable");
        }
    }

    /**
     * One fact.
     *
     * @param value text, number, true or false, or a map of these; never null
     * @param source the id of the task or decision, or the kind of the report, it comes from
     */
    public record Fact(String name, Object value, Instant knownAt, String source) {}
}
