package uk.nsirs.bpmn.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Deployment(
        resources = {
            "processes/ReferralPathway.bpmn",
            "processes/RequestInformation.bpmn",
            "processes/GiveAdvice.bpmn",
            "uk/nsirs/bpmn/processes/AnyCriteria.dmn"
        })
class ReferralPathwayTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf(
            "ReferralPathway",
            "RequestInformation",
            "GiveAdvice",
            "DiagnosticWorkup",
            "MultidisciplinaryReview",
            "FollowUp",
            "Immunosuppression");

    /** The processes after acceptance, each one task long here: their own tests walk them. */
    private static final List<String> AFTER_ACCEPTANCE =
            List.of("DiagnosticWorkup", "MultidisciplinaryReview", "FollowUp", "Immunosuppression");

    private ServiceBeans beans;
    private Walk referral;
    private String called;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        referral = new Walk(ENGINE.getProcessEngine());
        var deployment = ENGINE.getProcessEngine().getRepositoryService().createDeployment();
        AFTER_ACCEPTANCE.forEach(process -> deployment.addModelInstance(
                process + ".bpmn",
                Bpmn.createExecutableProcess(process)
                        .camundaHistoryTimeToLive(1)
                        .startEvent()
                        .userTask("Task_Of" + process)
                        .endEvent()
                        .done()));
        called = deployment.deploy().getId();
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
        ENGINE.getProcessEngine().getRepositoryService().deleteDeployment(called, true);
    }

    private void done(String process) {
        referral.complete("Task_Of" + process, Map.of());
    }

    private void discharged() {
        referral.complete("Task_OfFollowUp", Map.of("dischargeOutcome", "DISCHARGED"));
    }

    private void submitted(String recommendation, boolean informationNeeded) {
        submitted("REFERRAL", false, recommendation, informationNeeded);
    }

    private void submitted(String intent, boolean possibleDuplicate, String recommendation, boolean informationNeeded) {
        beans.evaluatingTo(recommendation, informationNeeded);
        referral.receiveReferral(
                Map.of("intent", intent, "possibleDuplicate", possibleDuplicate, "reference", Walk.REFERENCE));
    }

    private void decided(String decision) {
        referral.complete("Task_ConfirmTriageDecision", Map.of("decision", decision));
    }

    private void informationSupplied() {
        referral.receive("Message_InformationSupplied", Map.of());
    }

    private void withdrawn() {
        referral.receive("Message_ReferralWithdrawn", Map.of("withdrawalReason", "PATIENT_CHOICE"));
    }

    private void patientDied() {
        referral.receive("Message_PatientDeceased", Map.of());
    }

    private void nothingIsLeft() {
        assertThat(referral.running()).isEmpty();
        assertThat(referral.timers()).isEmpty();
        assertThat(referral.openTasks()).isEmpty();
    }

    @Test
    void a_referral_that_meets_the_criteria_is_worked_up_reviewed_followed_up_and_discharged() {
        submitted("MEETS", false);
        decided("ACCEPT");
        assertThat(referral.openTasks()).containsExactly("Task_OfDiagnosticWorkup");

        done("DiagnosticWorkup");
        assertThat(referral.openTasks()).containsExactly("Task_OfFollowUp", "Task_OfMultidisciplinaryReview");

        discharged();
        assertThat(referral.passed("Task_DischargePatient")).isFalse();
        done("MultidisciplinaryReview");

        nothingIsLeft();
        assertThat(referral.passed("Event_PatientDischarged")).isTrue();
        assertThat(beans.calls())
                .containsExactly(
                        "referral received " + Walk.REFERENCE,
                        "criteria 1 MEETS",
                        "checked Task_ConfirmTriageDecision",
                        "referral accepted",
                        "patient discharged DISCHARGED");
    }

    @Test
    void everything_up_to_the_open_task_happens_in_the_transaction_that_starts_the_process() {
        submitted("NEEDS_INFORMATION", true);

        assertThat(referral.continuations()).isEmpty();
        assertThat(referral.openTasks()).containsExactly("Task_ConfirmTriageDecision");
        assertThat(beans.calls())
                .containsExactly(
                        "referral received " + Walk.REFERENCE,
                        "criteria 1 NEEDS_INFORMATION",
                        "information requested " + Walk.REFERENCE + " chase 0");
    }

    @Test
    void facts_never_become_a_variable_that_is_kept() {
        submitted("MEETS", false);

        var kept = ENGINE.getProcessEngine().getHistoryService().createHistoricVariableInstanceQuery().list().stream()
                .map(variable -> variable.getName())
                .toList();
        assertThat(kept).doesNotContain("facts", "decisionResult").contains("recommendation");
    }

    @Test
    void a_referral_that_is_not_accepted_ends_with_its_milestone() {
        submitted("DOES_NOT_MEET", false);
        decided("DO_NOT_ACCEPT");

        nothingIsLeft();
        assertThat(beans.calls()).endsWith("referral not accepted");
    }

    @Test
    void the_rules_alone_neither_accept_nor_close() {
        submitted("MEETS", false);

        assertThat(referral.openTasks()).containsExactly("Task_ConfirmTriageDecision");
        assertThat(beans.calls()).doesNotContain("referral accepted");
    }

    @Test
    void asking_the_referrer_opens_the_task_again_at_once_and_sends_a_request() {
        submitted("NEEDS_REVIEW", false);
        decided("ASK_REFERRER");

        assertThat(referral.openTasks()).containsExactly("Task_ConfirmTriageDecision");
        assertThat(referral.running()).containsExactly("ReferralPathway", "RequestInformation");
        assertThat(referral.waitingFor("Message_InformationSupplied")).isEqualTo(1);

        beans.evaluatingTo("MEETS", false);
        informationSupplied();
        informationSupplied();
        decided("ACCEPT");
        assertThat(beans.calls()).contains("referral accepted");
    }

    @Test
    void a_decision_for_advice_calls_for_a_letter_and_ends_with_advice_given() {
        submitted("NEEDS_REVIEW", false);
        decided("ADVISE");
        referral.complete("Task_GiveAdvice", Map.of("adviceOutcome", "ADVICE_GIVEN"));

        nothingIsLeft();
        assertThat(beans.calls()).endsWith("advice given " + Walk.REFERENCE);
    }

    @Test
    void advice_whose_letter_is_written_asks_nobody_again() {
        beans.evaluatingTo("NEEDS_REVIEW", false);
        referral.receiveReferral(Map.of("intent", "REFERRAL", "adviceWritten", true));
        decided("ADVISE");

        nothingIsLeft();
        assertThat(beans.calls()).endsWith("advice given " + Walk.REFERENCE);
    }

    @Test
    void a_request_for_advice_is_answered_without_asking_for_information() {
        submitted("ADVICE", false, "NEEDS_INFORMATION", true);

        assertThat(referral.openTasks()).containsExactly("Task_GiveAdvice");
        assertThat(referral.running()).containsExactly("GiveAdvice", "ReferralPathway");

        referral.complete("Task_GiveAdvice", Map.of("adviceOutcome", "ADVICE_GIVEN"));
        nothingIsLeft();
    }

    @Test
    void a_request_for_advice_that_becomes_a_referral_is_triaged_on_criteria_applied_anew() {
        submitted("ADVICE", false, "NEEDS_INFORMATION", false);
        beans.evaluatingTo("MEETS", false);
        referral.complete("Task_GiveAdvice", Map.of("adviceOutcome", "CONVERT_TO_REFERRAL"));

        assertThat(referral.openTasks()).containsExactly("Task_ConfirmTriageDecision");
        assertThat(beans.calls()).contains("criteria 2 NEEDS_INFORMATION");
        decided("ACCEPT");
        assertThat(referral.openTasks()).containsExactly("Task_OfDiagnosticWorkup");
    }

    @Test
    void what_arrives_is_evaluated_again_while_the_same_task_stays_open() {
        submitted("NEEDS_INFORMATION", true);
        var task = referral.task("Task_ConfirmTriageDecision").getId();
        beans.evaluatingTo("MEETS", false);

        informationSupplied();
        informationSupplied();

        assertThat(referral.task("Task_ConfirmTriageDecision").getId()).isEqualTo(task);
        assertThat(beans.calls()).contains("criteria 2 NEEDS_INFORMATION", "criteria 3 MEETS");
        assertThat(referral.waitingFor("Message_InformationSupplied")).isEqualTo(1);
        assertThat(referral.running()).containsExactly("ReferralPathway");
    }

    @Test
    void a_request_that_expires_leaves_the_referral_open_for_late_information() {
        submitted("NEEDS_INFORMATION", true);
        referral.timeComesFor("Event_RequestExpired");

        assertThat(referral.running()).containsExactly("ReferralPathway");
        assertThat(referral.waitingFor("Message_InformationSupplied")).isEqualTo(1);

        informationSupplied();
        assertThat(beans.calls()).contains("criteria 2 NEEDS_INFORMATION");
        assertThat(referral.openTasks()).containsExactly("Task_ConfirmTriageDecision");
    }

    @Test
    void a_decision_ends_the_request_and_its_chases() {
        submitted("NEEDS_INFORMATION", true);
        assertThat(referral.timers())
                .containsExactly("Event_ChaseDue", "Event_RequestExpired", "Event_TriageReminderDue");

        decided("ACCEPT");

        assertThat(referral.running()).containsExactly("DiagnosticWorkup", "ReferralPathway");
        assertThat(referral.timers()).isEmpty();
        assertThat(referral.waitingFor("Message_InformationSupplied")).isZero();
    }

    @Test
    void a_possible_duplicate_of_the_same_episode_is_closed() {
        submitted("REFERRAL", true, "NEEDS_INFORMATION", true);
        assertThat(referral.openTasks()).containsExactly("Task_ConfirmTriageDecision", "Task_ResolveDuplicate");
        assertThat(referral.waitingFor("Message_InformationSupplied")).isZero();

        referral.complete("Task_ResolveDuplicate", Map.of("duplicateAnswer", "SAME_EPISODE"));

        nothingIsLeft();
        assertThat(beans.calls()).endsWith("case closed as duplicate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEW_EPISODE", "DIFFERENT_PERSON"})
    void a_possible_duplicate_that_is_none_goes_on_and_is_not_asked_about_again(String answer) {
        submitted("REFERRAL", true, "NEEDS_INFORMATION", true);
        assertThat(beans.calls()).noneMatch(call -> call.startsWith("information requested"));

        referral.complete("Task_ResolveDuplicate", Map.of("duplicateAnswer", answer));
        assertThat(beans.calls()).anyMatch(call -> call.startsWith("information requested"));

        decided("ASK_REFERRER");
        assertThat(referral.openTasks()).containsExactly("Task_ConfirmTriageDecision");
    }

    @Test
    void a_duplicate_can_be_decided_without_answering_the_question() {
        submitted("REFERRAL", true, "MEETS", false);
        decided("DO_NOT_ACCEPT");

        nothingIsLeft();
        assertThat(beans.calls()).endsWith("referral not accepted");
    }

    @Test
    void clinicians_are_reminded_and_the_task_stays_open() {
        submitted("MEETS", false);
        referral.timeComesFor("Event_TriageReminderDue");

        assertThat(beans.calls()).contains("clinicians reminded");
        assertThat(referral.openTasks()).containsExactly("Task_ConfirmTriageDecision");
    }

    /** Each place before acceptance where a referral can stand and wait. */
    enum WaitBeforeAcceptance {
        TRIAGE_DECISION(test -> test.submitted("MEETS", false)),
        INFORMATION_REQUESTED(test -> test.submitted("NEEDS_INFORMATION", true)),
        REQUEST_EXPIRED(test -> {
            test.submitted("NEEDS_INFORMATION", true);
            test.referral.timeComesFor("Event_RequestExpired");
        }),
        DUPLICATE_QUESTION(test -> test.submitted("REFERRAL", true, "MEETS", false)),
        ADVICE_ASKED_FOR(test -> test.submitted("ADVICE", false, "MEETS", false)),
        ADVICE_DECIDED(test -> {
            test.submitted("MEETS", false);
            test.decided("ADVISE");
        }),
        ASKED_BY_CLINICIAN(test -> {
            test.submitted("MEETS", false);
            test.decided("ASK_REFERRER");
        });

        private final Consumer<ReferralPathwayTest> reach;

        WaitBeforeAcceptance(Consumer<ReferralPathwayTest> reach) {
            this.reach = reach;
        }
    }

    @ParameterizedTest
    @EnumSource(WaitBeforeAcceptance.class)
    void withdrawal_before_acceptance_stops_everything_for_good(WaitBeforeAcceptance wait) {
        wait.reach.accept(this);
        withdrawn();

        nothingIsLeft();
        assertThat(beans.calls()).endsWith("case closed", "withdrawal confirmed");
    }

    @ParameterizedTest
    @EnumSource(WaitBeforeAcceptance.class)
    void death_before_acceptance_stops_everything_for_good(WaitBeforeAcceptance wait) {
        wait.reach.accept(this);
        patientDied();

        nothingIsLeft();
        assertThat(beans.calls()).endsWith("case closed", "withdrawal confirmed, died");
    }

    @ParameterizedTest
    @EnumSource(WaitBeforeAcceptance.class)
    void at_most_one_place_waits_for_information(WaitBeforeAcceptance wait) {
        wait.reach.accept(this);

        assertThat(referral.waitingFor("Message_InformationSupplied")).isLessThanOrEqualTo(1);
        assertThat(referral.waitingFor("Message_ReferralWithdrawn")).isEqualTo(1);
        assertThat(referral.waitingFor("Message_PatientDeceased")).isEqualTo(1);
    }

    @Test
    void a_withdrawal_because_the_patient_died_is_a_death() {
        submitted("MEETS", false);
        referral.receive("Message_ReferralWithdrawn", Map.of("withdrawalReason", "PATIENT_DIED"));

        assertThat(beans.calls()).endsWith("withdrawal confirmed, died");
    }

    private void accepted() {
        submitted("MEETS", false);
        decided("ACCEPT");
    }

    static Stream<Consumer<ReferralPathwayTest>> waysToStop() {
        return Stream.of(ReferralPathwayTest::withdrawn, ReferralPathwayTest::patientDied);
    }

    @ParameterizedTest
    @MethodSource("waysToStop")
    void an_accepted_referral_that_is_stopped_waits_for_an_administrator_only(Consumer<ReferralPathwayTest> stop) {
        accepted();
        stop.accept(this);
        assertThat(referral.openTasks()).containsExactly("Task_ConfirmClosure");
        assertThat(referral.timers()).isEmpty();

        referral.complete("Task_ConfirmClosure", Map.of("closureAnswer", "CONFIRM"));

        nothingIsLeft();
        assertThat(beans.calls()).doesNotContain("case restored");
    }

    @ParameterizedTest
    @MethodSource("waysToStop")
    void a_restored_referral_is_back_at_its_work_and_can_be_stopped_again(Consumer<ReferralPathwayTest> stop) {
        accepted();
        stop.accept(this);
        referral.complete("Task_ConfirmClosure", Map.of("closureAnswer", "RESTORE"));

        assertThat(beans.calls()).endsWith("case restored");
        assertThat(referral.openTasks()).containsExactly("Task_OfDiagnosticWorkup");

        stop.accept(this);
        assertThat(referral.openTasks()).containsExactly("Task_ConfirmClosure");
    }

    @Test
    void a_restored_referral_can_be_finished_and_is_not_triaged_again() {
        accepted();
        withdrawn();
        referral.complete("Task_ConfirmClosure", Map.of("closureAnswer", "RESTORE"));
        done("DiagnosticWorkup");
        discharged();
        done("MultidisciplinaryReview");

        nothingIsLeft();
        assertThat(referral.passed("Event_PatientDischarged")).isTrue();
        assertThat(beans.calls().stream().filter(call -> call.startsWith("criteria")))
                .hasSize(1);
    }

    @Test
    void a_referral_restored_after_its_work_up_is_not_worked_up_again() {
        accepted();
        done("DiagnosticWorkup");
        withdrawn();
        referral.complete("Task_ConfirmClosure", Map.of("closureAnswer", "RESTORE"));

        assertThat(referral.openTasks()).containsExactly("Task_OfFollowUp", "Task_OfMultidisciplinaryReview");
    }

    @Test
    void a_therapy_that_ran_is_looked_after_by_a_clinician_whatever_the_administrator_answers() {
        accepted();
        done("DiagnosticWorkup");
        referral.receive(
                "Message_ReferralWithdrawn",
                Map.of("withdrawalReason", "PATIENT_CHOICE", "resumedTherapies", "METRELEPTIN"));
        assertThat(referral.openTasks()).containsExactly("Task_ConfirmClosure", "Task_ReviewRunningTherapy");

        referral.complete("Task_ConfirmClosure", Map.of("closureAnswer", "CONFIRM"));
        referral.complete("Task_ReviewRunningTherapy", Map.of());

        nothingIsLeft();
        assertThat(beans.calls()).contains("checked Task_ReviewRunningTherapy");
    }

    @Test
    void nobody_reviews_the_therapy_of_a_patient_who_died() {
        accepted();
        referral.receive("Message_PatientDeceased", Map.of("resumedTherapies", "METRELEPTIN"));

        assertThat(referral.openTasks()).containsExactly("Task_ConfirmClosure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TREAT_AGAIN", "ADVICE"})
    void a_deterioration_is_assessed_beside_everything_else(String answer) {
        accepted();
        done("DiagnosticWorkup");
        referral.receive("Message_DeteriorationReported", Map.of("severeHypoglycaemia", true));
        assertThat(referral.openTasks())
                .containsExactly("Task_AssessDeterioration", "Task_OfFollowUp", "Task_OfMultidisciplinaryReview");

        referral.complete("Task_AssessDeterioration", Map.of("deteriorationAnswer", answer));

        assertThat(beans.calls()).endsWith("checked Task_AssessDeterioration", "relapse advice given");
        assertThat(referral.running().contains("Immunosuppression")).isEqualTo(answer.equals("TREAT_AGAIN"));
        if (answer.equals("TREAT_AGAIN")) {
            done("Immunosuppression");
        }
        assertThat(referral.openTasks()).containsExactly("Task_OfFollowUp", "Task_OfMultidisciplinaryReview");
        assertThat(referral.waitingFor("Message_DeteriorationReported")).isEqualTo(1);
    }

    @Test
    void the_plan_can_be_reviewed_again_at_any_time() {
        accepted();
        done("DiagnosticWorkup");
        done("MultidisciplinaryReview");
        referral.receive("Message_PlanReviewRequested", Map.of("planReviewReason", "CLINICIAN_REQUEST"));
        assertThat(referral.openTasks()).containsExactly("Task_OfFollowUp", "Task_OfMultidisciplinaryReview");

        done("MultidisciplinaryReview");
        discharged();
        nothingIsLeft();
    }

    @Test
    void nobody_is_told_of_a_discharge_while_a_reviewed_plan_is_still_carried_out() {
        accepted();
        done("DiagnosticWorkup");
        referral.receive("Message_PlanReviewRequested", Map.of("planReviewReason", "RESULT_CORRECTED"));
        done("MultidisciplinaryReview");
        discharged();
        assertThat(beans.calls()).doesNotContain("patient discharged DISCHARGED");

        done("DiagnosticWorkup");
        done("MultidisciplinaryReview");

        nothingIsLeft();
        assertThat(beans.calls()).endsWith("patient discharged DISCHARGED");
    }

    @Test
    void a_corrected_result_opens_the_diagnosis_again_before_the_plan() {
        accepted();
        done("DiagnosticWorkup");
        done("MultidisciplinaryReview");
        referral.receive("Message_PlanReviewRequested", Map.of("planReviewReason", "RESULT_CORRECTED"));
        assertThat(referral.openTasks()).containsExactly("Task_OfDiagnosticWorkup", "Task_OfFollowUp");

        done("DiagnosticWorkup");
        done("MultidisciplinaryReview");
        discharged();
        nothingIsLeft();
        assertThat(referral.passed("Event_PlanReviewed")).isTrue();
    }

    private void informationIsSupplied(String what) {
        referral.receive(
                "Message_PlanReviewRequested",
                Map.of("planReviewReason", "INFORMATION_SUPPLIED", "suppliedText", what));
    }

    @Test
    void new_information_that_changes_nothing_is_read_and_that_is_all() {
        accepted();
        informationIsSupplied("- BMI");
        assertThat(referral.openTasks()).containsExactly("Task_OfDiagnosticWorkup", "Task_ReadNewInformation");

        referral.complete("Task_ReadNewInformation", Map.of("informationAnswer", "NOTHING"));

        assertThat(referral.passed("Event_NothingChanges")).isTrue();
        assertThat(referral.openTasks()).containsExactly("Task_OfDiagnosticWorkup");
    }

    @Test
    void what_arrives_twice_is_read_twice_and_each_answer_counts_for_itself() {
        accepted();
        done("DiagnosticWorkup");
        done("MultidisciplinaryReview");
        informationIsSupplied("- BMI");
        informationIsSupplied("- HbA1c");
        assertThat(referral.shown("Task_ReadNewInformation", "suppliedText"))
                .containsExactlyInAnyOrder("- BMI", "- HbA1c");

        referral.completeTogether(
                "Task_ReadNewInformation",
                Map.of("informationAnswer", "DIAGNOSIS"),
                Map.of("informationAnswer", "PLAN"));

        assertThat(referral.openTasks())
                .containsExactly("Task_OfDiagnosticWorkup", "Task_OfFollowUp", "Task_OfMultidisciplinaryReview");
        done("MultidisciplinaryReview");
        done("DiagnosticWorkup");
        done("MultidisciplinaryReview");
        discharged();
        nothingIsLeft();
    }

    @ParameterizedTest
    @MethodSource("waysToStop")
    void withdrawal_and_death_stop_what_goes_on_beside_too(Consumer<ReferralPathwayTest> stop) {
        accepted();
        done("DiagnosticWorkup");
        referral.receive("Message_DeteriorationReported", Map.of());
        referral.receive("Message_PlanReviewRequested", Map.of("planReviewReason", "RESULT_CORRECTED"));

        stop.accept(this);

        assertThat(referral.openTasks()).containsExactly("Task_ConfirmClosure");
        assertThat(referral.running()).containsExactly("ReferralPathway");
        assertThat(referral.timers()).isEmpty();
    }

    @Test
    void a_death_reported_after_a_withdrawal_is_told_too_and_the_question_stays_open() {
        accepted();
        withdrawn();
        patientDied();

        assertThat(beans.calls()).endsWith("withdrawal confirmed", "withdrawal confirmed, died");
        assertThat(referral.openTasks()).containsExactly("Task_ConfirmClosure");
        referral.complete("Task_ConfirmClosure", Map.of("closureAnswer", "CONFIRM"));
        nothingIsLeft();
    }

    @Test
    void information_about_an_accepted_referral_finds_nobody_and_says_so() {
        accepted();

        assertThatThrownBy(this::informationSupplied).isInstanceOf(MismatchingMessageCorrelationException.class);
    }

    @Test
    void each_task_is_offered_to_the_people_it_is_for() {
        var expected = new HashMap<String, List<String>>();
        expected.put("Task_ConfirmTriageDecision", List.of("clinicians"));
        expected.put("Task_ResolveDuplicate", List.of("administrators", "clinicians"));

        submitted("REFERRAL", true, "MEETS", false);

        for (var task : expected.keySet()) {
            var groups =
                    ENGINE
                            .getProcessEngine()
                            .getTaskService()
                            .getIdentityLinksForTask(referral.task(task).getId())
                            .stream()
                            .map(link -> link.getGroupId())
                            .sorted()
                            .toList();
            assertThat(groups).as(task).isEqualTo(expected.get(task));
        }
    }
}
