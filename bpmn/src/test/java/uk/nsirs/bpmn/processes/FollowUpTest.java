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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Deployment(resources = {"processes/FollowUp.bpmn", "decisions/Surveillance.dmn"})
class FollowUpTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            TestEngine.coveringAllOf("FollowUp", "Appointment", "GeneticTesting");

    private ServiceBeans beans;
    private Walk followUp;

    @BeforeEach
    void aPatientWithPartialLipodystrophy() {
        beans = ServiceBeans.registered().knowing("diagnosis", "FAMILIAL_PARTIAL_LIPODYSTROPHY_TYPE_2");
        followUp = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void followUpBegins() {
        followUp.standInFor("Appointment", "GeneticTesting");
        followUp.start("FollowUp", Map.of("phenotype", "LIPODYSTROPHY_PARTIAL"));
    }

    private void theReviewComesRound(String attendance) {
        followUp.timeComesFor("Event_ReviewSoonDue");
        followUp.complete("Called_Appointment", Map.of("attendance", attendance));
    }

    private Object ofTheVisit(String variable) {
        return followUp.variableAt("Called_Appointment", variable);
    }

    @Test
    void what_is_watched_and_how_often_comes_from_the_rules() {
        followUpBegins();

        assertThat(followUp.openTasks()).isEmpty();
        assertThat(followUp.timers()).containsExactly("Event_ReviewSoonDue");
        assertThat(followUp.last("surveillanceLipids")).isEqualTo(true);
        assertThat(followUp.last("intervalMonths")).isEqualTo(12);
    }

    @Test
    void an_annual_review_is_announced_and_its_visit_needs_tests_and_examination() {
        followUpBegins();
        followUp.timeComesFor("Event_ReviewSoonDue");

        assertThat(beans.calls()).containsExactly("surveillance due ANNUAL_REVIEW");
        assertThat(followUp.last("surveillanceDueOn")).isNotNull();
        assertThat(ofTheVisit("appointmentType")).isEqualTo("FOLLOW_UP");
        assertThat(ofTheVisit("bloodsNeeded")).isEqualTo(true);
        assertThat(ofTheVisit("examinationNeeded")).isEqualTo(true);
        assertThat(ofTheVisit("infusion")).isEqualTo(false);
        assertThat(ofTheVisit("clinicianSaysFaceToFace")).isEqualTo(false);
    }

    @Test
    void a_patient_with_type_b_needs_blood_samples_but_no_examination_of_the_heart() {
        beans.knowing("diagnosis", "TYPE_B");
        followUpBegins();
        followUp.timeComesFor("Event_ReviewSoonDue");

        assertThat(ofTheVisit("bloodsNeeded")).isEqualTo(true);
        assertThat(ofTheVisit("examinationNeeded")).isEqualTo(false);
    }

    /** SUR-02. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_heart_of_a_patient_with_lipodystrophy_is_examined_while_the_programme_is_on(boolean programme) {
        beans.knowing("cardiacProgramme", programme);
        followUpBegins();
        followUp.timeComesFor("Event_ReviewSoonDue");

        assertThat(ofTheVisit("examinationNeeded")).isEqualTo(programme);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void a_telephone_review_needs_neither_and_the_clinician_may_still_ask_for_a_visit(boolean asked, boolean passedOn) {
        followUpBegins();
        theReviewComesRound("ATTENDED");
        followUp.complete(
                "Task_RecordFollowUp",
                Map.of("nextStep", "CONTINUE", "nextReview", "TELEPHONE_REVIEW", "faceToFace", asked));
        followUp.timeComesFor("Event_ReviewSoonDue");

        assertThat(beans.calls()).last().isEqualTo("surveillance due TELEPHONE_REVIEW");
        assertThat(ofTheVisit("bloodsNeeded")).isEqualTo(false);
        assertThat(ofTheVisit("examinationNeeded")).isEqualTo(false);
        assertThat(ofTheVisit("clinicianSaysFaceToFace")).isEqualTo(passedOn);
    }

    @Test
    void follow_up_goes_on_until_somebody_ends_it_even_after_a_missed_visit() {
        followUpBegins();
        theReviewComesRound("NOT_ATTENDED");
        assertThat(followUp.variableAt("Task_RecordFollowUp", "attendance")).isEqualTo("NOT_ATTENDED");

        followUp.complete("Task_RecordFollowUp", Map.of("nextStep", "CONTINUE"));

        assertThat(followUp.timers()).containsExactly("Event_ReviewSoonDue");
    }

    @ParameterizedTest
    @CsvSource({"DISCHARGE, DISCHARGED", "TRANSFER, TRANSFERRED"})
    void it_ends_with_a_written_summary(String nextStep, String outcome) {
        followUpBegins();
        theReviewComesRound("ATTENDED");
        followUp.complete("Task_RecordFollowUp", Map.of("nextStep", nextStep));
        assertThat(followUp.openTasks()).containsExactly("Task_WriteDischargeSummary");

        followUp.complete("Task_WriteDischargeSummary", Map.of("summaryWritten", true));

        assertThat(followUp.running()).isEmpty();
        assertThat(followUp.last("dischargeOutcome")).isEqualTo(outcome);
    }

    @Test
    void a_plan_that_is_agreed_while_a_review_is_awaited_counts_for_that_review() {
        followUpBegins();
        assertThat(followUp.last("intervalMonths")).isEqualTo(12);
        beans.knowing("followUpMonths", 3);

        followUp.receive("Message_PlanAgreed", Map.of());

        assertThat(followUp.last("intervalMonths")).isEqualTo(3);
        assertThat(followUp.timers()).containsExactly("Event_ReviewSoonDue");
        assertThat(followUp.waitingFor("Message_PlanAgreed")).isEqualTo(1);
    }

    @Test
    void who_discharges_is_told_which_therapies_still_run() {
        beans.knowing("runningTherapies", "metreleptin");
        followUpBegins();
        theReviewComesRound("ATTENDED");
        assertThat(followUp.variableAt("Task_RecordFollowUp", "runningTherapies"))
                .isEqualTo("metreleptin");

        beans.knowing("runningTherapies", "metreleptin, dietetic support");
        followUp.complete("Task_RecordFollowUp", Map.of("nextStep", "DISCHARGE"));

        assertThat(followUp.variableAt("Task_WriteDischargeSummary", "runningTherapies"))
                .isEqualTo("metreleptin, dietetic support");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATHOGENIC", "NONE_FOUND"})
    void unsolved_genetics_are_looked_at_again_beside_the_reviews(String result) {
        beans.knowing("reanalysisDue", true);
        followUpBegins();
        assertThat(followUp.variableAt("Called_GeneticTesting", "testFor")).isEqualTo("REANALYSIS");
        assertThat(followUp.timers()).containsExactly("Event_ReviewSoonDue");

        beans.knowing("reanalysisDue", false);
        followUp.complete("Called_GeneticTesting", Map.of("geneticResult", result));

        assertThat(followUp.last("geneticResult")).isEqualTo(result);
        assertThat(followUp.openTasks()).isEmpty();
        assertThat(followUp.timers()).containsExactly("Event_ReviewSoonDue");
    }

    @Test
    void nobody_has_left_while_the_genetics_are_still_being_looked_at() {
        beans.knowing("reanalysisDue", true);
        followUpBegins();
        theReviewComesRound("ATTENDED");
        followUp.complete("Task_RecordFollowUp", Map.of("nextStep", "DISCHARGE"));
        followUp.complete("Task_WriteDischargeSummary", Map.of("summaryWritten", true));
        assertThat(followUp.openTasks()).containsExactly("Called_GeneticTesting");

        followUp.complete("Called_GeneticTesting", Map.of("geneticResult", "NONE_FOUND"));

        assertThat(followUp.running()).isEmpty();
    }
}
