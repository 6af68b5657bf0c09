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

@Deployment(resources = "processes/UnprocessableMessage.bpmn")
class UnprocessableMessageTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("UnprocessableMessage");

    private ServiceBeans beans;
    private Walk message;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        message = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    @Test
    void a_message_whose_cause_is_gone_is_replayed() {
        message.start("UnprocessableMessage", Map.of("topic", "nsirs.results"));
        message.complete("Task_ResolveUnprocessableMessage", Map.of("messageAnswer", "REPLAY"));

        assertThat(message.running()).isEmpty();
        assertThat(beans.calls()).endsWith("message replayed");
    }

    @Test
    void a_message_that_is_of_no_use_is_discarded() {
        message.start("UnprocessableMessage", Map.of("topic", "nsirs.results"));
        message.complete("Task_ResolveUnprocessableMessage", Map.of("messageAnswer", "DISCARD"));

        assertThat(message.running()).isEmpty();
        assertThat(beans.calls()).endsWith("message discarded");
    }
}
