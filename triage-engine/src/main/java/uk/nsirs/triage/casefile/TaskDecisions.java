package uk.nsirs.triage.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.ReferralReference;

/** Who completed which task, and with what answer: codes, numbers, dates, yes or no. */
@Repository
public class TaskDecisions {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    TaskDecisions(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Keeps one, in the transaction that completes the task. Where another transaction is completing it, waits for that.
     *
     * @return false where the task has a decision already
     */
    public boolean keep(
            String taskId,
            String reference,
            String task,
            String processInstance,
            String decidedBy,
            Map<String, Object> answers,
            Integer number) {
        try {
            return jdbc.update(
                            "insert into task_decision (task_id, reference, task, process_instance, decided_by, decided_at,"
                                    + " answers, evaluation) values (?,?,?,?,?,?,?::jsonb,?) on conflict do nothing",
                            taskId,
                            reference,
                            task,
                            processInstance,
                            decidedBy,
                            Timestamp.from(clock.instant()),
                            EventCodec.mapper().writeValueAsString(answers),
                            number)
                    == 1;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Answers could not be written as JSON");
        }
    }

    /** Who completed the newest task of a process instance; empty where nobody completed one. */
    public Optional<String> lastPersonIn(String processInstance) {
        return jdbc
                .queryForList(
                        "select decided_by from task_decision where process_instance = ? order by decided_at desc limit 1",
                        String.class,
                        processInstance)
                .stream()
                .findFirst();
    }

    /** Who completed that task of a process instance the last time; empty where nobody did. */
    public Optional<String> lastPersonOf(String processInstance, String task) {
        return jdbc
                .queryForList(
                        "select decided_by from task_decision where process_instance = ? and task = ?"
                                + " order by decided_at desc limit 1",
                        String.class,
                        processInstance,
                        task)
                .stream()
                .findFirst();
    }

    /** What was decided of a referral, newest first. */
    public List<Decided> of(ReferralReference reference) {
        return jdbc.query(
                "select task, decided_by, decided_at, answers from task_decision where reference = ?"
                        + " order by decided_at desc",
                (row, n) -> new Decided(
                        row.getString("task"),
                        row.getString("decided_by"),
                        row.getTimestamp("decided_at").toInstant(),
                        read(row.getString("answers"))),
                reference.value());
    }

    private static Map<String, Object> read(String json) {
        try {
            return EventCodec.mapper().readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("Answers are not readable");
        }
    }

    /** One completed task; {@code given} is field to answer. */
    public record Decided(String task, String decidedBy, Instant at, Map<String, Object> given) {}
}
