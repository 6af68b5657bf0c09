package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a business rule task reaches the decisions: facts in by a transient parameter, the result out by a listener. */
class DecisionsInAProcessTest {

    private final RecordingCriteria criteria = new RecordingCriteria();
    private ProcessEngine engine;

    @BeforeEach
    void deployADecisionBetweenStartAndTask() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:decisions-in-a-process");
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setJobExecutorActivate(false);
        configuration.setProcessEngineName("decisions-in-a-process");
        configuration.setBeans(Map.of("criteria", criteria));
        engine = configuration.buildProcessEngine();
        var model = Bpmn.createExecutableProcess("ApplyCriteria")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .businessRuleTask("Task_ApplyCriteria")
                .camundaDecisionRef("ReferralCriteria")
                .camundaInputParameter("facts", "${criteria.facts(execution)}")
                .camundaExecutionListenerExpression("end", "${criteria.record(execution)}")
                .businessRuleTask("Task_Prioritise")
                .camundaDecisionRef("TriagePriority")
                .camundaInputParameter("facts", "${criteria.facts(execution)}")
                .camundaExecutionListenerExpression("end", "${criteria.record(execution)}")
                .userTask()
                .endEvent()
                .done();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("ApplyCriteria.bpmn", model)
                .addClasspathResource("decisions/ReferralCriteria.dmn")
                .addClasspathResource("decisions/TriagePriority.dmn")
                .deploy();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void the_listener_reads_the_result_and_no_copy_of_facts_or_result_is_kept_as_a_variable() {
        var instance = engine.getRuntimeService().startProcessInstanceByKey("ApplyCriteria");

        assertThat(criteria.results).hasSize(2);
        var answer = Decisions.criteria(criteria.results.get(0));
        assertThat(answer.recommendation()).isEqualTo("MEETS");
        assertThat(answer.results()).containsEntry("C2", "MET");
        assertThat(criteria.results.get(1)).containsEntry("priority", "URGENT");
        assertThat(engine.getRuntimeService().getVariables(instance.getId())).isEmpty();
        assertThat(engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .list())
                .isEmpty();
    }

    @Test
    void the_history_keeps_each_decision_with_inputs_and_outputs_that_can_be_read_again() {
        engine.getRuntimeService().startProcessInstanceByKey("ApplyCriteria");

        var decisions = engine.getHistoryService()
                .createHistoricDecisionInstanceQuery()
                .includeInputs()
                .includeOutputs()
                .list();

        assertThat(decisions)
                .extracting(decision -> decision.getDecisionDefinitionKey())
                .contains("ReferralCriteria", "SevereHyperinsulinaemia", "CriterionC2", "TriagePriority");
        assertThat(decisions)
                .filteredOn(decision -> decision.getDecisionDefinitionKey().equals("ReferralCriteria"))
                .singleElement()
                .satisfies(decision ->
                        assertThat(decision.getOutputs().get(0).getValue()).isInstanceOf(Map.class));
    }

    @Test
    void a_process_variable_named_like_a_field_does_not_reach_the_decision() {
        engine.getRuntimeService()
                .startProcessInstanceByKey(
                        "ApplyCriteria",
                        Variables.createVariables()
                                .putValue("missing", "bmi")
                                .putValue("recommendation", "NEEDS_REVIEW")
                                .putValue("redirect", "OBESITY_SERVICES")
                                .putValue("priority", "ROUTINE"));

        var answer = Decisions.criteria(criteria.results.get(0));
        assertThat(answer.recommendation()).isEqualTo("MEETS");
        assertThat(answer.redirect()).isNull();
        assertThat(answer.missing()).isEmpty();
    }

    /** Stands for triage's bean. */
    public static final class RecordingCriteria {

        private final List<Map<String, Object>> results = new ArrayList<>();

        /** The facts, transient so that nothing is stored. */
        public Object facts(DelegateExecution execution) {
            var facts = Facts.unknown().with("lipodystrophy", "PARTIAL").with("referrerPriority", "URGENT");
            return Variables.objectValue(new HashMap<>(facts.values()), true).create();
        }

        /** Reads what the engine left for listeners. */
        public void record(DelegateExecution execution) {
            Map<String, Object> result = ((DmnDecisionResult) execution.getVariable("decisionResult")).getSingleEntry();
            results.add(result);
        }
    }
}
