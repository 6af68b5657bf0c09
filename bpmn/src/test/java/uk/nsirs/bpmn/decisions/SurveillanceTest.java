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

class SurveillanceTest {

    private static final Decisions DECISIONS = Decisions.of("Surveillance.dmn");

    /** Locked: whoever adds or removes a rule changes this number and the scenarios with it. */
    private static final int RULES = 21;

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rule_is_hit_and_gives_what_it_says(RuleScenario scenario) {
        scenario.check(DECISIONS, "Surveillance");
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        RuleScenario.checkThatEachRuleHasOne(DECISIONS, scenarios(), RULES);
    }

    private static Map<String, Object> decide(Facts facts) {
        return DECISIONS.result("Surveillance", facts);
    }

    private static Facts phenotype(String phenotype) {
        return unknown().with("phenotype", phenotype);
    }

    private static Facts diagnosis(String diagnosis) {
        return unknown().with("diagnosis", diagnosis);
    }

    @Test
    void with_nothing_known_everything_is_watched_once_a_year() {
        assertThat(decide(unknown()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "surveillanceLipids", true,
                        "surveillanceLiver", true,
                        "surveillanceCardiac", true,
                        "surveillanceGlucose", true,
                        "surveillanceKidney", true,
                        "intervalMonths", 12));
    }

    @ParameterizedTest(name = "{0} {1}: lipids {2}, heart {3}")
    @CsvSource({
        ", LIPODYSTROPHY_GENERALISED, true, true",
        ", LIPODYSTROPHY_PARTIAL, true, false",
        ", RECEPTOROPATHY, false, false",
        ", TYPE_B, false, false",
        ", MIXED, true, true",
        ", RECONSIDER_PARTIAL, true, true",
        ", UNDETERMINED, true, true",
        "CONGENITAL_GENERALISED_LIPODYSTROPHY, , true, true",
        "PROGEROID_LIPODYSTROPHY, , true, true",
        "ACQUIRED_GENERALISED_LIPODYSTROPHY, LIPODYSTROPHY_GENERALISED, true, false",
        "FAMILIAL_PARTIAL_LIPODYSTROPHY_TYPE_1, , true, false",
        "FAMILIAL_PARTIAL_LIPODYSTROPHY_TYPE_2, , true, false",
        "FAMILIAL_PARTIAL_LIPODYSTROPHY_OTHER, , true, false",
        "ACQUIRED_PARTIAL_LIPODYSTROPHY, , true, false",
        "DONOHUE, , false, false",
        "RABSON_MENDENHALL, , false, false",
        "TYPE_A, UNDETERMINED, false, false",
        "TYPE_B, MIXED, false, false",
        "NO_PRECISE_CAUSE, LIPODYSTROPHY_PARTIAL, true, false",
        "NO_PRECISE_CAUSE, UNDETERMINED, true, true",
        "OTHER_MONOGENIC, , true, true",
        "COMMON_INSULIN_RESISTANCE, , true, true"
    })
    void the_confirmed_diagnosis_and_then_the_phenotype_say_what_is_watched(
            String diagnosis, String phenotype, boolean lipids, boolean heart) {
        var facts = unknown()
                .with("diagnosis", diagnosis)
                .with("phenotype", phenotype)
                .with("cardiacProgramme", false);

        assertThat(decide(facts))
                .containsEntry("surveillanceLipids", lipids)
                .containsEntry("surveillanceLiver", lipids)
                .containsEntry("surveillanceKidney", lipids)
                .containsEntry("surveillanceCardiac", heart)
                .containsEntry("surveillanceGlucose", true);
    }

    @ParameterizedTest(name = "programme {0}, cardiomyopathy {1}: {2}")
    @CsvSource({
        "true, true, true",
        "true, false, true",
        "true, , true",
        "false, true, true",
        "false, false, false",
        "false, , false",
        ", true, true",
        ", false, true",
        ", , true"
    })
    void the_programme_takes_in_every_lipodystrophy_and_without_it_an_indication_does(
            Boolean programme, Boolean cardiomyopathy, boolean watched) {
        var facts = phenotype("LIPODYSTROPHY_PARTIAL")
                .with("cardiacProgramme", programme)
                .with("cardiomyopathy", cardiomyopathy);

        assertThat(decide(facts)).containsEntry("surveillanceCardiac", watched);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RECEPTOROPATHY", "TYPE_B"})
    void the_programme_is_for_lipodystrophy_only(String phenotype) {
        assertThat(decide(phenotype(phenotype).with("cardiacProgramme", true).with("cardiomyopathy", true)))
                .containsEntry("surveillanceCardiac", false);
    }

    @ParameterizedTest(name = "{0}, planned {1}: {2}")
    @CsvSource({
        "LIPODYSTROPHY_PARTIAL, 1, 1",
        "LIPODYSTROPHY_PARTIAL, 12, 12",
        "LIPODYSTROPHY_PARTIAL, 13, 12",
        "LIPODYSTROPHY_GENERALISED, 24, 12",
        "UNDETERMINED, 24, 12",
        ", 24, 12",
        "RECEPTOROPATHY, 12, 12",
        "RECEPTOROPATHY, 13, 13",
        "TYPE_B, 24, 24",
        "TYPE_B, , 12",
        "LIPODYSTROPHY_PARTIAL, , 12"
    })
    void the_plan_sets_the_interval_and_lipodystrophy_is_seen_at_least_once_a_year(
            String phenotype, Integer planned, int months) {
        assertThat(decide(phenotype(phenotype).with("followUpMonths", planned)))
                .containsEntry("intervalMonths", months);
    }

    static List<RuleScenario> scenarios() {
        var heart = "surveillanceCardiac";
        var lipids = "surveillanceLipids";
        var months = "intervalMonths";
        var off = unknown().with("cardiacProgramme", false);
        return List.of(
                hits("GroupCongenitalOrProgeroid", off.with("diagnosis", "PROGEROID_LIPODYSTROPHY"), heart, true),
                hits(
                        "GroupLipodystrophy",
                        off.with("diagnosis", "FAMILIAL_PARTIAL_LIPODYSTROPHY_TYPE_2"),
                        heart,
                        false,
                        lipids,
                        true),
                hits("GroupReceptoropathy", diagnosis("TYPE_A"), lipids, false),
                hits("GroupTypeB", diagnosis("TYPE_B"), lipids, false),
                hits("GroupPhenotypeGeneralised", off.with("phenotype", "LIPODYSTROPHY_GENERALISED"), heart, true),
                hits("GroupPhenotypePartial", off.with("phenotype", "LIPODYSTROPHY_PARTIAL"), heart, false),
                hits("GroupPhenotypeReceptoropathy", phenotype("RECEPTOROPATHY"), lipids, false),
                hits("GroupPhenotypeTypeB", phenotype("TYPE_B"), lipids, false),
                hits("GroupOpen", unknown(), lipids, true),
                hits("HeartAnnual", off, heart, true),
                hits("HeartProgramme", phenotype("LIPODYSTROPHY_PARTIAL").with("cardiacProgramme", true), heart, true),
                hits("HeartProgramme", phenotype("LIPODYSTROPHY_PARTIAL"), heart, true),
                hits(
                        "HeartIndicated",
                        off.with("phenotype", "LIPODYSTROPHY_PARTIAL").with("cardiomyopathy", true),
                        heart,
                        true),
                hits("HeartNotIndicated", off.with("phenotype", "LIPODYSTROPHY_PARTIAL"), heart, false),
                hits("HeartNotLipodystrophy", phenotype("TYPE_B"), heart, false),
                hits("IntervalDefault", unknown(), months, 12),
                hits("IntervalPlanned", unknown().with("followUpMonths", 6), months, 6),
                hits("IntervalAnnual", unknown().with("followUpMonths", 18), months, 12),
                hits("IntervalLonger", phenotype("TYPE_B").with("followUpMonths", 18), months, 18),
                hits("SurveillanceLipodystrophy", phenotype("LIPODYSTROPHY_PARTIAL"), "surveillanceKidney", true),
                hits("SurveillanceReceptoropathy", phenotype("RECEPTOROPATHY"), "surveillanceGlucose", true),
                hits("SurveillanceTypeB", phenotype("TYPE_B"), "surveillanceGlucose", true));
    }
}
