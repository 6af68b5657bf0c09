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

@Deployment(resources = "processes/GiveAdvice.bpmn")
class GiveAdviceTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("GiveAdvice");

    private ServiceBeans beans;
    private Walk advice;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        advice = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    @Test
    void advice_is_given_by_a_clinician_and_the_referrer_told() {
        advice.start("GiveAdvice", Map.of());
        assertThat(advice.openTasks()).containsExactly("Task_GiveAdvice");

        advice.complete("Task_GiveAdvice", Map.of("adviceOutcome", "ADVICE_GIVEN"));

        assertThat(advice.running()).isEmpty();
        assertThat(beans.calls()).containsExactly("checked Task_GiveAdvice", "advice given " + Walk.REFERENCE);
    }

    @Test
    void a_request_that_is_really_a_referral_is_converted_and_no_advice_announced() {
        advice.start("GiveAdvice", Map.of());
        advice.complete("Task_GiveAdvice", Map.of("adviceOutcome", "CONVERT_TO_REFERRAL"));

        assertThat(advice.running()).isEmpty();
        assertThat(beans.calls()).containsExactly("checked Task_GiveAdvice");
    }

    @Test
    void a_letter_that_is_written_already_is_enough() {
        advice.start("GiveAdvice", Map.of("adviceWritten", true));

        assertThat(advice.running()).isEmpty();
        assertThat(beans.calls()).containsExactly("advice given " + Walk.REFERENCE);
    }
}
