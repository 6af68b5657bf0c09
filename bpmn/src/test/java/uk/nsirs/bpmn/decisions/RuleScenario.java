package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A case that hits one rule, and what the decision then gives.
 *
 * @param rule id of the rule
 * @param expected some outputs of the decision by name; null is an output that is null
 */
record RuleScenario(String rule, Facts facts, Map<String, Object> expected) {

    static RuleScenario hits(String rule, Facts facts, Object... outputs) {
        var expected = new HashMap<String, Object>();
        for (int i = 0; i < outputs.length; i += 2) {
            expected.put((String) outputs[i], outputs[i + 1]);
        }
        return new RuleScenario("Rule_" + rule, facts, expected);
    }

    /** The rule is hit, and the outputs are as said. */
    void check(Decisions decisions, String decision) {
        var result = decisions.result(decision, facts);

        assertThat(decisions.hitRules()).contains(rule);
        assertThat(result).containsAllEntriesOf(expected);
    }

    /** Every rule of the file has a scenario, and there are so many rules. */
    static void checkThatEachRuleHasOne(Decisions decisions, List<RuleScenario> scenarios, int rules) {
        var ids = DecisionRules.idsOf(decisions.model());

        assertThat(ids).hasSize(rules);
        assertThat(scenarios.stream().map(RuleScenario::rule).distinct()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Override
    public String toString() {
        return rule + " " + facts.values();
    }
}
