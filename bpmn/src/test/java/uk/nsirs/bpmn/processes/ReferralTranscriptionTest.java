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

@Deployment(resources = "processes/ReferralTranscription.bpmn")
class ReferralTranscriptionTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("ReferralTranscription");

    private ServiceBeans beans;
    private Walk contact;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        contact = new Walk(ENGINE.getProcessEngine());
    }

    private void somebodyTelephones() {
        contact.startBy(
                "Message_ReferralContactReceived", Map.of("reference", Walk.REFERENCE, "contactChannel", "TELEPHONE"));
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    @Test
    void a_call_is_a_task_until_its_referral_is_written_down() {
        somebodyTelephones();
        assertThat(contact.openTasks()).containsExactly("Task_TranscribeReferral");

        contact.receive("Message_ReferralTranscribed", Map.of());

        assertThat(contact.running()).isEmpty();
        assertThat(contact.passed("Event_ReferralBegun")).isTrue();
    }

    @Test
    void where_no_referral_comes_of_it_somebody_says_why() {
        somebodyTelephones();

        contact.complete("Task_TranscribeReferral", Map.of("transcriptionOutcome", "NOT_A_REFERRAL"));
        contact.goOn();

        assertThat(contact.running()).isEmpty();
        assertThat(contact.passed("Event_ContactClosed")).isTrue();
        assertThat(beans.calls()).containsExactly("checked Task_TranscribeReferral", "contact closed");
    }

    @Test
    void one_that_waits_too_long_moves_up_the_list_and_stays_open() {
        somebodyTelephones();

        contact.timeComesFor("Event_TranscriptionOverdue");

        assertThat(beans.calls()).containsExactly("clinicians reminded");
        assertThat(contact.openTasks()).containsExactly("Task_TranscribeReferral");
        assertThat(contact.waitingFor("Message_ReferralTranscribed")).isEqualTo(1);
    }
}
