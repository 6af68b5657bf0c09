package uk.nsirs.triage.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.ConnectionCallback;
import uk.nsirs.triage.TriageTest;

/** An operator sees what waits and what went wrong, at a cost that does not grow with the referrals held. */
class WorkGaugesTest extends TriageTest {

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private ManagementService management;

    @Test
    void aReferralThatWaitsForItsDecisionIsCountedAndItsWaitGrows() {
        waiting(withPartialLipodystrophy());

        await().atMost(SOON).until(() -> gauge("awaiting.decision") >= 1 && gauge("awaiting.decision.age") > 0);
        double age = gauge("awaiting.decision.age");
        await().atMost(SOON).until(() -> gauge("awaiting.decision.age") > age);
    }

    @Test
    void aMessageThatCannotBeProcessedIsCounted() {
        // Not what the gauge says now: an earlier test may have ended some since it was counted.
        long before = unprocessable();

        sendBytes(
                UUID.randomUUID(),
                "uk.nsirs.ReferralSubmitted",
                newReference().value(),
                "{\"broken\":".getBytes(StandardCharsets.UTF_8));

        await().atMost(SOON).until(() -> unprocessable() == before + 1);
        await().atMost(SOON).until(() -> gauge("unprocessable.open") == before + 1);
    }

    private long unprocessable() {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("UnprocessableMessage")
                .count();
    }

    @Test
    void aJobThatIsNotTriedAgainAndItsIncidentAreCounted() {
        var reference = waiting(withPartialLipodystrophy());
        var job = management
                .createJobQuery()
                .processInstanceId(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(reference.value())
                        .processDefinitionKey("ReferralPathway")
                        .singleResult()
                        .getId())
                .list()
                .get(0);

        management.setJobRetries(job.getId(), 0);

        await().atMost(SOON).until(() -> gauge("failed.jobs") >= 1 && gauge("incidents") >= 1);
        management.setJobRetries(job.getId(), 1);
        await().atMost(SOON).until(() -> gauge("failed.jobs") == 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select count(*) from act_ru_job where retries_ = 0 | nsirs_job_failed",
                "select count(*), min(received_at) from case_file where status = 'AWAITING_DECISION' | case_file_status",
                "select count(*) from pending_message where state = 'PENDING' | pending_message_due",
                "select count(*) from act_ru_execution where proc_def_id_ = 'x' | act_idx_exe_procdef"
            })
    void whatIsCountedIsFoundByAnIndexThatHoldsNoMore(String query, String index) {
        var plan = jdbc.execute((ConnectionCallback<String>) connection -> {
            try (var statement = connection.createStatement()) {
                // Whether it can: the planner reads so small a table from end to end.
                statement.execute("set enable_seqscan = off");
                try (var lines = statement.executeQuery("explain " + query)) {
                    var text = new StringBuilder();
                    while (lines.next()) {
                        text.append(lines.getString(1)).append('\n');
                    }
                    return text.toString();
                } finally {
                    statement.execute("reset enable_seqscan");
                }
            }
        });

        assertThat(plan).contains(index);
    }

    private double gauge(String name) {
        return meters.get("nsirs.triage." + name).gauge().value();
    }
}
