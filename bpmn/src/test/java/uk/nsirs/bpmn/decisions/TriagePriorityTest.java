package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.bpmn.decisions.Facts.unknown;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TriagePriorityTest {

    private static final Decisions DECISIONS = Decisions.of("TriagePriority.dmn");
    private static final int RULES = 7;

    @ParameterizedTest
    @MethodSource("urgent")
    void the_rule_alone_makes_it_urgent(Scenario scenario) {
        var result = DECISIONS.evaluate("TriagePriority", scenario.facts);

        assertThat(DECISIONS.hitRules()).containsExactly(scenario.rule);
        assertThat(result).containsEntry("priority", "URGENT");
        assertThat(codes(result)).containsExactly(scenario.code);
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        var rules = DecisionRules.idsOf(DECISIONS.model());

        assertThat(rules).hasSize(RULES);
        assertThat(urgent().map(Scenario::rule).distinct()).containsExactlyInAnyOrderElementsOf(rules);
    }

    @ParameterizedTest
    @MethodSource("routine")
    void just_short_of_every_rule_it_is_routine(Facts facts) {
        var result = DECISIONS.evaluate("TriagePriority", facts);

        assertThat(result).containsEntry("priority", "ROUTINE");
        assertThat(codes(result)).isEmpty();
    }

    @Test
    void a_routine_request_does_not_lower_what_the_rules_raise() {
        var result = DECISIONS.evaluate(
                "TriagePriority", unknown().with("referrerPriority", "ROUTINE").with("syndrome", "DONOHUE"));

        assertThat(result).containsEntry("priority", "URGENT");
    }

    private static Facts typeBPattern() {
        return unknown().with("rapidOnset", true).with("weightLoss", true);
    }

    static Stream<Scenario> urgent() {
        var heavy = typeBPattern().with("weightKg", 80);
        return Stream.of(
                new Scenario(
                        "Rule_ReferrerSaysUrgent",
                        unknown().with("referrerPriority", "URGENT"),
                        "REFERRER_SAYS_URGENT"),
                new Scenario("Rule_Syndrome", unknown().with("syndrome", "DONOHUE"), "SYNDROME"),
                new Scenario("Rule_Syndrome", unknown().with("syndrome", "RABSON_MENDENHALL"), "SYNDROME"),
                new Scenario("Rule_Syndrome", unknown().with("syndrome", "SUSPECTED"), "SYNDROME"),
                new Scenario("Rule_TypeB", unknown().with("syndrome", "TYPE_B"), "TYPE_B_DIAGNOSED"),
                new Scenario("Rule_UnderOneYear", unknown().with("ageYears", 0), "UNDER_ONE_YEAR"),
                new Scenario("Rule_TypeBDoseByWeight", heavy.with("insulinUnitsPerDay", 240.1), "TYPE_B_PATTERN"),
                new Scenario("Rule_TypeBDose", typeBPattern().with("insulinUnitsPerDay", 200.1), "TYPE_B_PATTERN"),
                new Scenario(
                        "Rule_TypeBDoseUnknown", typeBPattern().with("onExogenousInsulin", true), "TYPE_B_PATTERN"),
                new Scenario("Rule_TypeBDoseUnknown", heavy.with("onExogenousInsulin", true), "TYPE_B_PATTERN"));
    }

    static Stream<Facts> routine() {
        var large = unknown().with("insulinUnitsPerDay", 900);
        return Stream.of(
                unknown(),
                unknown().with("referrerPriority", "ROUTINE"),
                unknown().with("syndrome", "TYPE_A"),
                unknown().with("syndrome", "OTHER_MONOGENIC"),
                unknown().with("syndrome", "NONE"),
                unknown().with("ageYears", 1),
                large,
                large.with("rapidOnset", true),
                large.with("weightLoss", true),
                large.with("weightLoss", true).with("rapidOnset", false),
                typeBPattern(),
                typeBPattern().with("onExogenousInsulin", false),
                typeBPattern().with("insulinUnitsPerDay", 200),
                typeBPattern().with("weightKg", 80).with("insulinUnitsPerDay", 240));
    }

    @SuppressWarnings("unchecked")
    private static List<Object> codes(Map<String, Object> result) {
        return ((List<Map<String, Object>>) result.get("reasons"))
                .stream().map(reason -> reason.get("code")).toList();
    }

    record Scenario(String rule, Facts facts, String code) {
        @Override
        public String toString() {
            return rule + " " + facts.values();
        }
    }
}
