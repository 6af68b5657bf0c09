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

@Deployment(resources = "processes/MedicineTreatment.bpmn")
class MedicineTreatmentTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            TestEngine.coveringAllOf("MedicineTreatment", "ExceptionalFunding");

    private ServiceBeans beans;
    private Walk medicine;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        medicine = new Walk(ENGINE.getProcessEngine());
        medicine.standInFor("ExceptionalFunding");
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void planned(String fundingNeeded) {
        medicine.complete(
                "Task_PlanMedicine",
                Map.of("medicine", "GLP1_AGONIST", "reviewOn", "2031-03-01", "fundingNeeded", fundingNeeded));
    }

    private void wantedAndPlanned(String fundingNeeded) {
        medicine.start("MedicineTreatment", Map.of());
        planned(fundingNeeded);
    }

    private void reviewed(Map<String, Object> answers) {
        medicine.timeComesFor("Event_MedicineReviewDue");
        medicine.complete("Task_ReviewMedicine", answers);
    }

    @Test
    void a_medicine_starts_with_its_plan_and_is_reviewed_on_the_day_that_was_set() {
        wantedAndPlanned("NO");

        assertThat(beans.calls()).endsWith("treatment started MEDICINE_TREATMENT");
        assertThat(medicine.openTasks()).isEmpty();
        assertThat(medicine.dueOf("Event_MedicineReviewDue")).isEqualTo("2031-03-01");
    }

    @Test
    void what_continues_is_reviewed_again_on_another_day() {
        wantedAndPlanned("NO");
        reviewed(Map.of("reviewAnswer", "CONTINUE", "reviewOn", "2031-09-01", "therapyOutcome", "SUCCESSFUL"));

        assertThat(medicine.dueOf("Event_MedicineReviewDue")).isEqualTo("2031-09-01");
    }

    @Test
    void a_change_is_planned_anew() {
        wantedAndPlanned("NO");
        reviewed(Map.of("reviewAnswer", "CHANGE", "therapyOutcome", "NOT_SUCCESSFUL"));

        assertThat(medicine.openTasks()).containsExactly("Task_PlanMedicine");
        planned("NO");
        assertThat(beans.calls())
                .filteredOn("treatment started MEDICINE_TREATMENT"::equals)
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STOP", "HAND_OVER"})
    void it_ends_when_a_person_says_so_with_the_outcome_of_the_last_review(String answer) {
        wantedAndPlanned("NO");
        reviewed(Map.of("reviewAnswer", answer, "therapyOutcome", "PARTLY_SUCCESSFUL"));

        assertThat(medicine.running()).isEmpty();
        assertThat(medicine.last("therapyOutcome")).isEqualTo("PARTLY_SUCCESSFUL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVED", "SELF_FUNDED"})
    void a_medicine_outside_the_policies_waits_for_its_funding(String outcome) {
        wantedAndPlanned("YES");
        assertThat(medicine.variableAt("Called_ExceptionalFunding", "therapy")).isEqualTo("MEDICINE_TREATMENT");
        assertThat(beans.calls()).doesNotContain("treatment started MEDICINE_TREATMENT");
        medicine.complete("Called_ExceptionalFunding", Map.of("fundingOutcome", outcome));

        assertThat(beans.calls()).endsWith("treatment started MEDICINE_TREATMENT");
    }

    @Test
    void without_funding_it_is_not_started() {
        wantedAndPlanned("YES");
        medicine.complete("Called_ExceptionalFunding", Map.of("fundingOutcome", "OTHER_THERAPY"));

        assertThat(medicine.running()).isEmpty();
        assertThat(medicine.last("therapyOutcome")).isEqualTo("NOT_STARTED");
    }
}
