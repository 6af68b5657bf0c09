package uk.nsirs.bpmn.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
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

@Deployment(resources = "processes/MultidisciplinaryReview.bpmn")
class MultidisciplinaryReviewTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf(
            "MultidisciplinaryReview",
            "DieteticSupport",
            "MedicineTreatment",
            "InsulinPump",
            "Metreleptin",
            "Immunosuppression",
            "MetabolicSurgery",
            "PsychologicalSupport");

    private ServiceBeans beans;
    private Walk review;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        review = new Walk(ENGINE.getProcessEngine());
        review.standInFor(
                "DieteticSupport",
                "MedicineTreatment",
                "InsulinPump",
                "Metreleptin",
                "Immunosuppression",
                "MetabolicSurgery",
                "PsychologicalSupport");
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private static final String[] THERAPIES = {
        "DieteticSupport",
        "MedicineTreatment",
        "InsulinPump",
        "Metreleptin",
        "Immunosuppression",
        "MetabolicSurgery",
        "PsychologicalSupport"
    };

    private void meetingHeld() {
        review.start("MultidisciplinaryReview", Map.of("reference", Walk.REFERENCE));
        review.timeComesFor("Event_MeetingDue");
    }

    @Test
    void a_case_waits_for_the_next_meeting() {
        review.start("MultidisciplinaryReview", Map.of("reference", Walk.REFERENCE));

        assertThat(review.openTasks()).isEmpty();
        assertThat(review.timers()).containsExactly("Event_MeetingDue");
    }

    @Test
    void confirmed_type_b_does_not_wait() {
        review.start("MultidisciplinaryReview", Map.of("reference", Walk.REFERENCE, "typeBConfirmed", true));
        assertThat(review.openTasks()).containsExactly("Task_RecordMdtOutcome");

        review.complete("Task_RecordMdtOutcome", Map.of("planImmunosuppression", true, "followUpMonths", 1));

        assertThat(review.openTasks()).containsExactly("Called_Immunosuppression");
        assertThat(review.variableAt("Called_Immunosuppression", "relapse")).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DieteticSupport",
                "MedicineTreatment",
                "InsulinPump",
                "Metreleptin",
                "Immunosuppression",
                "MetabolicSurgery",
                "PsychologicalSupport"
            })
    void each_therapy_can_be_planned_alone(String therapy) {
        meetingHeld();
        review.complete("Task_RecordMdtOutcome", Map.of("plan" + therapy, true, "followUpMonths", 6));
        assertThat(review.openTasks()).containsExactly("Called_" + therapy);

        review.complete("Called_" + therapy, Map.of());

        assertThat(review.running()).isEmpty();
    }

    @Test
    void the_plan_may_hold_every_therapy_and_ends_with_the_last() {
        var plan = new HashMap<String, Object>(Map.of("followUpMonths", 12));
        for (var therapy : THERAPIES) {
            plan.put("plan" + therapy, true);
        }
        meetingHeld();
        review.complete("Task_RecordMdtOutcome", plan);
        assertThat(review.openTasks()).hasSize(THERAPIES.length);

        for (var therapy : THERAPIES) {
            assertThat(review.running()).contains("MultidisciplinaryReview");
            review.complete("Called_" + therapy, Map.of());
        }

        assertThat(review.running()).isEmpty();
    }

    @Test
    void a_plan_without_a_therapy_is_told_and_leaves_the_interval() {
        meetingHeld();
        review.complete("Task_RecordMdtOutcome", Map.of("planMetreleptin", false, "followUpMonths", 24));

        assertThat(review.running()).isEmpty();
        assertThat(review.last("followUpMonths")).isEqualTo(24);
        assertThat(beans.calls()).containsExactly("checked Task_RecordMdtOutcome", "plan agreed", "follow-up adjusted");
    }

    @Test
    void what_ran_before_a_referral_was_restored_goes_on_without_a_meeting_or_a_message() {
        review.start(
                "MultidisciplinaryReview",
                Map.of(
                        "reference",
                        Walk.REFERENCE,
                        "resumedTherapies",
                        "METRELEPTIN,DIETETIC_SUPPORT",
                        "securedFunding",
                        "METRELEPTIN:APPROVED"));

        assertThat(review.openTasks()).containsExactly("Called_DieteticSupport", "Called_Metreleptin");
        assertThat(review.variableAt("Called_Metreleptin", "securedFunding")).isEqualTo("METRELEPTIN:APPROVED");
        assertThat(beans.calls()).isEmpty();
    }

    @Test
    void where_nothing_ran_before_the_meeting_decides() {
        review.start("MultidisciplinaryReview", Map.of("reference", Walk.REFERENCE, "resumedTherapies", ""));

        assertThat(review.timers()).containsExactly("Event_MeetingDue");
    }
}
