package uk.nsirs.bpmn.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Deployment(resources = "processes/ExceptionalFunding.bpmn")
class ExceptionalFundingTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("ExceptionalFunding");

    private ServiceBeans beans;
    private Walk funding;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        funding = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void requestIsSent() {
        funding.start("ExceptionalFunding", Map.of("therapy", "METABOLIC_SURGERY"));
        requestIsWritten();
    }

    private void requestIsWritten() {
        funding.complete(
                "Task_WriteFundingRequest",
                Map.of("funder", "INTEGRATED_CARE_BOARD", "urgentRequest", false, "signed", true));
    }

    private void funderDecides(String decision) {
        funding.receive("Message_FundingDecided", Map.of("fundingDecision", decision));
    }

    private Object outcome() {
        return funding.last("fundingOutcome");
    }

    /** FUN-01: the service itself is paid for; no referral, test or visit asks a funder. */
    @Test
    void only_treatments_ask_for_funding() throws IOException {
        try (var models = Files.list(Path.of("src/main/resources/processes"))) {
            assertThat(models.filter(model -> calls(model, "ExceptionalFunding"))
                            .map(model -> model.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "InsulinPump.bpmn", "MedicineTreatment.bpmn", "MetabolicSurgery.bpmn", "Metreleptin.bpmn");
        }
    }

    private static boolean calls(Path model, String process) {
        return Bpmn.readModelFromFile(model.toFile()).getModelElementsByType(CallActivity.class).stream()
                .anyMatch(call -> process.equals(call.getCalledElement()));
    }

    /** Architecture, section 7 point 3: what ran before a withdrawal by mistake goes on, and no funder is asked twice. */
    @ParameterizedTest
    @CsvSource({
        "INSULIN_PUMP, INSULIN_PUMP:APPROVED, APPROVED",
        "METABOLIC_SURGERY, 'METRELEPTIN:APPROVED,METABOLIC_SURGERY:SELF_FUNDED', SELF_FUNDED"
    })
    void funding_that_was_secured_before_a_restore_is_not_asked_for_again(
            String therapy, String secured, String outcome) {
        funding.start("ExceptionalFunding", Map.of("therapy", therapy, "securedFunding", secured));

        assertThat(funding.running()).isEmpty();
        assertThat(outcome()).isEqualTo(outcome);
        assertThat(beans.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "METRELEPTIN:APPROVED"})
    void funding_of_another_therapy_does_not_count(String secured) {
        funding.start("ExceptionalFunding", Map.of("therapy", "INSULIN_PUMP", "securedFunding", secured));

        assertThat(funding.openTasks()).containsExactly("Task_WriteFundingRequest");
    }

    @Test
    void a_signed_request_is_sent_to_the_funder_it_names_and_the_trust_is_told() {
        requestIsSent();

        assertThat(beans.calls())
                .containsExactly(
                        "checked Task_WriteFundingRequest",
                        "order placed FUNDING_REQUEST",
                        "funding requested METABOLIC_SURGERY INTEGRATED_CARE_BOARD false");
        assertThat(funding.openTasks()).containsExactly("Task_RecordFundingDecision");
        assertThat(funding.variableAt("Task_RecordFundingDecision", "orderId")).isEqualTo(Walk.REFERENCE + "-1");
    }

    @Test
    void an_approval_that_the_funder_reports_ends_the_wait() {
        requestIsSent();
        funderDecides("APPROVED");

        assertThat(outcome()).isEqualTo("APPROVED");
        assertThat(funding.running()).isEmpty();
        assertThat(funding.timers()).isEmpty();
        assertThat(beans.calls())
                .endsWith("funding outcome reached METABOLIC_SURGERY APPROVED", "order closed FUNDING_REQUEST");
    }

    @Test
    void staff_can_record_the_same_approval() {
        requestIsSent();
        funding.complete("Task_RecordFundingDecision", Map.of("fundingDecision", "APPROVED"));

        assertThat(outcome()).isEqualTo("APPROVED");
        assertThat(funding.running()).isEmpty();
    }

    @Test
    void an_overdue_decision_is_told_to_the_trust_and_still_waited_for() {
        requestIsSent();
        funding.timeComesFor("Event_FundingDecisionOverdue");

        assertThat(beans.calls()).endsWith("pathway delayed FUNDING_DECISION");
        assertThat(funding.openTasks()).containsExactly("Task_RecordFundingDecision");
        assertThat(funding.waitingFor("Message_FundingDecided")).isEqualTo(1);
    }

    @Test
    void the_funder_that_wants_more_is_answered_under_the_same_request() {
        requestIsSent();
        funderDecides("MORE_INFORMATION");
        assertThat(funding.openTasks()).containsExactly("Task_SupplyFundingInformation");

        funding.complete("Task_SupplyFundingInformation", Map.of("informationSent", true));
        assertThat(funding.variableAt("Task_RecordFundingDecision", "orderId")).isEqualTo(Walk.REFERENCE + "-1");
        funderDecides("APPROVED");

        assertThat(outcome()).isEqualTo("APPROVED");
        assertThat(beans.calls())
                .filteredOn(call -> call.startsWith("order") || call.startsWith("funding outcome"))
                .containsExactly(
                        "order placed FUNDING_REQUEST",
                        "funding outcome reached METABOLIC_SURGERY MORE_INFORMATION",
                        "funding outcome reached METABOLIC_SURGERY APPROVED",
                        "order closed FUNDING_REQUEST");
    }

    @ParameterizedTest
    @CsvSource({"SELF_FUND,SELF_FUNDED", "OTHER_THERAPY,OTHER_THERAPY", "STOP,STOPPED"})
    void after_a_refusal_a_clinician_decides(String answer, String outcome) {
        requestIsSent();
        funderDecides("REJECTED");
        assertThat(funding.openTasks()).containsExactly("Task_DecideAfterFundingRefused");

        funding.complete("Task_DecideAfterFundingRefused", Map.of("refusedAnswer", answer));

        assertThat(outcome()).isEqualTo(outcome);
        assertThat(funding.running()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"REJECTED", "SCREENED_OUT"})
    void new_information_makes_a_new_request(String decision) {
        requestIsSent();
        funderDecides(decision);
        funding.complete(
                "Task_DecideAfterFundingRefused", Map.of("refusedAnswer", "RECONSIDER", "newInformation", true));
        requestIsWritten();

        assertThat(funding.variableAt("Task_RecordFundingDecision", "orderId")).isEqualTo(Walk.REFERENCE + "-2");
        assertThat(beans.calls())
                .filteredOn("order closed FUNDING_REQUEST"::equals)
                .hasSize(1);
        funderDecides("APPROVED");
        assertThat(outcome()).isEqualTo("APPROVED");
    }
}
