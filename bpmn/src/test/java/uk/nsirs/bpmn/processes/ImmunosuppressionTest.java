package uk.nsirs.bpmn.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
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

@Deployment(resources = "processes/Immunosuppression.bpmn")
class ImmunosuppressionTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            TestEngine.coveringAllOf("Immunosuppression", "Appointment", "ReceptorAntibodyTesting");

    private static final List<String> CHECKLIST =
            List.of("hepatitisBScreen", "infectionCheck", "pregnancyCheck", "vaccineCheck");
    private static final List<String> DATES = List.of("2030-07-01", "2031-01-01", "2031-07-01", "2032-01-01");

    private ServiceBeans beans;
    private Walk treatment;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        treatment = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void treatmentIsWanted(boolean relapse) {
        treatment.standInFor("Appointment", "ReceptorAntibodyTesting");
        treatment.start("Immunosuppression", Map.of("relapse", relapse));
    }

    private static Map<String, Object> checklist(String decision) {
        var answers = new HashMap<String, Object>();
        CHECKLIST.forEach(item -> answers.put(item, "YES_DONE"));
        answers.put("startDecision", decision);
        return answers;
    }

    private void inductionHasStarted(String onInsulin) {
        treatment.complete("Task_CompletePreTreatmentChecklist", checklist("START"));
        treatment.complete(
                "Task_StartInduction",
                Map.of(
                        "methylprednisoloneOn", "2030-01-01",
                        "inductionRituximabOn", "2030-01-02",
                        "onInsulin", onInsulin));
    }

    private void fourWeeksLater(String furtherCourse, Map<String, Object> response) {
        treatment.timeComesFor("Event_FourWeeksOver");
        var answers = new HashMap<>(response);
        answers.put("furtherCourse", furtherCourse);
        treatment.complete("Task_ReviewAtFourWeeks", answers);
    }

    private static Map<String, Object> inRemission() {
        return Map.of("response", "REMISSION", "remissionOn", "2030-01-28");
    }

    private static Map<String, Object> notInRemission() {
        return Map.of("response", "IMPROVING");
    }

    private void otherDatesAreConfirmed() {
        treatment.complete(
                "Task_ConfirmRituximabDates",
                Map.of(
                        "rituximabDates", "OTHER_DATES",
                        "rituximab1On", DATES.get(0),
                        "rituximab2On", DATES.get(1),
                        "rituximab3On", DATES.get(2),
                        "rituximab4On", DATES.get(3)));
    }

    private void anInfusionIsDueOn(String date) {
        treatment.timeComesFor("Event_InfusionSoonDue");
        assertThat(beans.calls()).last().isEqualTo("surveillance due RITUXIMAB");
        assertThat(treatment.variableAt("Called_Appointment", "appointmentType"))
                .isEqualTo("INFUSION");
        treatment.complete("Called_Appointment", Map.of("attendance", "ATTENDED"));
        assertThat(treatment.variableAt("Task_RecordRituximab", "rituximabDueOn"))
                .isEqualTo(date);
        assertThat(treatment.variableAt("Task_RecordRituximab", "surveillanceDueOn"))
                .isEqualTo(date);
    }

    private void anInfusionIs(String outcome, String date, Map<String, Object> response) {
        anInfusionIsDueOn(date);
        var answers = new HashMap<>(response);
        answers.put("rituximabOutcome", outcome);
        treatment.complete("Task_RecordRituximab", answers);
    }

    /** Off insulin from the beginning, in remission at four weeks, no further rituximab. */
    private void remissionIsWatched() {
        inductionHasStarted("NO");
        fourWeeksLater("NO", inRemission());
    }

    private void theWatchFinds(String what) {
        treatment.timeComesFor("Event_RelapseWatchDue");
        treatment.complete("Task_RecordRelapseWatch", Map.of("relapseWatch", what));
    }

    private void isOver(String outcome) {
        assertThat(treatment.running()).isEmpty();
        assertThat(treatment.timers()).isEmpty();
        assertThat(treatment.last("therapyOutcome")).isEqualTo(outcome);
    }

    @Test
    void the_whole_course_ends_when_remission_was_watched_long_enough() {
        treatmentIsWanted(false);
        inductionHasStarted("YES");
        assertThat(beans.calls()).last().isEqualTo("treatment started IMMUNOSUPPRESSION");
        assertThat(treatment.timers()).containsExactly("Event_FourWeeksOver", "Event_InsulinContactDue");

        treatment.timeComesFor("Event_InsulinContactDue");
        treatment.complete("Task_ContactAboutInsulin", Map.of("insulinContact", "CONTINUES"));
        treatment.timeComesFor("Event_InsulinContactDue");
        treatment.complete("Task_ContactAboutInsulin", Map.of("insulinContact", "OFF_INSULIN"));

        fourWeeksLater("YES", notInRemission());
        otherDatesAreConfirmed();
        anInfusionIs("GIVEN", DATES.get(0), inRemission());
        anInfusionIs("LEFT_OUT", DATES.get(1), Map.of("response", "REMISSION"));
        anInfusionIs("GIVEN", DATES.get(2), Map.of("response", "REMISSION"));
        anInfusionIs("GIVEN", DATES.get(3), Map.of("response", "REMISSION", "remissionOn", "2032-01-01"));
        assertThat(treatment.last("inRemissionSince")).isEqualTo("2030-01-28");

        theWatchFinds("IN_REMISSION");
        assertThat(treatment.timers()).containsExactly("Event_RelapseWatchDue");

        beans.knowing("relapse-watch-end", true);
        theWatchFinds("IN_REMISSION");

        isOver("REMISSION");
        assertThat(beans.calls())
                .filteredOn("surveillance due RITUXIMAB"::equals)
                .hasSize(4);
        assertThat(beans.calls()).containsOnlyOnce("treatment started IMMUNOSUPPRESSION");
    }

    @ParameterizedTest
    @CsvSource({
        "hepatitisBScreen, NOT_DONE", "hepatitisBScreen,",
        "infectionCheck, NOT_DONE", "infectionCheck,",
        "pregnancyCheck, NOT_DONE", "pregnancyCheck,",
        "vaccineCheck, NOT_DONE", "vaccineCheck,"
    })
    void nothing_starts_while_a_line_of_the_checklist_is_open(String item, String answer) {
        treatmentIsWanted(false);
        var answers = checklist("START");
        answers.put(item, answer);
        treatment.complete("Task_CompletePreTreatmentChecklist", answers);

        assertThat(treatment.openTasks()).isEmpty();
        treatment.timeComesFor("Event_ChecklistDueAgain");
        assertThat(treatment.openTasks()).containsExactly("Task_CompletePreTreatmentChecklist");
        assertThat(beans.calls()).noneMatch(call -> call.startsWith("treatment started"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hepatitisBScreen", "infectionCheck", "pregnancyCheck", "vaccineCheck"})
    void a_line_that_is_overridden_does_not_hold_up_the_start(String item) {
        treatmentIsWanted(false);
        var answers = checklist("START");
        answers.put(item, "OVERRIDDEN");
        treatment.complete("Task_CompletePreTreatmentChecklist", answers);

        assertThat(treatment.openTasks()).containsExactly("Task_StartInduction");
    }

    @Test
    void a_clinician_may_decide_not_to_start() {
        treatmentIsWanted(false);
        treatment.complete("Task_CompletePreTreatmentChecklist", checklist("DO_NOT_START"));

        isOver("NOT_STARTED");
    }

    @Test
    void insulin_is_asked_about_every_week_and_a_forgotten_contact_is_reminded_of() {
        treatmentIsWanted(false);
        inductionHasStarted("YES");
        treatment.timeComesFor("Event_InsulinContactDue");
        treatment.timeComesFor("Event_InsulinContactOverdue");

        assertThat(beans.calls()).last().isEqualTo("clinicians reminded");
        assertThat(treatment.openTasks()).containsExactly("Task_ContactAboutInsulin");
    }

    @Test
    void the_four_week_review_does_not_wait_for_insulin_nor_end_the_contact() {
        treatmentIsWanted(false);
        inductionHasStarted("YES");
        fourWeeksLater("NO", inRemission());
        assertThat(treatment.timers()).containsExactly("Event_InsulinContactDue");

        treatment.timeComesFor("Event_InsulinContactDue");
        treatment.complete("Task_ContactAboutInsulin", Map.of("insulinContact", "HANDED_OVER"));

        assertThat(treatment.timers()).containsExactly("Event_RelapseWatchDue");
    }

    @Test
    void the_dates_are_the_proposed_ones_where_the_clinician_says_so() {
        treatmentIsWanted(false);
        inductionHasStarted("NO");
        fourWeeksLater("YES", inRemission());
        for (int infusion = 1; infusion <= 4; infusion++) {
            assertThat(treatment.variableAt("Task_ConfirmRituximabDates", "proposedRituximab" + infusion + "On"))
                    .isNotNull();
        }
        var proposed = treatment.variableAt("Task_ConfirmRituximabDates", "proposedRituximab1On");
        treatment.complete("Task_ConfirmRituximabDates", Map.of("rituximabDates", "AS_PROPOSED"));

        anInfusionIsDueOn((String) proposed);
    }

    @Test
    void a_postponed_infusion_comes_back_on_its_new_date_before_the_next_one() {
        treatmentIsWanted(false);
        inductionHasStarted("NO");
        fourWeeksLater("YES", inRemission());
        otherDatesAreConfirmed();

        anInfusionIsDueOn(DATES.get(0));
        treatment.complete(
                "Task_RecordRituximab",
                Map.of("rituximabOutcome", "POSTPONED", "newRituximabOn", "2030-07-15", "response", "REMISSION"));

        anInfusionIs("GIVEN", "2030-07-15", Map.of("response", "REMISSION"));
        anInfusionIsDueOn(DATES.get(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RELAPSE", "NO_RESPONSE"})
    void a_course_that_is_stopped_without_remission_leads_to_the_question_of_treating_again(String response) {
        treatmentIsWanted(false);
        inductionHasStarted("NO");
        fourWeeksLater("YES", inRemission());
        otherDatesAreConfirmed();
        anInfusionIs("COURSE_STOPPED", DATES.get(0), Map.of("response", response));

        assertThat(treatment.openTasks()).containsExactly("Task_AssessRetreatment");
        assertThat(treatment.timers()).isEmpty();
    }

    @Test
    void a_relapse_during_the_watch_is_treated_again_from_the_checklist_on() {
        treatmentIsWanted(false);
        remissionIsWatched();
        theWatchFinds("RELAPSE");

        treatment.complete("Task_AssessRetreatment", Map.of("retreatment", "TREAT"));
        assertThat(treatment.openTasks()).containsExactly("Task_CompletePreTreatmentChecklist");

        inductionHasStarted("NO");
        assertThat(treatment.last("inRemissionSince")).isNull();
        assertThat(beans.calls())
                .filteredOn("treatment started IMMUNOSUPPRESSION"::equals)
                .hasSize(2);
    }

    @Test
    void a_watch_that_others_have_taken_over_ends() {
        treatmentIsWanted(false);
        remissionIsWatched();
        theWatchFinds("WATCH_ENDED");

        isOver("REMISSION");
    }

    @Test
    void a_reported_relapse_starts_with_the_question_of_treating_again_and_the_antibodies_may_be_repeated_first() {
        treatmentIsWanted(true);
        treatment.complete("Task_AssessRetreatment", Map.of("retreatment", "REPEAT_ANTIBODIES"));
        treatment.complete("Called_ReceptorAntibodyTesting", Map.of("antibodyResult", "LOW"));
        assertThat(treatment.variableAt("Task_AssessRetreatment", "antibodyResult"))
                .isEqualTo("LOW");

        treatment.complete("Task_AssessRetreatment", Map.of("retreatment", "DO_NOT_TREAT"));

        isOver("NOT_TREATED_AGAIN");
    }
}
