package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.bpmn.decisions.Facts.unknown;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhenotypeTest {

    private static final Decisions DECISIONS = Decisions.of("Phenotype.dmn");

    private static Map<String, Object> decide(Facts facts) {
        return DECISIONS.result("Phenotype", facts);
    }

    private static String phenotype(Facts facts) {
        return (String) decide(facts).get("phenotype");
    }

    private static Object suspected(Facts facts) {
        return decide(facts).get("typeBSuspected");
    }

    private static Object insr(Facts facts) {
        return decide(facts).get("insrGeneticsSuggested");
    }

    /** The laboratory's limits, invented: no public fact names them. */
    private static Facts limits() {
        return unknown().with("triglyceridesUpperLimit", 2).with("hdlLowerLimit", 1);
    }

    private static Facts normalLipids(Facts facts) {
        return facts.with("triglyceridesUpperLimit", 2)
                .with("hdlLowerLimit", 1)
                .with("triglyceridesMmolPerL", new BigDecimal("1.1"))
                .with("triglyceridesFasting", true)
                .with("hdlMmolPerL", new BigDecimal("1.6"));
    }

    private static Facts abnormalLipids(Facts facts) {
        return normalLipids(facts).with("triglyceridesMmolPerL", 9);
    }

    /** Adiponectin high, lipids normal: the biochemistry of any receptoropathy. */
    private static Facts receptorBiochemistry() {
        return normalLipids(unknown().with("adiponectinMgPerL", 12));
    }

    private static Facts commonBiochemistry() {
        return abnormalLipids(unknown().with("adiponectinMgPerL", 3));
    }

    /** Rapid onset, weight loss, and no other sign. */
    private static Facts rapidWithoutAnotherSign() {
        return commonBiochemistry()
                .with("rapidOnset", true)
                .with("weightLoss", true)
                .with("acanthosisNigricans", false)
                .with("hyperandrogenism", false)
                .with("systemicLupus", false)
                .with("weightKg", 80)
                .with("insulinUnitsPerDay", 100);
    }

    @Nested
    class PublishedCases {

        @Test
        void karen_and_barbara_have_partial_lipodystrophy() {
            assertThat(phenotype(unknown()
                            .with("lipodystrophy", "PARTIAL")
                            .with("gene", "LMNA")
                            .with("geneticResult", "PATHOGENIC")))
                    .isEqualTo("LIPODYSTROPHY_PARTIAL");
            assertThat(phenotype(unknown().with("lipodystrophy", "PARTIAL").with("insulinUnitsPerDay", 151)))
                    .isEqualTo("LIPODYSTROPHY_PARTIAL");
        }

        @Test
        void lynne_has_generalised_lipodystrophy() {
            assertThat(phenotype(unknown().with("lipodystrophy", "GENERALISED").with("pancreatitis", true)))
                    .isEqualTo("LIPODYSTROPHY_GENERALISED");
        }

        @Test
        void andrea_is_suspected_of_type_b_and_a_high_titre_says_so() {
            var andrea = unknown()
                    .with("syndrome", "NONE")
                    .with("lipodystrophy", "NOT_DIAGNOSED")
                    .with("acanthosisNigricans", true)
                    .with("hyperandrogenism", true)
                    .with("weightLoss", true)
                    .with("rapidOnset", true)
                    .with("insulinUnitsPerDay", 640);

            assertThat(decide(andrea))
                    .containsEntry("phenotype", "TYPE_B")
                    .containsEntry("typeBSuspected", true)
                    .containsEntry("suggestedPathway", "Suspected Type B: insulin receptor antibodies first, urgent");
            assertThat(decide(andrea.with("antibodyResult", "HIGH")))
                    .containsEntry("phenotype", "TYPE_B")
                    .containsEntry("typeBSuspected", true)
                    .containsEntry("insrGeneticsSuggested", false);
        }
    }

    @Nested
    class Boundaries {

        @ParameterizedTest(name = "adiponectin {0}{1} mg/L: {2}")
        @CsvSource({
            ", 7.01, RECEPTOROPATHY",
            ", 7, MIXED",
            ", 7.0, MIXED",
            ", 6.9, MIXED",
            ", 5, MIXED",
            ", 5.1, MIXED",
            ", 4.99, MIXED",
            ">, 7, RECEPTOROPATHY",
            ">, 6.9, UNDETERMINED",
            "<, 5.1, UNDETERMINED",
            "<, 8, UNDETERMINED",
            ", , UNDETERMINED"
        })
        void adiponectin_is_high_strictly_above_7(String comparator, BigDecimal level, String phenotype) {
            var facts = normalLipids(unknown())
                    .with("acanthosisNigricans", true)
                    .with("rapidOnset", false)
                    .with("adiponectinMgPerL", level)
                    .with("adiponectinComparator", comparator);

            assertThat(phenotype(facts)).isEqualTo(phenotype);
        }

        @ParameterizedTest(name = "adiponectin {0}{1} mg/L: {2}")
        @CsvSource({
            ", 4.99, RECONSIDER_PARTIAL",
            ", 5, MIXED",
            ", 5.0, MIXED",
            "<, 5, RECONSIDER_PARTIAL",
            "<, 1, RECONSIDER_PARTIAL",
            "<, 5.1, UNDETERMINED",
            ">, 4.9, UNDETERMINED",
            ", , UNDETERMINED"
        })
        void adiponectin_is_low_strictly_below_5(String comparator, BigDecimal level, String phenotype) {
            var facts = abnormalLipids(unknown())
                    .with("lipodystrophy", "NOT_DIAGNOSED")
                    .with("fattyLiver", true)
                    .with("adiponectinMgPerL", level)
                    .with("adiponectinComparator", comparator);

            assertThat(phenotype(facts)).isEqualTo(phenotype);
        }

        @ParameterizedTest(name = "{1} units a day at {0} kg: {2}")
        @CsvSource({
            "80, 240, false",
            "80, 240.1, true",
            "80, 239, false",
            "30, 91, true",
            ", 200.1, true",
            ", 200, ",
            ", 90, ",
            "80, , ",
            ", , "
        })
        void a_very_high_need_is_over_3_units_per_kilogram(Double weight, Double dose, Boolean expected) {
            var facts = rapidWithoutAnotherSign().with("weightKg", weight).with("insulinUnitsPerDay", dose);

            assertThat(suspected(facts)).isEqualTo(expected);
        }

        @ParameterizedTest(name = "triglycerides {0}{1}, fasting {2}, HDL {3}: {4}")
        @CsvSource({
            ", 2, true, 1, RECEPTOROPATHY",
            ", 1.9, , 1, RECEPTOROPATHY",
            ", 2.1, true, 1, MIXED",
            ", 2.1, false, 1, UNDETERMINED",
            ", 2.1, , 1, UNDETERMINED",
            "<, 2, true, 1, RECEPTOROPATHY",
            "<, 3, true, 1, UNDETERMINED",
            ">, 1, true, 1, UNDETERMINED",
            ">, 3, true, 1, MIXED",
            ", 2, true, 0.9, MIXED",
            ", 2, true, , UNDETERMINED",
            ", , true, 1, UNDETERMINED",
            ", , true, 0.9, MIXED",
            ", 2.1, false, 0.9, MIXED"
        })
        void lipids_are_normal_only_where_both_keep_the_limits_of_the_laboratory(
                String comparator, BigDecimal triglycerides, Boolean fasting, BigDecimal hdl, String phenotype) {
            var facts = limits().with("adiponectinMgPerL", 12)
                    .with("acanthosisNigricans", true)
                    .with("rapidOnset", false)
                    .with("triglyceridesMmolPerL", triglycerides)
                    .with("triglyceridesComparator", comparator)
                    .with("triglyceridesFasting", fasting)
                    .with("hdlMmolPerL", hdl);

            assertThat(phenotype(facts)).isEqualTo(phenotype);
        }

        @ParameterizedTest
        @ValueSource(strings = {"triglyceridesUpperLimit", "hdlLowerLimit"})
        void without_a_limit_of_the_laboratory_nothing_is_said_of_the_lipids(String limit) {
            var facts = receptorBiochemistry()
                    .with("acanthosisNigricans", true)
                    .with("rapidOnset", false)
                    .without(limit);

            assertThat(phenotype(facts)).isEqualTo("UNDETERMINED");
        }
    }

    @Nested
    class Unknowns {

        @Test
        void with_nothing_known_nothing_is_said() {
            var result = new HashMap<>(decide(unknown()));

            assertThat(result)
                    .containsEntry("phenotype", "UNDETERMINED")
                    .containsEntry("typeBSuspected", null)
                    .containsEntry("insrGeneticsSuggested", null);
        }

        @ParameterizedTest
        @ValueSource(strings = {"rapidOnset", "acanthosisNigricans"})
        void type_a_is_only_suggested_where_each_of_its_signs_is_known(String sign) {
            var typeA = receptorBiochemistry().with("acanthosisNigricans", true).with("rapidOnset", false);

            assertThat(phenotype(typeA)).isEqualTo("RECEPTOROPATHY");
            assertThat(phenotype(typeA.without(sign))).isEqualTo("MIXED");
        }

        @ParameterizedTest
        @ValueSource(strings = {"lipodystrophy", "fattyLiver", "adiponectinMgPerL", "hdlMmolPerL"})
        void partial_lipodystrophy_is_looked_for_again_only_where_each_sign_is_known(String sign) {
            var common =
                    commonBiochemistry().with("lipodystrophy", "NOT_DIAGNOSED").with("fattyLiver", true);

            assertThat(phenotype(common)).isEqualTo("RECONSIDER_PARTIAL");
            var raisedTriglycerides = sign.equals("hdlMmolPerL");
            assertThat(phenotype(common.without(sign)))
                    .isEqualTo(raisedTriglycerides ? "RECONSIDER_PARTIAL" : "UNDETERMINED");
            assertThat(phenotype(common.with("lipodystrophy", "SUSPECTED"))).isEqualTo("UNDETERMINED");
        }

        /**
         * Over the signs of Type B: what is said with something unknown is what every completion says; where the
         * completions differ, it is null.
         */
        @Test
        void type_b_is_suspected_or_not_exactly_where_no_answer_could_change_it() {
            var states = new ArrayList<Map<String, Object>>();
            states.add(new HashMap<>());
            for (var sign : SIGNS.entrySet()) {
                var more = new ArrayList<Map<String, Object>>();
                for (var state : states) {
                    for (var value : sign.getValue()) {
                        var next = new HashMap<>(state);
                        next.put(sign.getKey(), value);
                        more.add(next);
                    }
                }
                states.clear();
                states.addAll(more);
            }
            var answers = new HashMap<Map<String, Object>, Object>();
            for (var state : states) {
                answers.put(state, suspected(factsOf(state)));
            }

            for (var state : states) {
                var possible = new HashSet<Object>();
                complete(state, answers, possible);
                assertThat(answers.get(state))
                        .as("%s", state)
                        .isEqualTo(possible.size() == 1 ? possible.iterator().next() : null);
            }
            assertThat(states).hasSize(3 * 3 * 3 * 3 * 3 * 3 * 3);
            assertThat(new HashSet<>(answers.values())).containsExactlyInAnyOrder(true, false, null);
        }

        private static final Map<String, List<Object>> SIGNS = Map.of(
                "rapidOnset", answers(true, false),
                "weightLoss", answers(true, false),
                "acanthosisNigricans", answers(true, false),
                "hyperandrogenism", answers(true, false),
                "systemicLupus", answers(true, false),
                "insulinUnitsPerDay", answers(300, 100),
                "adiponectinMgPerL", answers(12, 3));

        private static List<Object> answers(Object yes, Object no) {
            var answers = new ArrayList<>();
            answers.add(null);
            answers.add(yes);
            answers.add(no);
            return answers;
        }

        private static Facts factsOf(Map<String, Object> state) {
            var facts = normalLipids(unknown()).with("weightKg", 80);
            for (var entry : state.entrySet()) {
                facts = facts.with(entry.getKey(), entry.getValue());
            }
            return facts;
        }

        private static void complete(
                Map<String, Object> state, Map<Map<String, Object>, Object> answers, Set<Object> possible) {
            for (var sign : SIGNS.keySet()) {
                if (state.get(sign) == null) {
                    for (var value : SIGNS.get(sign)) {
                        if (value != null) {
                            var next = new HashMap<>(state);
                            next.put(sign, value);
                            complete(next, answers, possible);
                        }
                    }
                    return;
                }
            }
            possible.add(answers.get(state));
        }
    }

    @Nested
    class Results {

        @ParameterizedTest
        @ValueSource(strings = {"NONE_FOUND", "UNCERTAIN_SIGNIFICANCE", "SAMPLE_FAILED"})
        void a_genetic_test_that_found_no_cause_changes_nothing(String result) {
            for (var facts : PhenotypeRulesTest.scenarios()) {
                var without = facts.facts().without("geneticResult", "gene");
                assertThat(decide(without.with("geneticResult", result))).isEqualTo(decide(without));
            }
        }

        @ParameterizedTest(name = "{0} of {1}: {2}")
        @CsvSource({
            "PATHOGENIC, INSR, RECEPTOROPATHY",
            "LIKELY_PATHOGENIC, INSR, RECEPTOROPATHY",
            "PATHOGENIC, LMNA, LIPODYSTROPHY_PARTIAL",
            "PATHOGENIC, PPARG, LIPODYSTROPHY_PARTIAL",
            "PATHOGENIC, PLIN1, LIPODYSTROPHY_PARTIAL",
            "PATHOGENIC, AGPAT2, LIPODYSTROPHY_GENERALISED",
            "PATHOGENIC, BSCL2, LIPODYSTROPHY_GENERALISED",
            "PATHOGENIC, CAV1, LIPODYSTROPHY_GENERALISED",
            "PATHOGENIC, PTRF, LIPODYSTROPHY_GENERALISED",
            "PATHOGENIC, CAVIN1, LIPODYSTROPHY_GENERALISED",
            "PATHOGENIC, ANOTHER, UNDETERMINED",
            "PATHOGENIC, , UNDETERMINED",
            ", LMNA, UNDETERMINED",
            "NONE_FOUND, INSR, UNDETERMINED"
        })
        void a_gene_speaks_where_a_cause_was_found(String result, String gene, String phenotype) {
            assertThat(phenotype(unknown().with("geneticResult", result).with("gene", gene)))
                    .isEqualTo(phenotype);
        }

        @Test
        void what_a_clinician_sees_of_fat_loss_stands_before_the_gene() {
            assertThat(phenotype(unknown()
                            .with("lipodystrophy", "PARTIAL")
                            .with("geneticResult", "PATHOGENIC")
                            .with("gene", "BSCL2")))
                    .isEqualTo("LIPODYSTROPHY_PARTIAL");
        }

        @ParameterizedTest(name = "antibodies {0}: Type B suspected {1}, INSR genetics {2}, {3}")
        @CsvSource({
            "HIGH, true, false, TYPE_B",
            "LOW, false, true, RECEPTOROPATHY",
            "NOT_DETECTED, false, true, RECEPTOROPATHY",
            "INDETERMINATE, true, , TYPE_B",
            "SAMPLE_REJECTED, true, , TYPE_B",
            ", true, , TYPE_B"
        })
        void what_the_laboratory_found_weighs_more_than_the_pattern(
                String antibodies, Boolean typeB, Boolean insrGenetics, String phenotype) {
            var pattern = receptorBiochemistry()
                    .with("rapidOnset", true)
                    .with("weightLoss", true)
                    .with("acanthosisNigricans", true)
                    .with("antibodyResult", antibodies);

            assertThat(suspected(pattern)).isEqualTo(typeB);
            assertThat(insr(pattern)).isEqualTo(insrGenetics);
            assertThat(phenotype(pattern)).isEqualTo(phenotype);
        }

        @Test
        void without_antibodies_the_receptor_gene_is_suggested_only_with_its_biochemistry() {
            var negative = receptorBiochemistry().with("antibodyResult", "NOT_DETECTED");

            assertThat(insr(negative)).isEqualTo(true);
            assertThat(insr(negative.without("adiponectinMgPerL"))).isNull();
            assertThat(insr(negative.without("hdlMmolPerL"))).isNull();
            assertThat(insr(commonBiochemistry()
                            .with("antibodyResult", "NOT_DETECTED")
                            .with("lipodystrophy", "PARTIAL")))
                    .isEqualTo(false);
        }

        /** The other analytes of the panel have no verified direction, leptin no cut-off (V-11). */
        @ParameterizedTest
        @ValueSource(strings = {"leptinUgPerL", "shbgNmolPerL", "igfbp1UgPerL", "fastingGlucoseMmolPerL"})
        void an_analyte_without_a_verified_direction_changes_nothing(String analyte) {
            for (var scenario : PhenotypeRulesTest.scenarios()) {
                for (var level : List.of(0, 500)) {
                    assertThat(decide(scenario.facts().with(analyte, level))).isEqualTo(decide(scenario.facts()));
                }
            }
        }
    }
}
