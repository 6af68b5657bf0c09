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

@Deployment(resources = "processes/UndeliverableEmail.bpmn")
class UndeliverableEmailTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("UndeliverableEmail");

    private ServiceBeans beans;
    private Walk email;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        email = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    @Test
    void an_email_is_sent_again_once_the_mailbox_is_right() {
        email.start("UndeliverableEmail", Map.of());
        email.complete("Task_ResolveUndeliverableEmail", Map.of("emailAnswer", "RESEND"));

        assertThat(email.running()).isEmpty();
        assertThat(beans.calls()).endsWith("e-mail sent again");
    }

    @Test
    void an_email_is_given_up_when_the_trust_was_told_otherwise() {
        email.start("UndeliverableEmail", Map.of());
        email.complete("Task_ResolveUndeliverableEmail", Map.of("emailAnswer", "GIVE_UP"));

        assertThat(email.running()).isEmpty();
        assertThat(beans.calls()).endsWith("e-mail given up");
    }
}
