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

@Deployment(resources = {"processes/ReceptorAntibodyTesting.bpmn", "decisions/Phenotype.dmn"})
class ReceptorAntibodyTestingTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("ReceptorAntibodyTesting");

    private ServiceBeans beans;
    private Walk antibodies;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        antibodies = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void aTestIsOrdered() {
        antibodies.start("ReceptorAntibodyTesting", Map.of("reference", Walk.REFERENCE));
        antibodies.complete("Task_ContactLaboratory", Map.of());
    }

    private void reported(String result) {
        antibodies.receive("Message_ReceptorAntibodyReported", Map.of("antibodyResult", result));
    }

    private Object outcome(String variable) {
        return antibodies.last(variable);
    }

    @Test
    void nothing_is_ordered_before_the_laboratory_was_contacted() {
        antibodies.start("ReceptorAntibodyTesting", Map.of("reference", Walk.REFERENCE));

        assertThat(antibodies.openTasks()).containsExactly("Task_ContactLaboratory");
        assertThat(beans.calls()).isEmpty();
    }

    @Test
    void a_high_result_makes_a_clinician_confirm_type_b() {
        aTestIsOrdered();
        reported("HIGH");
        assertThat(antibodies.openTasks()).containsExactly("Task_ConfirmTypeB");

        antibodies.complete("Task_ConfirmTypeB", Map.of("typeBDecision", "CONFIRMED"));

        assertThat(antibodies.running()).isEmpty();
        assertThat(outcome("typeBConfirmed")).isEqualTo(true);
        assertThat(beans.calls())
                .containsExactly(
                        "checked Task_ContactLaboratory",
                        "order placed RECEPTOR_ANTIBODY",
                        "test requested RECEPTOR_ANTIBODY",
                        "order closed RECEPTOR_ANTIBODY",
                        "result available RECEPTOR_ANTIBODY",
                        "checked Task_ConfirmTypeB");
    }

    @Test
    void a_high_result_alone_confirms_nothing() {
        aTestIsOrdered();
        reported("HIGH");

        assertThat(outcome("typeBConfirmed")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOW", "NOT_DETECTED"})
    void a_negative_result_leads_back_to_the_phenotype_and_may_suggest_the_receptor_gene(String result) {
        beans.knowing("adiponectinMgPerL", 18.2)
                .knowing("triglyceridesMmolPerL", 1.1)
                .knowing("triglyceridesUpperLimit", 1.7)
                .knowing("hdlMmolPerL", 1.6)
                .knowing("hdlLowerLimit", 1.0);
        aTestIsOrdered();
        antibodies.complete("Task_RecordReceptorAntibodyResult", Map.of("antibodyResult", result));

        assertThat(antibodies.running()).isEmpty();
        assertThat(outcome("typeBConfirmed")).isEqualTo(false);
        assertThat(outcome("insrGeneticsSuggested")).isEqualTo(true);
    }

    @Test
    void a_result_that_says_nothing_goes_to_a_clinician_who_may_have_the_test_repeated() {
        aTestIsOrdered();
        reported("INDETERMINATE");
        antibodies.complete("Task_ConfirmTypeB", Map.of("typeBDecision", "REPEAT_TEST"));
        assertThat(antibodies.openTasks()).containsExactly("Task_ContactLaboratory");

        antibodies.complete("Task_ContactLaboratory", Map.of());
        reported("INDETERMINATE");
        antibodies.complete("Task_ConfirmTypeB", Map.of("typeBDecision", "NOT_CONFIRMED"));

        assertThat(antibodies.running()).isEmpty();
        assertThat(outcome("typeBConfirmed")).isEqualTo(false);
    }

    @Test
    void a_rejected_sample_is_taken_again_after_contacting_the_laboratory_again_and_is_no_result() {
        aTestIsOrdered();
        reported("SAMPLE_REJECTED");

        assertThat(antibodies.openTasks()).containsExactly("Task_ContactLaboratory");
        assertThat(beans.calls()).endsWith("order closed RECEPTOR_ANTIBODY");
    }

    @Test
    void a_late_result_is_chased_told_once_and_still_waited_for() {
        aTestIsOrdered();
        antibodies.timeComesFor("Event_AntibodyChaseDue");

        assertThat(beans.calls()).endsWith("clinicians reminded", "pathway delayed ANTIBODY_RESULT");
        assertThat(antibodies.openTasks()).containsExactly("Task_RecordReceptorAntibodyResult");
        assertThat(antibodies.timers()).isEmpty();
    }
}
