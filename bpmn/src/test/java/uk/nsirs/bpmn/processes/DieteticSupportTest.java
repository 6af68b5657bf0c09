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

@Deployment(resources = "processes/DieteticSupport.bpmn")
class DieteticSupportTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("DieteticSupport", "Appointment");

    private static final Map<String, Object> PLAN = Map.of("bmrKcalPerDay", 1480, "bmrEquation", "HENRY");

    private ServiceBeans beans;
    private Walk diet;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        diet = new Walk(ENGINE.getProcessEngine());
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void theDietIsPlanned() {
        diet.standInFor("Appointment");
        diet.start("DieteticSupport", Map.of());
        assertThat(diet.variableAt("Called_Appointment", "appointmentType")).isEqualTo("DIETITIAN");
        diet.complete("Called_Appointment", Map.of("attendance", "ATTENDED"));
        assertThat(diet.variableAt("Task_RecordDietPlan", "attendance")).isEqualTo("ATTENDED");
        diet.complete("Task_RecordDietPlan", PLAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESSFUL", "NOT_SUCCESSFUL"})
    void a_diet_is_judged_some_months_after_its_plan(String outcome) {
        theDietIsPlanned();
        assertThat(diet.openTasks()).isEmpty();
        assertThat(diet.timers()).containsExactly("Event_DietReviewDue");

        diet.timeComesFor("Event_DietReviewDue");
        diet.complete("Task_ReviewDiet", Map.of("dietOutcome", outcome));

        assertThat(diet.running()).isEmpty();
        assertThat(beans.calls())
                .containsExactly(
                        "checked Task_RecordDietPlan", "treatment started DIETETIC_SUPPORT", "checked Task_ReviewDiet");
    }

    @Test
    void a_diet_that_goes_on_is_reviewed_again_and_announced_once() {
        theDietIsPlanned();
        diet.timeComesFor("Event_DietReviewDue");
        diet.complete("Task_ReviewDiet", Map.of("dietOutcome", "CONTINUE"));
        diet.timeComesFor("Event_DietReviewDue");

        assertThat(diet.openTasks()).containsExactly("Task_ReviewDiet");
        assertThat(beans.calls()).containsOnlyOnce("treatment started DIETETIC_SUPPORT");
    }
}
