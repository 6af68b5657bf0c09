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

@Deployment(resources = {"processes/GeneticTesting.bpmn", "decisions/GenomicTest.dmn"})
class GeneticTestingTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            TestEngine.coveringAllOf("GeneticTesting", "Appointment", "FamilyTesting");

    private ServiceBeans beans;
    private Walk genetics;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        genetics = new Walk(ENGINE.getProcessEngine());
        genetics.standInFor("Appointment", "FamilyTesting");
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void aTestIsOrdered() {
        genetics.start("GeneticTesting", Map.of("reference", Walk.REFERENCE, "testFor", "INDEX"));
        genetics.complete("Task_RecordConsent", Map.of("geneticConsent", "YES"));
    }

    private void reported(String result) {
        genetics.receive("Message_GeneticTestReported", Map.of("geneticResult", result, "gene", "LMNA"));
    }

    private void counselled() {
        assertThat(genetics.variableAt("Called_Appointment", "appointmentType")).isEqualTo("GENETIC_COUNSELLING");
        genetics.complete("Called_Appointment", Map.of());
        genetics.complete("Task_GiveGeneticCounselling", Map.of());
    }

    @Test
    void the_test_is_chosen_first_and_nothing_is_ordered_before_the_discussion() {
        beans.knowing("testFor", "INDEX")
                .knowing("phenotype", "LIPODYSTROPHY_PARTIAL")
                .knowing("childhoodOnset", true);
        genetics.start("GeneticTesting", Map.of("reference", Walk.REFERENCE, "testFor", "INDEX"));

        assertThat(genetics.openTasks()).containsExactly("Task_RecordConsent");
        assertThat(genetics.variableAt("Task_RecordConsent", "testCode")).isEqualTo("R158.1");
        assertThat((Number) genetics.variableAt("Task_RecordConsent", "turnaroundDays"))
                .extracting(Number::intValue)
                .isEqualTo(42);
        assertThat(beans.calls()).isEmpty();
    }

    @Test
    void without_consent_there_is_no_order_and_no_result() {
        genetics.start("GeneticTesting", Map.of("reference", Walk.REFERENCE, "testFor", "INDEX"));
        genetics.complete("Task_RecordConsent", Map.of("geneticConsent", "NO"));

        assertThat(genetics.running()).isEmpty();
        assertThat(genetics.last("geneticResult")).isEqualTo("NOT_TESTED");
        assertThat(beans.calls()).containsExactly("checked Task_RecordConsent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATHOGENIC", "LIKELY_PATHOGENIC"})
    void a_cause_that_is_found_is_counselled_on_and_the_family_offered_testing(String result) {
        aTestIsOrdered();
        reported(result);
        counselled();
        assertThat(genetics.variableAt("Called_FamilyTesting", "gene")).isEqualTo("LMNA");
        genetics.complete("Called_FamilyTesting", Map.of());

        assertThat(genetics.running()).isEmpty();
        assertThat(genetics.last("reanalysisDue")).isEqualTo(false);
        assertThat(beans.calls())
                .containsExactly(
                        "checked Task_RecordConsent",
                        "order placed GENETIC_TEST",
                        "test requested GENETIC_TEST",
                        "order closed GENETIC_TEST",
                        "result available GENETIC_TEST",
                        "checked Task_GiveGeneticCounselling");
    }

    @Test
    void nothing_found_ends_the_test_and_comes_back_for_another_analysis() {
        aTestIsOrdered();
        genetics.complete("Task_RecordGeneticResult", Map.of("geneticResult", "NONE_FOUND"));

        assertThat(genetics.running()).isEmpty();
        assertThat(genetics.last("geneticResult")).isEqualTo("NONE_FOUND");
        assertThat(genetics.last("reanalysisDue")).isEqualTo(true);
        assertThat(beans.calls()).endsWith("result available GENETIC_TEST");
    }

    @Test
    void an_uncertain_variant_leads_to_relatives_where_that_can_help() {
        aTestIsOrdered();
        reported("UNCERTAIN_SIGNIFICANCE");
        counselled();
        genetics.complete("Task_PlanSegregationTesting", Map.of("segregation", "OFFER_TO_RELATIVES"));
        genetics.complete("Called_FamilyTesting", Map.of());

        assertThat(genetics.running()).isEmpty();
        assertThat(genetics.last("reanalysisDue")).isEqualTo(true);
    }

    @Test
    void an_uncertain_variant_is_left_where_relatives_cannot_help() {
        aTestIsOrdered();
        reported("UNCERTAIN_SIGNIFICANCE");
        counselled();
        genetics.complete("Task_PlanSegregationTesting", Map.of("segregation", "NOT_INFORMATIVE"));

        assertThat(genetics.running()).isEmpty();
        assertThat(genetics.passed("Event_SegregationNotTested")).isTrue();
    }

    @Test
    void a_failed_sample_is_ordered_once_more_and_is_no_result() {
        aTestIsOrdered();
        reported("SAMPLE_FAILED");

        assertThat(genetics.openTasks()).containsExactly("Task_RecordGeneticResult");
        assertThat(genetics.variableAt("Task_RecordGeneticResult", "orderId")).isEqualTo(Walk.REFERENCE + "-2");
        assertThat(beans.calls()).doesNotContain("result available GENETIC_TEST");
    }

    @Test
    void a_late_result_is_escalated_once_never_failed() {
        aTestIsOrdered();
        genetics.timeComesFor("Event_TurnaroundExceeded");

        assertThat(beans.calls()).endsWith("clinicians reminded", "pathway delayed GENETIC_RESULT");
        assertThat(genetics.timers()).isEmpty();

        reported("NONE_FOUND");
        assertThat(genetics.running()).isEmpty();
    }
}
