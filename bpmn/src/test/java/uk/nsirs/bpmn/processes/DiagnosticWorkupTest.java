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

@Deployment(resources = {"processes/DiagnosticWorkup.bpmn", "decisions/Phenotype.dmn", "decisions/Investigations.dmn"})
class DiagnosticWorkupTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf(
            "DiagnosticWorkup",
            "Appointment",
            "LaboratoryPanel",
            "LiverMri",
            "CardiacBaseline",
            "GeneticTesting",
            "ReceptorAntibodyTesting",
            "FamilyTesting");

    private ServiceBeans beans;
    private Walk workup;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered();
        workup = new Walk(ENGINE.getProcessEngine());
        workup.standInFor(
                "Appointment",
                "LaboratoryPanel",
                "LiverMri",
                "CardiacBaseline",
                "GeneticTesting",
                "ReceptorAntibodyTesting",
                "FamilyTesting");
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private void started() {
        workup.start("DiagnosticWorkup", Map.of("reference", Walk.REFERENCE, "priority", "ROUTINE"));
    }

    private void startedWithNothingKnown() {
        started();
        done("Appointment", "LaboratoryPanel", "LiverMri", "CardiacBaseline", "ReceptorAntibodyTesting");
        workup.complete("Called_GeneticTesting", Map.of("geneticResult", "NONE_FOUND"));
    }

    private void done(String... called) {
        for (var process : called) {
            workup.complete("Called_" + process, Map.of());
        }
    }

    private void answered(String diagnosis, String furtherTesting) {
        workup.complete("Task_ConfirmDiagnosis", Map.of("diagnosis", diagnosis, "furtherTesting", furtherTesting));
    }

    @Test
    void while_nothing_is_known_everything_is_looked_for_side_by_side_with_the_first_visit() {
        started();

        assertThat(workup.openTasks())
                .containsExactly(
                        "Called_Appointment",
                        "Called_CardiacBaseline",
                        "Called_GeneticTesting",
                        "Called_LaboratoryPanel",
                        "Called_LiverMri",
                        "Called_ReceptorAntibodyTesting");
        assertThat(workup.variableAt("Called_Appointment", "appointmentType")).isEqualTo("NEW");
        assertThat(workup.variableAt("Called_GeneticTesting", "testFor")).isEqualTo("INDEX");
    }

    @Test
    void the_diagnosis_waits_for_every_result_and_the_first_visit() {
        started();
        done("LaboratoryPanel", "LiverMri", "CardiacBaseline", "GeneticTesting", "ReceptorAntibodyTesting");
        assertThat(workup.openTasks()).containsExactly("Called_Appointment");

        done("Appointment");

        assertThat(workup.openTasks()).containsExactly("Task_ConfirmDiagnosis");
    }

    @Test
    void suspected_type_b_is_tested_first_and_urgently_and_nothing_else_holds_it_up() {
        beans.knowing("syndrome", "TYPE_B");
        started();

        assertThat(workup.openTasks())
                .containsExactly("Called_Appointment", "Called_LaboratoryPanel", "Called_ReceptorAntibodyTesting");
        assertThat(workup.variableAt("Called_ReceptorAntibodyTesting", "priority"))
                .isEqualTo("URGENT");
    }

    @Test
    void lipodystrophy_is_looked_into_in_liver_heart_and_genes() {
        beans.knowing("lipodystrophy", "PARTIAL");
        started();

        assertThat(workup.openTasks())
                .containsExactly(
                        "Called_Appointment",
                        "Called_CardiacBaseline",
                        "Called_GeneticTesting",
                        "Called_LaboratoryPanel",
                        "Called_LiverMri");
        assertThat(workup.variableAt("Called_LiverMri", "priority")).isEqualTo("ROUTINE");
    }

    @Test
    void no_precise_cause_identified_is_a_diagnosis() {
        startedWithNothingKnown();
        answered("NO_PRECISE_CAUSE", "NONE");

        assertThat(workup.running()).isEmpty();
        assertThat(workup.last("diagnosis")).isEqualTo("NO_PRECISE_CAUSE");
        assertThat(workup.last("phenotype")).isEqualTo("UNDETERMINED");
        assertThat(workup.last("typeBConfirmed")).isEqualTo(false);
    }

    @Test
    void the_clinician_has_the_last_word_on_type_b() {
        startedWithNothingKnown();
        answered("TYPE_B", "NONE");

        assertThat(workup.last("typeBConfirmed")).isEqualTo(true);
    }

    @Test
    void a_negative_antibody_result_with_the_biochemistry_of_a_receptor_defect_leads_to_the_receptor_gene() {
        beans.knowing("syndrome", "TYPE_B")
                .knowing("adiponectinMgPerL", 18.2)
                .knowing("triglyceridesMmolPerL", 1.1)
                .knowing("triglyceridesUpperLimit", 1.7)
                .knowing("hdlMmolPerL", 1.6)
                .knowing("hdlLowerLimit", 1.0);
        started();
        done("Appointment", "LaboratoryPanel");
        workup.complete("Called_ReceptorAntibodyTesting", Map.of("antibodyResult", "NOT_DETECTED"));
        assertThat(workup.openTasks()).containsExactly("Called_GeneticTesting");
        assertThat(workup.variableAt("Called_GeneticTesting", "testFor")).isEqualTo("INDEX");

        workup.complete("Called_GeneticTesting", Map.of("geneticResult", "NOT_TESTED"));

        assertThat(workup.openTasks()).containsExactly("Task_ConfirmDiagnosis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INDEX", "RELATIVE", "SEGREGATION", "REANALYSIS"})
    void a_clinician_may_want_a_genetic_test_first(String testFor) {
        startedWithNothingKnown();
        answered("NO_PRECISE_CAUSE", testFor);
        assertThat(workup.variableAt("Called_GeneticTesting", "testFor")).isEqualTo(testFor);

        workup.complete("Called_GeneticTesting", Map.of("geneticResult", "PATHOGENIC", "gene", "INSR"));

        assertThat(workup.openTasks()).containsExactly("Task_ConfirmDiagnosis");
        assertThat(workup.variableAt("Task_ConfirmDiagnosis", "phenotype")).isEqualTo("RECEPTOROPATHY");
    }

    @Test
    void a_clinician_may_want_receptor_antibodies_or_relatives_looked_at_first() {
        startedWithNothingKnown();
        answered("NO_PRECISE_CAUSE", "RECEPTOR_ANTIBODY");
        workup.complete("Called_ReceptorAntibodyTesting", Map.of("antibodyResult", "HIGH"));
        assertThat(workup.variableAt("Task_ConfirmDiagnosis", "phenotype")).isEqualTo("TYPE_B");

        answered("TYPE_B", "FAMILY");
        assertThat(workup.openTasks()).containsExactly("Called_FamilyTesting");
        done("FamilyTesting");
        answered("TYPE_B", "NONE");

        assertThat(workup.running()).isEmpty();
    }

    @Test
    void a_corrected_result_opens_the_diagnosis_again_and_nothing_else() {
        workup.start("DiagnosticWorkup", Map.of("reference", Walk.REFERENCE, "confirmOnly", true));

        assertThat(workup.openTasks()).containsExactly("Task_ConfirmDiagnosis");
    }

    @Test
    @Deployment(resources = {"processes/DiagnosticWorkup.bpmn", "uk/nsirs/bpmn/processes/AnyWorkupDecisions.dmn"})
    void where_no_test_is_due_the_first_visit_is_enough() {
        started();
        done("Appointment");

        assertThat(workup.openTasks()).containsExactly("Task_ConfirmDiagnosis");
    }
}
