package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** PHE-12: carriage is equal in men and women, so male sex must never lower anything; here sex changes nothing at all. */
class SexNeverMattersTest {

    private static final List<String> SEXES = List.of("FEMALE", "MALE", "INDETERMINATE", "NOT_KNOWN");

    private static final Map<String, List<Facts>> SCENARIOS = Map.ofEntries(
            Map.entry(
                    "ReferralCriteria",
                    ReferralCriteriaRulesTest.scenarios()
                            .map(each -> each.facts())
                            .toList()),
            Map.entry(
                    "TriagePriority",
                    TriagePriorityTest.urgent().map(each -> each.facts()).toList()),
            Map.entry("Phenotype", facts(PhenotypeRulesTest.scenarios())),
            Map.entry("Investigations", facts(InvestigationsTest.scenarios())),
            Map.entry("GenomicTest", facts(GenomicTestTest.scenarios())),
            Map.entry("MetreleptinEligibility", facts(MetreleptinEligibilityTest.scenarios())),
            Map.entry("PumpFundingRoute", facts(PumpFundingRouteTest.scenarios())),
            Map.entry("AppointmentMode", facts(AppointmentModeTest.scenarios())),
            Map.entry("PsychologyRoute", facts(PsychologyRouteTest.scenarios())),
            Map.entry("Surveillance", facts(SurveillanceTest.scenarios())),
            Map.entry(
                    "BmiAfterSurgery", List.of(Facts.unknown(), Facts.unknown().with("ageYears", 53))));

    private static List<Facts> facts(List<RuleScenario> scenarios) {
        return scenarios.stream().map(RuleScenario::facts).toList();
    }

    static List<String> decisions() throws Exception {
        return DecisionConventionsTest.names();
    }

    static Stream<Arguments> decisionsWithScenarios() throws Exception {
        return decisions().stream().map(name -> Arguments.of(name, SCENARIOS.get(name)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decisionsWithScenarios")
    void whatever_the_sex_every_rule_gives_the_same(String name, List<Facts> scenarios) {
        var decisions = Decisions.of(name + ".dmn");
        assertThat(scenarios).isNotEmpty();
        for (var facts : scenarios) {
            var expected = decisions.everything(name, facts);
            for (var sex : SEXES) {
                assertThat(decisions.everything(name, facts.with("sex", sex)))
                        .as("%s %s", sex, facts.values())
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void no_decision_reads_the_sex(String name) {
        assertThat(Decisions.of(name + ".dmn").text()).doesNotContain("facts.sex");
    }
}
