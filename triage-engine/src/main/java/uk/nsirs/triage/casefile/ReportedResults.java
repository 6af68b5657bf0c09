package uk.nsirs.triage.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.triage.criteria.ReportedFacts;

/**
 * What was reported of a referral, every version of it. The only place where a variant and its zygosity are kept. Whoever
 * changes them holds the row lock of the case file.
 */
@Repository
public class ReportedResults {

    private final JdbcTemplate jdbc;
    private final CaseFacts facts;
    private final Clock clock;

    ReportedResults(JdbcTemplate jdbc, CaseFacts facts, Clock clock) {
        this.jdbc = jdbc;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Files a report: what it says becomes known, and what a lower version of it said does not hold any more. One that
     * comes twice, or after a higher version, changes nothing.
     *
     * @return whether it is the newest version and new
     */
    public boolean file(UUID eventId, ResultEvent event) {
        var versions = versions(event);
        if (versions.stream().anyMatch(each -> each.event().version() == event.version())) {
            return false;
        }
        var newest = versions.stream().allMatch(each -> each.event().version() < event.version());
        insert(eventId, event, !newest);
        if (newest) {
            for (var each : versions) {
                jdbc.update("update reported_result set replaced = true where event_id = ?", each.eventId());
                facts.revoke(each.eventId());
            }
            facts.learn(
                    event.reference(), ReportedFacts.of(event), event.getClass().getSimpleName(), eventId);
        }
        return newest;
    }

    /** Its process received this version, or a person was told of it. */
    public void delivered(UUID eventId, String orderId) {
        jdbc.update(
                "update reported_result set delivered = true, order_id = coalesce(?, order_id) where event_id = ?",
                orderId,
                eventId);
    }

    /** Every version of the same report, the highest first. */
    public List<Reported> versions(ResultEvent event) {
        return jdbc.query(
                "select * from reported_result where sender = ? and result_id = ? order by version desc",
                (row, n) -> read(row),
                event.sender(),
                event.resultId());
    }

    /** What was reported of a referral, newest first, replaced versions too. */
    public List<Reported> of(ReferralReference reference) {
        return jdbc.query(
                "select * from reported_result where reference = ? order by recorded_at desc, version desc",
                (row, n) -> read(row),
                reference.value());
    }

    /** When the newest report of that kind was recorded; empty where there is none. */
    public Optional<Instant> lastRecorded(ReferralReference reference, Class<? extends ResultEvent> kind) {
        return jdbc
                .queryForList(
                        "select recorded_at from reported_result where reference = ? and event_type = ?"
                                + " order by recorded_at desc limit 1",
                        Timestamp.class,
                        reference.value(),
                        kind.getSimpleName())
                .stream()
                .findFirst()
                .map(Timestamp::toInstant);
    }

    private void insert(UUID eventId, ResultEvent event, boolean replaced) {
        try {
            jdbc.update(
                    "insert into reported_result (event_id, reference, sender, result_id, version, event_type, event,"
                            + " order_id, replaced, recorded_at) values (?,?,?,?,?,?,?::jsonb,?,?,?)",
                    eventId,
                    event.reference().value(),
                    event.sender(),
                    event.resultId(),
                    event.version(),
                    event.getClass().getSimpleName(),
                    EventCodec.mapper().writeValueAsString(event),
                    event.orderId(),
                    replaced,
                    Timestamp.from(clock.instant()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A report could not be written as JSON");
        }
    }

    private static Reported read(ResultSet row) throws SQLException {
        return new Reported(
                row.getObject("event_id", UUID.class),
                (ResultEvent) StoredEvents.read(row.getString("event_type"), row.getString("event")),
                Optional.ofNullable(row.getString("order_id")),
                row.getBoolean("replaced"),
                row.getBoolean("delivered"),
                row.getTimestamp("recorded_at").toInstant());
    }

    /**
     * One version of a report.
     *
     * @param orderId the order it answers, as reported or as matched
     * @param replaced whether a higher version came
     * @param delivered whether a process received it
     */
    public record Reported(
            UUID eventId,
            ResultEvent event,
            Optional<String> orderId,
            boolean replaced,
            boolean delivered,
            Instant recordedAt) {}
}
