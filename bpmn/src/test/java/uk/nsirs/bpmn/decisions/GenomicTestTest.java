package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.bpmn.decisions.Facts.unknown;
import static uk.nsirs.bpmn.decisions.RuleScenario.hits;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenomicTestTest {

    private static final Decisions DECISIONS = Decisions.of("GenomicTest.dmn");

    /** Locked: whoever adds or removes a rule changes this number and the scenarios with it. */
    private static final int RULES = 11;

    /** Invented codes: what a service configures is its own. */
    private static final Map<String, String> CONFIGURED = Map.of(
            "LIPODYSTROPHY", "X1",
            "INSULIN_RECEPTOR", "X2",
            "RELATIVE", "X3",
            "SEGREGATION", "X4",
            "REANALYSIS", "X5");

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rule_is_hit_and_gives_what_it_says(RuleScenario scenario) {
        scenario.check(DECISIONS, "GenomicTest");
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        RuleScenario.checkThatEachRuleHasOne(DECISIONS, scenarios(), RULES);
    }

    private static Facts index(String phenotype) {
        return unknown().with("testFor", "INDEX").with("phenotype", phenotype).with("configuredTestCodes", CONFIGURED);
    }

    @ParameterizedTest(name = "{0}, {1}, childhood onset {2}: {3}")
    @CsvSource({
        "INDEX, LIPODYSTROPHY_GENERALISED, true, R158.1",
        "INDEX, LIPODYSTROPHY_PARTIAL, true, R158.1",
        "INDEX, LIPODYSTROPHY_GENERALISED, false, X1",
        "INDEX, LIPODYSTROPHY_PARTIAL, false, X1",
        "INDEX, LIPODYSTROPHY_GENERALISED, , ",
        "INDEX, RECEPTOROPATHY, true, X2",
        "INDEX, RECEPTOROPATHY, , X2",
        "INDEX, TYPE_B, , X2",
        "INDEX, MIXED, true, ",
        "INDEX, RECONSIDER_PARTIAL, true, ",
        "INDEX, UNDETERMINED, true, ",
        "INDEX, , true, ",
        "RELATIVE, LIPODYSTROPHY_PARTIAL, true, X3",
        "SEGREGATION, , , X4",
        "REANALYSIS, LIPODYSTROPHY_PARTIAL, true, X5",
        "ANOTHER, LIPODYSTROPHY_PARTIAL, true, ",
        ", LIPODYSTROPHY_PARTIAL, true, "
    })
    void the_code_follows_whom_the_test_is_for_and_where_it_is_open_a_person_chooses(
            String testFor, String phenotype, Boolean childhoodOnset, String code) {
        var facts = index(phenotype).with("testFor", testFor).with("childhoodOnset", childhoodOnset);

        assertThat(DECISIONS.result("GenomicTest", facts)).containsEntry("testCode", code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INDEX", "RELATIVE", "SEGREGATION", "REANALYSIS"})
    void a_code_that_is_not_configured_is_never_invented(String testFor) {
        var facts = index("RECEPTOROPATHY").with("testFor", testFor);

        assertThat(DECISIONS.result("GenomicTest", facts.without("configuredTestCodes")))
                .containsEntry("testCode", null);
        assertThat(DECISIONS.result("GenomicTest", facts.with("configuredTestCodes", Map.of())))
                .containsEntry("testCode", null);
    }

    @ParameterizedTest
    @CsvSource({", 42", "84, 84", "14, 14"})
    void the_turnaround_is_42_days_unless_configured(Integer configured, int days) {
        var facts = index("RECEPTOROPATHY").with("configuredTurnaroundDays", configured);

        assertThat(DECISIONS.result("GenomicTest", facts)).containsEntry("turnaroundDays", days);
        assertThat(DECISIONS.result("GenomicTest", unknown().with("configuredTurnaroundDays", configured)))
                .containsEntry("turnaroundDays", days);
    }

    /** GEN-02: nothing found takes no test away. */
    @ParameterizedTest
    @ValueSource(strings = {"NONE_FOUND", "UNCERTAIN_SIGNIFICANCE", "SAMPLE_FAILED"})
    void an_earlier_result_without_a_cause_changes_nothing(String earlier) {
        var facts = index("LIPODYSTROPHY_PARTIAL").with("childhoodOnset", true);

        assertThat(DECISIONS.result("GenomicTest", facts.with("geneticResult", earlier)))
                .isEqualTo(DECISIONS.result("GenomicTest", facts));
    }

    static List<RuleScenario> scenarios() {
        var code = "testCode";
        var partial = index("LIPODYSTROPHY_PARTIAL");
        return List.of(
                hits("TurnaroundConfigured", unknown().with("configuredTurnaroundDays", 84), "turnaroundDays", 84),
                hits("TurnaroundDefault", unknown(), "turnaroundDays", 42),
                hits("TestChildhoodLipodystrophy", partial.with("childhoodOnset", true), code, "R158.1"),
                hits("TestLaterLipodystrophy", partial.with("childhoodOnset", false), code, "X1"),
                hits("TestOnsetUnknown", partial, code, null),
                hits("TestInsulinReceptor", index("RECEPTOROPATHY"), code, "X2"),
                hits("TestPhenotypeUnknown", index("MIXED"), code, null),
                hits("TestRelative", partial.with("testFor", "RELATIVE"), code, "X3"),
                hits("TestSegregation", partial.with("testFor", "SEGREGATION"), code, "X4"),
                hits("TestReanalysis", partial.with("testFor", "REANALYSIS"), code, "X5"),
                hits("TestForUnknown", partial.without("testFor"), code, null));
    }
}
