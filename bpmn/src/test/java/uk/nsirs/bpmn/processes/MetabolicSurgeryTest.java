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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Deployment(resources = {"processes/MetabolicSurgery.bpmn", "decisions/BmiAfterSurgery.dmn"})
class MetabolicSurgeryTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            TestEngine.coveringAllOf("MetabolicSurgery", "ExceptionalFunding");

    private ServiceBeans beans;
    private Walk surgery;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered().knowing("ageYears", 53);
        surgery = new Walk(ENGINE.getProcessEngine());
        surgery.standInFor("ExceptionalFunding");
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void dietWas(String outcome) {
        surgery.start("MetabolicSurgery", Map.of());
        surgery.complete("Task_ConfirmDietTried", Map.of("dietOutcome", outcome));
    }

    private void fundingEndsWith(String outcome) {
        surgery.complete("Called_ExceptionalFunding", Map.of("fundingOutcome", outcome));
    }

    private void operationIs(String kind) {
        surgery.complete("Task_RecordSurgery", Map.of("surgeryKind", kind));
    }

    private void reviewFinds(double bmi, String answer) {
        surgery.timeComesFor("Event_SurgeryReviewDue");
        surgery.complete(
                "Task_RecordSurgeryOutcome",
                Map.of("bmiAfterSurgery", bmi, "surgeryAnswer", answer, "therapyOutcome", "SUCCESSFUL"));
    }

    /** The published case: funding refused, paid for by the patient, underweight at a later review. */
    @Test
    void barbara_pays_herself_and_is_reviewed_all_the_same() {
        dietWas("NOT_SUCCESSFUL");
        assertThat(surgery.variableAt("Called_ExceptionalFunding", "therapy")).isEqualTo("METABOLIC_SURGERY");
        fundingEndsWith("SELF_FUNDED");
        operationIs("RYGB");
        assertThat(beans.calls()).endsWith("treatment started METABOLIC_SURGERY");

        reviewFinds(19.5, "REVIEW_AGAIN");
        assertThat(surgery.timers()).containsExactly("Event_SurgeryReviewDue");
        reviewFinds(17.85, "REVIEW_AGAIN");
        assertThat(surgery.openTasks()).containsExactly("Task_ReviewLowBmi");
        surgery.complete("Task_ReviewLowBmi", Map.of("lowBmiAction", "DIETITIAN"));
        reviewFinds(18.5, "FINISH");

        assertThat(surgery.running()).isEmpty();
        assertThat(surgery.last("therapyOutcome")).isEqualTo("SUCCESSFUL");
    }

    @Test
    void surgery_that_is_funded_goes_the_same_way() {
        dietWas("NOT_SUCCESSFUL");
        fundingEndsWith("APPROVED");
        operationIs("SLEEVE_GASTRECTOMY");

        assertThat(beans.calls()).endsWith("treatment started METABOLIC_SURGERY");
        assertThat(surgery.timers()).containsExactly("Event_SurgeryReviewDue");
    }

    @Test
    void while_diet_works_there_is_no_surgery() {
        dietWas("SUCCESSFUL");
        endsNotStarted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER_THERAPY", "STOPPED"})
    void without_funding_there_is_no_surgery(String outcome) {
        dietWas("NOT_SUCCESSFUL");
        fundingEndsWith(outcome);
        endsNotStarted();
    }

    @Test
    void an_operation_that_did_not_take_place_is_no_treatment() {
        dietWas("NOT_SUCCESSFUL");
        fundingEndsWith("APPROVED");
        operationIs("NOT_DONE");
        endsNotStarted();
    }

    private void endsNotStarted() {
        assertThat(surgery.running()).isEmpty();
        assertThat(surgery.last("therapyOutcome")).isEqualTo("NOT_STARTED");
        assertThat(beans.calls()).doesNotContain("treatment started METABOLIC_SURGERY");
    }
}
