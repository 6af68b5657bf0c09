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

@Deployment(resources = {"processes/Metreleptin.bpmn", "decisions/MetreleptinEligibility.dmn"})
class MetreleptinTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("Metreleptin", "ExceptionalFunding");

    private ServiceBeans beans;
    private Walk metreleptin;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        metreleptin = new Walk(ENGINE.getProcessEngine());
        metreleptin.standInFor("ExceptionalFunding");
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void plannedWithinGuidance() {
        beans.knowing("lipodystrophy", "GENERALISED").knowing("ageYears", 51).knowing("metreleptinBeforeHst14", false);
        metreleptin.start("Metreleptin", Map.of());
    }

    private void plannedOutsideGuidance() {
        metreleptin.start("Metreleptin", Map.of());
    }

    private void decided(String decision) {
        metreleptin.complete("Task_DecideMetreleptinRoute", Map.of("metreleptinDecision", decision));
    }

    private void fundingEndsWith(String outcome) {
        metreleptin.complete("Called_ExceptionalFunding", Map.of("fundingOutcome", outcome));
    }

    private void checklistSays(String answer) {
        metreleptin.complete("Task_CompleteMetreleptinChecklist", Map.of("checklistAnswer", answer));
    }

    private void outcomeSays(String answer) {
        metreleptin.timeComesFor("Event_OutcomeDue");
        metreleptin.complete(
                "Task_RecordMetreleptinOutcome",
                Map.of("metreleptinAnswer", answer, "therapyOutcome", "SUCCESSFUL", "triglyceridesNow", 1.6));
    }

    private void metreleptinIsTaken(String answer) {
        metreleptin.complete("Task_CheckMetreleptinTaken", Map.of("metreleptinTaken", answer));
    }

    /** The published case in today's terms: partial lipodystrophy, triglycerides 7.3 mmol/L. */
    @Test
    void karen_starts_after_the_checklist_and_her_outcomes_are_recorded_again_and_again() {
        beans.knowing("diagnosis", "FAMILIAL_PARTIAL_LIPODYSTROPHY_TYPE_2")
                .knowing("lipodystrophy", "PARTIAL")
                .knowing("ageYears", 54)
                .knowing("standardTreatmentInadequate", true)
                .knowing("hba1c", 46)
                .knowing("triglyceridesMmolPerL", 7.3)
                .knowing("triglyceridesFasting", true)
                .knowing("metreleptinBeforeHst14", false);
        metreleptin.start("Metreleptin", Map.of());
        assertThat(metreleptin.openTasks())
                .as("nothing before the checklist")
                .containsExactly("Task_CompleteMetreleptinChecklist");
        assertThat(beans.calls()).isEmpty();

        checklistSays("START");
        assertThat(beans.calls()).endsWith("treatment started METRELEPTIN");
        outcomeSays("CONTINUE");
        outcomeSays("CONTINUE");

        assertThat(metreleptin.timers()).containsExactly("Event_OutcomeDue");
    }

    @Test
    void stopping_opens_the_taper_and_only_the_taper_ends_it() {
        plannedWithinGuidance();
        checklistSays("START");
        outcomeSays("STOP");
        assertThat(metreleptin.openTasks()).containsExactly("Task_PlanTwoWeekTaper");

        metreleptin.complete("Task_PlanTwoWeekTaper", Map.of("triglyceridesMonitored", true));

        assertThat(metreleptin.running()).isEmpty();
        assertThat(metreleptin.last("therapyOutcome")).isEqualTo("SUCCESSFUL");
    }

    @Test
    void metreleptin_that_goes_on_elsewhere_is_not_tapered() {
        plannedWithinGuidance();
        checklistSays("START");
        outcomeSays("HAND_OVER");

        assertThat(metreleptin.running()).isEmpty();
        assertThat(metreleptin.passed("Task_PlanTwoWeekTaper")).isFalse();
    }

    @Test
    void who_was_treated_before_the_guidance_continues_and_no_start_is_announced() {
        beans.knowing("metreleptinBeforeHst14", true);
        metreleptin.start("Metreleptin", Map.of());
        checklistSays("CONTINUE");

        assertThat(metreleptin.timers()).containsExactly("Event_OutcomeDue");
        assertThat(beans.calls()).doesNotContain("treatment started METRELEPTIN");
    }

    @Test
    void where_the_rules_do_not_know_of_an_earlier_treatment_a_clinician_says_so() {
        plannedOutsideGuidance();
        decided("CONTINUE");

        assertThat(metreleptin.openTasks()).containsExactly("Task_CompleteMetreleptinChecklist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"APPROVED", "SELF_FUNDED"})
    void an_exceptional_patient_starts_once_it_is_paid_for(String outcome) {
        plannedOutsideGuidance();
        decided("REQUEST_FUNDING");
        assertThat(metreleptin.variableAt("Called_ExceptionalFunding", "therapy"))
                .isEqualTo("METRELEPTIN");
        fundingEndsWith(outcome);

        assertThat(metreleptin.openTasks()).containsExactly("Task_CompleteMetreleptinChecklist");
    }

    @Test
    void what_is_not_started_ends_after_asking_whether_it_is_taken_all_the_same() {
        plannedOutsideGuidance();
        decided("DO_NOT_START");
        metreleptinIsTaken("NO");

        assertThat(metreleptin.running()).isEmpty();
        assertThat(metreleptin.last("therapyOutcome")).isEqualTo("NOT_STARTED");
    }

    @Test
    void without_funding_somebody_who_takes_it_is_tapered() {
        plannedOutsideGuidance();
        decided("REQUEST_FUNDING");
        fundingEndsWith("STOPPED");
        metreleptinIsTaken("YES");
        assertThat(metreleptin.openTasks()).containsExactly("Task_PlanTwoWeekTaper");

        metreleptin.complete("Task_PlanTwoWeekTaper", Map.of("triglyceridesMonitored", true));
        assertThat(metreleptin.last("therapyOutcome")).isEqualTo("STOPPED");
    }

    @Test
    void a_checklist_that_forbids_the_start_is_no_silent_end_either() {
        plannedWithinGuidance();
        checklistSays("DO_NOT_START");

        assertThat(metreleptin.openTasks()).containsExactly("Task_CheckMetreleptinTaken");
        assertThat(beans.calls()).doesNotContain("treatment started METRELEPTIN");
    }
}
