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

@Deployment(resources = "processes/LaboratoryPanel.bpmn")
class LaboratoryPanelTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("LaboratoryPanel");

    private ServiceBeans beans;
    private Walk panel;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        panel = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void aPanelIsOrdered() {
        panel.start("LaboratoryPanel", Map.of("reference", Walk.REFERENCE));
        panel.complete("Task_ArrangeLaboratoryPanel", Map.of());
    }

    @Test
    void the_reported_result_ends_the_wait_and_the_referrer_is_told() {
        aPanelIsOrdered();

        panel.receive("Message_LaboratoryReported", Map.of("resultStatus", "FINAL"));

        assertThat(panel.running()).isEmpty();
        assertThat(beans.calls())
                .containsExactly(
                        "checked Task_ArrangeLaboratoryPanel",
                        "order placed LABORATORY_PANEL",
                        "test requested LABORATORY_PANEL",
                        "order closed LABORATORY_PANEL",
                        "result available LABORATORY_PANEL");
    }

    @Test
    void staff_can_record_the_result_themselves() {
        aPanelIsOrdered();

        panel.complete("Task_RecordLaboratoryPanel", Map.of("resultStatus", "FINAL"));

        assertThat(panel.running()).isEmpty();
        assertThat(panel.waitingFor("Message_LaboratoryReported")).isZero();
        assertThat(beans.calls()).endsWith("result available LABORATORY_PANEL");
    }

    @Test
    void a_late_result_is_chased_and_still_waited_for() {
        aPanelIsOrdered();

        panel.timeComesFor("Event_ChaseDue");

        assertThat(beans.calls()).endsWith("clinicians reminded");
        assertThat(panel.openTasks()).containsExactly("Task_RecordLaboratoryPanel");
        assertThat(panel.waitingFor("Message_LaboratoryReported")).isEqualTo(1);
    }

    @Test
    void without_a_result_it_is_arranged_again_under_a_new_order() {
        aPanelIsOrdered();

        panel.complete("Task_RecordLaboratoryPanel", Map.of("resultStatus", "ARRANGE_AGAIN"));
        assertThat(panel.openTasks()).containsExactly("Task_ArrangeLaboratoryPanel");

        panel.complete("Task_ArrangeLaboratoryPanel", Map.of());

        assertThat(panel.variableAt("Task_RecordLaboratoryPanel", "orderId")).isEqualTo(Walk.REFERENCE + "-2");
        assertThat(beans.calls()).doesNotContain("result available LABORATORY_PANEL");
    }

    @Test
    void what_cannot_be_done_does_not_hold_up_the_work_up_and_is_no_result() {
        aPanelIsOrdered();

        panel.complete("Task_RecordLaboratoryPanel", Map.of("resultStatus", "NOT_DONE"));

        assertThat(panel.running()).isEmpty();
        assertThat(beans.calls()).endsWith("order closed LABORATORY_PANEL");
    }
}
