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

@Deployment(resources = {"processes/PsychologicalSupport.bpmn", "decisions/PsychologyRoute.dmn"})
class PsychologicalSupportTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            TestEngine.coveringAllOf("PsychologicalSupport", "Appointment");

    private ServiceBeans beans;
    private Walk support;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        support = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void supportIsWanted(Boolean livesLocally, String group) {
        support.standInFor("Appointment");
        beans.knowing("livesLocally", livesLocally);
        support.start("PsychologicalSupport", Map.of());
        support.complete("Task_RecordSupportNeeds", Map.of("bodyImageGroup", group));
    }

    @Test
    void who_lives_nearby_is_referred_and_seen() {
        supportIsWanted(true, "NO");

        support.complete("Task_ReferToPsychology", Map.of("psychologyReferredOn", "2030-01-02"));
        assertThat(support.variableAt("Called_Appointment", "appointmentType")).isEqualTo("PSYCHOLOGY");
        support.complete("Called_Appointment", Map.of("attendance", "ATTENDED"));

        assertThat(support.running()).isEmpty();
    }

    @Test
    void who_lives_too_far_away_has_the_unmet_need_recorded_and_may_still_join_the_group() {
        supportIsWanted(false, "YES");

        support.complete("Task_RecordUnmetNeed", Map.of("unmetNeed", "ANXIETY", "signposted", true));
        assertThat(support.openTasks()).containsExactly("Task_InviteToSupportGroup");
        support.complete("Task_InviteToSupportGroup", Map.of("groupInvitation", "ACCEPTED"));

        assertThat(support.running()).isEmpty();
        assertThat(beans.calls())
                .containsExactly(
                        "checked Task_RecordSupportNeeds",
                        "checked Task_RecordUnmetNeed",
                        "checked Task_InviteToSupportGroup");
    }

    @Test
    void where_nobody_knows_where_the_patient_lives_the_patient_is_asked() {
        supportIsWanted(null, "NO");
        assertThat(support.openTasks()).containsExactly("Task_AskWherePatientLives");

        beans.knowing("livesLocally", false);
        support.complete("Task_AskWherePatientLives", Map.of("livesLocally", "NO"));

        assertThat(support.openTasks()).containsExactly("Task_RecordUnmetNeed");
    }
}
