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

@Deployment(resources = {"processes/InsulinPump.bpmn", "decisions/PumpFundingRoute.dmn"})
class InsulinPumpTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            TestEngine.coveringAllOf("InsulinPump", "ExceptionalFunding", "Appointment");

    private ServiceBeans beans;
    private Walk pump;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        pump = new Walk(ENGINE.getProcessEngine());
        pump.standInFor("ExceptionalFunding", "Appointment");
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void planned() {
        pump.start("InsulinPump", Map.of());
    }

    private void plannedOutsideGuidance() {
        beans.knowing("diabetesType", "OTHER");
        planned();
    }

    private void fundingEndsWith(String outcome) {
        pump.complete("Called_ExceptionalFunding", Map.of("fundingOutcome", outcome));
    }

    private void workshopEndsWith(String attendance) {
        pump.complete("Called_Appointment", Map.of("attendance", attendance));
    }

    private void scoresAreTaken() {
        pump.complete("Task_RecordBaselineScores", Map.of("phq9Before", 9, "gad7Before", 7, "hba1cBefore", 43));
    }

    private void sheetIsCompletedFor(String strength) {
        pump.complete("Task_CompletePumpStartSheet", Map.of("insulinStrengthUnitsPerMl", strength));
    }

    private void readyForTheSheet() {
        plannedOutsideGuidance();
        fundingEndsWith("APPROVED");
        workshopEndsWith("ATTENDED");
        scoresAreTaken();
    }

    /** The published case: not type 1, so an Individual Funding Request, which is approved. */
    @Test
    void lynne_waits_for_funding_learns_is_scored_and_starts() {
        plannedOutsideGuidance();
        assertThat(pump.variableAt("Called_ExceptionalFunding", "therapy")).isEqualTo("INSULIN_PUMP");
        assertThat(pump.openTasks()).as("no pump before funding").containsExactly("Called_ExceptionalFunding");

        fundingEndsWith("APPROVED");
        assertThat(pump.variableAt("Called_Appointment", "appointmentType")).isEqualTo("WORKSHOP");
        workshopEndsWith("ATTENDED");
        scoresAreTaken();
        sheetIsCompletedFor("100");

        assertThat(beans.calls()).endsWith("treatment started INSULIN_PUMP");
        assertThat(pump.openTasks()).isEmpty();
        pump.timeComesFor("Event_PumpReviewDue");
        assertThat(pump.variableAt("Task_RecordPumpOutcome", "hba1cBefore")).isEqualTo(43);
        pump.complete("Task_RecordPumpOutcome", Map.of("therapyOutcome", "SUCCESSFUL"));

        assertThat(pump.running()).isEmpty();
        assertThat(pump.last("therapyOutcome")).isEqualTo("SUCCESSFUL");
    }

    @Test
    void type_1_diabetes_within_the_guidance_needs_no_request() {
        beans.knowing("diabetesType", "TYPE_1").knowing("ta151LimbMet", true);
        planned();

        assertThat(pump.openTasks()).containsExactly("Called_Appointment");
    }

    @Test
    void what_the_rules_cannot_tell_a_clinician_decides() {
        planned();
        assertThat(pump.openTasks()).containsExactly("Task_DecidePumpFundingRoute");
        pump.complete("Task_DecidePumpFundingRoute", Map.of("fundingRoute", "INDIVIDUAL_FUNDING_REQUEST"));

        assertThat(pump.openTasks()).containsExactly("Called_ExceptionalFunding");
    }

    @Test
    void a_patient_who_pays_has_the_same_safeguards() {
        plannedOutsideGuidance();
        fundingEndsWith("SELF_FUNDED");

        assertThat(pump.openTasks()).containsExactly("Called_Appointment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OTHER_THERAPY", "STOPPED"})
    void without_funding_no_pump_is_started(String outcome) {
        plannedOutsideGuidance();
        fundingEndsWith(outcome);

        assertThat(pump.running()).isEmpty();
        assertThat(pump.last("therapyOutcome")).isEqualTo("NOT_STARTED");
        assertThat(beans.calls()).isEmpty();
    }

    @Test
    void a_missed_workshop_is_booked_again_unless_a_clinician_says_why_not() {
        plannedOutsideGuidance();
        fundingEndsWith("APPROVED");
        workshopEndsWith("NOT_ATTENDED");
        pump.complete("Task_DecideWithoutWorkshop", Map.of("workshopAnswer", "BOOK_AGAIN"));
        workshopEndsWith("NOT_NEEDED");
        pump.complete(
                "Task_DecideWithoutWorkshop",
                Map.of("workshopAnswer", "START_WITHOUT", "overrideReason", "EDUCATED_BEFORE"));

        assertThat(pump.openTasks())
                .as("scores before the pump all the same")
                .containsExactly("Task_RecordBaselineScores");
    }

    @Test
    void a_pump_may_be_given_up_over_the_workshop() {
        plannedOutsideGuidance();
        fundingEndsWith("APPROVED");
        workshopEndsWith("NOT_ATTENDED");
        pump.complete("Task_DecideWithoutWorkshop", Map.of("workshopAnswer", "STOP"));

        assertThat(pump.running()).isEmpty();
        assertThat(pump.last("therapyOutcome")).isEqualTo("NOT_STARTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"200", "300", "500"})
    void concentrated_insulin_in_a_pump_is_checked_by_a_second_person_before_the_start(String strength) {
        readyForTheSheet();
        sheetIsCompletedFor(strength);
        assertThat(pump.openTasks()).containsExactly("Task_CheckPumpStartSheet");
        assertThat(beans.calls()).doesNotContain("treatment started INSULIN_PUMP");

        pump.complete("Task_CheckPumpStartSheet", Map.of("startSheetCheck", "RETURN"));
        assertThat(beans.calls()).doesNotContain("treatment started INSULIN_PUMP");
        sheetIsCompletedFor(strength);
        pump.complete("Task_CheckPumpStartSheet", Map.of("startSheetCheck", "CONFIRMED"));

        assertThat(beans.calls()).endsWith("treatment started INSULIN_PUMP");
    }
}
