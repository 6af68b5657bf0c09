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

@Deployment(resources = "processes/FamilyInvitations.bpmn")
class FamilyInvitationsTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("FamilyInvitations");

    private ServiceBeans beans;
    private Walk invitations;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        invitations = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    @Test
    void one_relative_after_the_other_is_invited_and_no_trust_is_told() {
        invitations.start("FamilyInvitations", Map.of("reference", Walk.REFERENCE));
        invitations.complete("Task_InviteRelative", Map.of("invitedThrough", "PATIENT", "moreRelatives", "MORE"));
        assertThat(invitations.openTasks()).containsExactly("Task_InviteRelative");

        invitations.complete("Task_InviteRelative", Map.of("invitedThrough", "NONE", "moreRelatives", "DONE"));

        assertThat(invitations.running()).isEmpty();
        assertThat(beans.calls()).containsOnly("checked Task_InviteRelative");
    }
}
