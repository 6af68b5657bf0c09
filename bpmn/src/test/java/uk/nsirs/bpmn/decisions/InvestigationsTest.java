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

class InvestigationsTest {

    private static final Decisions DECISIONS = Decisions.of("Investigations.dmn");

    /** Locked: whoever adds or removes a rule changes this number and the scenarios with it. */
    private static final int RULES = 17;

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rule_is_hit_and_gives_what_it_says(RuleScenario scenario) {
        scenario.check(DECISIONS, "Investigations");
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        RuleScenario.checkThatEachRuleHasOne(DECISIONS, scenarios(), RULES);
    }

    private static Map<String, Object> decide(Facts facts) {
        return DECISIONS.result("Investigations", facts);
    }

    private static Facts phenotype(String phenotype) {
        return unknown().with("phenotype", phenotype);
    }

    @ParameterizedTest(name = "{0}: liver {1}, heart {2}, genetics {3}, antibodies {4}, urgent {5}")
    @CsvSource({
        "LIPODYSTROPHY_GENERALISED, true, true, true, false, false",
        "LIPODYSTROPHY_PARTIAL, true, true, true, false, false",
        "RECEPTOROPATHY, false, false, true, false, false",
        "TYPE_B, false, false, false, true, true",
        "MIXED, true, true, true, true, false",
        "RECONSIDER_PARTIAL, true, true, false, false, false",
        "UNDETERMINED, true, true, true, true, false",
        ", true, true, true, true, false"
    })
    void the_phenotype_alone_says_what_is_due(
            String phenotype, boolean liver, boolean heart, boolean genetics, boolean antibodies, boolean urgent) {
        assertThat(decide(phenotype(phenotype)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "laboratoryPanel", true,
                        "liverMri", liver,
                        "cardiacBaseline", heart,
                        "geneticTesting", genetics,
                        "receptorAntibodyTesting", antibodies,
                        "urgentInvestigations", urgent));
    }

    @ParameterizedTest(name = "antibodies {0}: due {1}")
    @CsvSource({
        "HIGH, false",
        "LOW, false",
        "NOT_DETECTED, false",
        "INDETERMINATE, true",
        "SAMPLE_REJECTED, true",
        ", true"
    })
    void antibodies_are_looked_for_until_the_laboratory_has_a_clear_result(String result, boolean due) {
        for (var phenotype : new String[] {"TYPE_B", "MIXED", "UNDETERMINED", null}) {
            assertThat(decide(phenotype(phenotype).with("antibodyResult", result)))
                    .containsEntry("receptorAntibodyTesting", due);
        }
    }

    @ParameterizedTest(name = "genetic result {0}: due {1}")
    @CsvSource({
        "PATHOGENIC, false",
        "LIKELY_PATHOGENIC, false",
        "UNCERTAIN_SIGNIFICANCE, true",
        "NONE_FOUND, true",
        "SAMPLE_FAILED, true",
        ", true"
    })
    void a_genetic_test_that_found_no_cause_never_takes_genetics_away(String result, boolean due) {
        for (var phenotype : List.of("LIPODYSTROPHY_PARTIAL", "RECEPTOROPATHY", "MIXED", "UNDETERMINED")) {
            assertThat(decide(phenotype(phenotype).with("geneticResult", result)))
                    .containsEntry("geneticTesting", due);
        }
    }

    @ParameterizedTest(name = "rapid onset {0}, weight loss {1}, lupus {2}: antibodies {3}, urgent {4}")
    @CsvSource({
        "true, true, false, true, true",
        "true, , false, true, true",
        "true, false, true, true, true",
        "true, false, , true, false",
        "true, false, false, false, false",
        ", true, false, true, false",
        ", , , true, false",
        ", false, false, false, false",
        "false, true, true, false, false",
        "false, , , false, false"
    })
    void where_the_phenotype_is_open_antibodies_are_due_unless_type_b_is_excluded(
            Boolean rapidOnset, Boolean weightLoss, Boolean lupus, boolean antibodies, boolean urgent) {
        var facts = phenotype("UNDETERMINED")
                .with("rapidOnset", rapidOnset)
                .with("weightLoss", weightLoss)
                .with("systemicLupus", lupus);

        assertThat(decide(facts))
                .containsEntry("receptorAntibodyTesting", antibodies)
                .containsEntry("urgentInvestigations", urgent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DONOHUE", "RABSON_MENDENHALL", "SUSPECTED"})
    void the_syndromes_of_childhood_are_urgent(String syndrome) {
        assertThat(decide(phenotype("RECEPTOROPATHY").with("syndrome", syndrome)))
                .containsEntry("urgentInvestigations", true);
    }

    @ParameterizedTest(name = "{0} years: urgent {1}")
    @CsvSource({"0, true", "1, false", ", false"})
    void under_one_year_of_age_is_urgent(Integer age, boolean urgent) {
        assertThat(decide(phenotype("LIPODYSTROPHY_GENERALISED").with("ageYears", age)))
                .containsEntry("urgentInvestigations", urgent);
    }

    @Test
    void where_the_cause_is_found_in_the_receptor_gene_the_panel_alone_is_due() {
        var found = phenotype("RECEPTOROPATHY").with("geneticResult", "PATHOGENIC");

        assertThat(decide(found))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "laboratoryPanel", true,
                        "liverMri", false,
                        "cardiacBaseline", false,
                        "geneticTesting", false,
                        "receptorAntibodyTesting", false,
                        "urgentInvestigations", false));
    }

    static List<RuleScenario> scenarios() {
        var liver = "liverMri";
        var heart = "cardiacBaseline";
        var antibodies = "receptorAntibodyTesting";
        var urgent = "urgentInvestigations";
        var receptoropathy = phenotype("RECEPTOROPATHY");
        var slow = phenotype("UNDETERMINED").with("weightLoss", false).with("systemicLupus", false);
        return List.of(
                hits("DuePanel", receptoropathy, "laboratoryPanel", true),
                hits("DueLiver", phenotype("LIPODYSTROPHY_PARTIAL"), liver, true),
                hits("DueLiverKnown", receptoropathy.with("fattyLiver", true), liver, true),
                hits("DueLiverSuspected", receptoropathy.with("lipodystrophy", "SUSPECTED"), liver, true),
                hits("DueHeart", unknown(), heart, true),
                hits("DueHeartKnown", receptoropathy.with("cardiomyopathy", true), heart, true),
                hits("DueHeartSuspected", receptoropathy.with("lipodystrophy", "SUSPECTED"), heart, true),
                hits("DueGenetics", receptoropathy, "geneticTesting", true),
                hits("DueAntibodies", phenotype("TYPE_B"), antibodies, true),
                hits("DueAntibodiesOpen", slow.with("weightLoss", true), antibodies, true),
                hits("DueAntibodiesOpenLupus", slow.with("systemicLupus", true), antibodies, true),
                hits("DueUrgentTypeB", phenotype("TYPE_B"), urgent, true),
                hits("DueUrgentSyndrome", receptoropathy.with("syndrome", "DONOHUE"), urgent, true),
                hits("DueUrgentInfant", receptoropathy.with("ageYears", 0), urgent, true),
                hits("DueUrgentOnset", slow.with("rapidOnset", true).with("weightLoss", true), urgent, true),
                hits("DueUrgentLupus", slow.with("rapidOnset", true).with("systemicLupus", true), urgent, true),
                hits("Investigations", unknown(), "laboratoryPanel", true));
    }
}
