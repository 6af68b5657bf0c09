package uk.nsirs.bpmn.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Deployment(resources = "processes/CardiacBaseline.bpmn")
class CardiacBaselineTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("CardiacBaseline");

    private ServiceBeans beans;
    private Walk baseline;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        baseline = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void aBaselineIsOrdered() {
        baseline.start("CardiacBaseline", Map.of("reference", Walk.REFERENCE));
        baseline.complete("Task_ArrangeCardiacBaseline", Map.of());
    }

    @Test
    void the_reported_result_ends_the_wait_and_the_referrer_is_told() {
        aBaselineIsOrdered();

        baseline.receive("Message_ImagingReported", Map.of("resultStatus", "FINAL"));

        assertThat(baseline.running()).isEmpty();
        assertThat(beans.calls())
                .containsExactly(
                        "checked Task_ArrangeCardiacBaseline",
                        "order placed CARDIAC_BASELINE",
                        "test requested CARDIAC_BASELINE",
                        "order closed CARDIAC_BASELINE",
                        "result available CARDIAC_BASELINE");
    }

    @Test
    void staff_can_record_the_result_themselves() {
        aBaselineIsOrdered();

        baseline.complete("Task_RecordCardiacBaseline", Map.of("resultStatus", "FINAL"));

        assertThat(baseline.running()).isEmpty();
        assertThat(baseline.waitingFor("Message_ImagingReported")).isZero();
        assertThat(beans.calls()).endsWith("result available CARDIAC_BASELINE");
    }

    @Test
    void a_late_result_is_chased_and_still_waited_for() {
        aBaselineIsOrdered();

        baseline.timeComesFor("Event_ChaseDue");

        assertThat(beans.calls()).endsWith("clinicians reminded");
        assertThat(baseline.openTasks()).containsExactly("Task_RecordCardiacBaseline");
        assertThat(baseline.waitingFor("Message_ImagingReported")).isEqualTo(1);
    }

    @Test
    void without_a_result_it_is_arranged_again_under_a_new_order() {
        aBaselineIsOrdered();

        baseline.complete("Task_RecordCardiacBaseline", Map.of("resultStatus", "ARRANGE_AGAIN"));
        assertThat(baseline.openTasks()).containsExactly("Task_ArrangeCardiacBaseline");

        baseline.complete("Task_ArrangeCardiacBaseline", Map.of());

        assertThat(baseline.variableAt("Task_RecordCardiacBaseline", "orderId")).isEqualTo(Walk.REFERENCE + "-2");
        assertThat(beans.calls()).doesNotContain("result available CARDIAC_BASELINE");
    }

    @Test
    void what_cannot_be_done_does_not_hold_up_the_work_up_and_is_no_result() {
        aBaselineIsOrdered();

        baseline.complete("Task_RecordCardiacBaseline", Map.of("resultStatus", "NOT_DONE"));

        assertThat(baseline.running()).isEmpty();
        assertThat(beans.calls()).endsWith("order closed CARDIAC_BASELINE");
    }
}
