package uk.nsirs.bpmn.decisions;

import java.util.List;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;

/** What a decision file contains. */
final class DecisionRules {

    private DecisionRules() {}

    static List<String> idsOf(DmnModelInstance model) {
        return model.getModelElementsByType(Rule.class).stream()
                .map(Rule::getId)
                .toList();
    }
}
