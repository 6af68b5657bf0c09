package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.bpmn.decisions.Facts.unknown;
import static uk.nsirs.bpmn.decisions.RuleScenario.hits;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PumpFundingRouteTest {

    private static final Decisions DECISIONS = Decisions.of("PumpFundingRoute.dmn");

    /** Locked: whoever adds or removes a rule changes this number and the scenarios with it. */
    private static final int RULES = 6;

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rule_is_hit_and_gives_what_it_says(RuleScenario scenario) {
        scenario.check(DECISIONS, "PumpFundingRoute");
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        RuleScenario.checkThatEachRuleHasOne(DECISIONS, scenarios(), RULES);
    }

    @ParameterizedTest(name = "{0}, TA151 {1}: {2}")
    @CsvSource({
        "TYPE_1, true, NICE",
        "TYPE_1, false, INDIVIDUAL_FUNDING_REQUEST",
        "TYPE_1, , ASK",
        "OTHER, true, INDIVIDUAL_FUNDING_REQUEST",
        "OTHER, false, INDIVIDUAL_FUNDING_REQUEST",
        "OTHER, , INDIVIDUAL_FUNDING_REQUEST",
        ", true, ASK",
        ", false, INDIVIDUAL_FUNDING_REQUEST",
        ", , ASK"
    })
    void only_type_1_within_ta151_is_funded_by_nice_and_what_is_not_known_is_asked(
            String type, Boolean limbMet, String route) {
        var facts = unknown().with("diabetesType", type).with("ta151LimbMet", limbMet);

        assertThat(DECISIONS.result("PumpFundingRoute", facts)).containsEntry("fundingRoute", route);
    }

    /** The published case: 152 units a day, nine injections, HbA1c in target, frequent hypoglycaemia (THE-14, A-15). */
    @Test
    void lynne_needs_a_funding_request_though_her_hba1c_is_in_target() {
        var lynne = unknown()
                .with("lipodystrophy", "GENERALISED")
                .with("ageYears", 51)
                .with("diabetesType", "OTHER")
                .with("hba1c", 43)
                .with("insulinUnitsPerDay", 152);

        assertThat(DECISIONS.result("PumpFundingRoute", lynne))
                .containsEntry("fundingRoute", "INDIVIDUAL_FUNDING_REQUEST");
    }

    static List<RuleScenario> scenarios() {
        var type1 = unknown().with("diabetesType", "TYPE_1");
        var route = "fundingRoute";
        var request = "INDIVIDUAL_FUNDING_REQUEST";
        return List.of(
                hits("PumpNice", type1.with("ta151LimbMet", true), route, "NICE"),
                hits("PumpOutsideTa151", type1.with("ta151LimbMet", false), route, request),
                hits("PumpOtherType", unknown().with("diabetesType", "OTHER"), route, request),
                hits("PumpTypeUnknownOutside", unknown().with("ta151LimbMet", false), route, request),
                hits("PumpLimbUnknown", type1, route, "ASK"),
                hits("PumpTypeUnknown", unknown(), route, "ASK"),
                hits("PumpTypeUnknown", unknown().with("ta151LimbMet", true), route, "ASK"));
    }
}
