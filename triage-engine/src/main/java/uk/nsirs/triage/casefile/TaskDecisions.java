package uk.nsirs.triage.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** Keeps one, in the transaction that completes the task. */
    public void keep(
            String taskId,
            String reference,
            String task,
            String decidedBy,
            Map<String, Object> answers,
            Integer number) {
        try {
            jdbc.update(
                    "insert into task_decision (task_id, reference, task, decided_by, decided_at, answers, evaluation)"
                            + " values (?,?,?,?,?,?::jsonb,?)",
                    taskId,
                    reference,
                    task,
                    decidedBy,
                    Timestamp.from(clock.instant()),
                    EventCodec.mapper().writeValueAsString(answers),
                    number);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Answers could not be written as JSON");
        }
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
                        row.getString("answers")),
                reference.value());
    }

    /** One completed task; {@code answers} is a JSON object, field to answer. */
    public record Decided(String task, String decidedBy, Instant at, String answers) {}
}
