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

@Deployment(resources = "processes/LiverMri.bpmn")
class LiverMriTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("LiverMri", "Appointment");

    private ServiceBeans beans;
    private Walk scan;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        scan = new Walk(ENGINE.getProcessEngine());
        scan.standInFor("Appointment");
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void aScanIsDone() {
        scan.start("LiverMri", Map.of("reference", Walk.REFERENCE));
        scan.complete("Task_ArrangeLiverMri", Map.of());
        scan.complete("Called_Appointment", Map.of());
    }

    @Test
    void the_reported_result_ends_the_wait_and_the_referrer_is_told() {
        aScanIsDone();

        scan.receive("Message_ImagingReported", Map.of("resultStatus", "FINAL"));

        assertThat(scan.running()).isEmpty();
        assertThat(beans.calls())
                .containsExactly(
                        "checked Task_ArrangeLiverMri",
                        "order placed LIVER_MRI",
                        "test requested LIVER_MRI",
                        "order closed LIVER_MRI",
                        "result available LIVER_MRI");
    }

    @Test
    void staff_can_record_the_result_themselves() {
        aScanIsDone();

        scan.complete("Task_RecordLiverMri", Map.of("resultStatus", "FINAL"));

        assertThat(scan.running()).isEmpty();
        assertThat(scan.waitingFor("Message_ImagingReported")).isZero();
        assertThat(beans.calls()).endsWith("result available LIVER_MRI");
    }

    @Test
    void a_late_result_is_chased_and_still_waited_for() {
        aScanIsDone();

        scan.timeComesFor("Event_ChaseDue");

        assertThat(beans.calls()).endsWith("clinicians reminded");
        assertThat(scan.openTasks()).containsExactly("Task_RecordLiverMri");
        assertThat(scan.waitingFor("Message_ImagingReported")).isEqualTo(1);
    }

    @Test
    void without_a_result_it_is_arranged_again_under_a_new_order() {
        aScanIsDone();

        scan.complete("Task_RecordLiverMri", Map.of("resultStatus", "ARRANGE_AGAIN"));
        assertThat(scan.openTasks()).containsExactly("Task_ArrangeLiverMri");

        scan.complete("Task_ArrangeLiverMri", Map.of());
        scan.complete("Called_Appointment", Map.of());

        assertThat(scan.variableAt("Task_RecordLiverMri", "orderId")).isEqualTo(Walk.REFERENCE + "-2");
        assertThat(beans.calls()).doesNotContain("result available LIVER_MRI");
    }

    @Test
    void what_cannot_be_done_does_not_hold_up_the_work_up_and_is_no_result() {
        aScanIsDone();

        scan.complete("Task_RecordLiverMri", Map.of("resultStatus", "NOT_DONE"));

        assertThat(scan.running()).isEmpty();
        assertThat(beans.calls()).endsWith("order closed LIVER_MRI");
    }

    @Test
    void the_scan_has_an_appointment_of_its_own_kind() {
        aScanIsDone();
        scan.complete("Task_RecordLiverMri", Map.of("resultStatus", "ARRANGE_AGAIN"));
        scan.complete("Task_ArrangeLiverMri", Map.of());

        assertThat(scan.variableAt("Called_Appointment", "appointmentType")).isEqualTo("LIVER_MRI");
    }
}
