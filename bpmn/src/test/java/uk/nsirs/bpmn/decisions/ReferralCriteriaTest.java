package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.bpmn.decisions.Facts.adultWithNothing;
import static uk.nsirs.bpmn.decisions.Facts.sample;
import static uk.nsirs.bpmn.decisions.Facts.unknown;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferralCriteriaTest {

    private static final Decisions DECISIONS = Decisions.of("ReferralCriteria.dmn");

    private static Decisions.Criteria check(Facts facts) {
        return Decisions.criteria(DECISIONS.evaluate("ReferralCriteria", facts));
    }

    private static Facts unexplained() {
        return adultWithNothing().with("unexplainedSevereInsulinResistance", true);
    }

    @Nested
    class PublishedCases {

        @Test
        void karen_with_partial_lipodystrophy_meets_c2() {
            var karen = unknown()
                    .with("lipodystrophy", "PARTIAL")
                    .with("ageYears", 54)
                    .with("bmi", 21.5)
                    .with("hba1c", 64);

            meetsBy(karen, "C2");
        }

        @Test
        void lynne_with_generalised_lipodystrophy_on_insulin_meets_c2() {
            var lynne = unknown()
                    .with("lipodystrophy", "GENERALISED")
                    .with("ageYears", 51)
                    .with("bmi", 19.5)
                    .with("onExogenousInsulin", true)
                    .with("insulinUnitsPerDay", 152);

            meetsBy(lynne, "C2");
        }

        @Test
        void barbara_with_partial_lipodystrophy_on_insulin_meets_c2() {
            var barbara = unknown()
                    .with("lipodystrophy", "PARTIAL")
                    .with("ageYears", 53)
                    .with("bmi", 28)
                    .with("onExogenousInsulin", true)
                    .with("hba1c", 75);

            meetsBy(barbara, "C2");
        }

        @Test
        void andrea_with_acanthosis_and_no_fasting_insulin_meets_c3() {
            var andrea = unknown()
                    .with("syndrome", "NONE")
                    .with("lipodystrophy", "NOT_DIAGNOSED")
                    .with("unexplainedSevereInsulinResistance", true)
                    .with("obesityIsPrimaryCause", false)
                    .with("acanthosisNigricans", true)
                    .with("ageYears", 30)
                    .with("bmi", 22.84)
                    .with("onExogenousInsulin", true);

            meetsBy(andrea, "C3");
        }

        @Test
        void the_control_meets_c2_whatever_the_insulin_level_says() {
            meetsBy(adultWithNothing().with("lipodystrophy", "PARTIAL").fasting(107), "C2");
        }

        private void meetsBy(Facts patient, String criterion) {
            var answer = check(patient);

            assertThat(answer.recommendation()).isEqualTo("MEETS");
            assertThat(answer.results()).containsEntry(criterion, "MET");
            assertThat(answer.missing()).isEmpty();
            assertThat(answer.redirect()).isNull();
        }
    }

    @Nested
    class Boundaries {

        @ParameterizedTest(name = "fasting {0}{1} pmol/L: C3 {2}")
        @CsvSource({
            ",150,NOT_MET",
            ",150.01,MET",
            ",151,MET",
            "<,150,NOT_MET",
            "<,151,UNKNOWN",
            ">,149,UNKNOWN",
            ">,150,MET"
        })
        void fasting_insulin_is_judged_strictly_and_honours_the_comparator(
                String comparator, BigDecimal level, String c3) {
            assertThat(check(unexplained().fasting(comparator, level)).results())
                    .containsEntry("C3", c3);
        }

        @ParameterizedTest(name = "OGTT {0}{1} pmol/L: C3 {2}")
        @CsvSource({
            ",1500,NOT_MET",
            ",1500.01,MET",
            "<,1500,NOT_MET",
            "<,1501,UNKNOWN",
            ">,1000,UNKNOWN",
            ">,1499,UNKNOWN",
            ">,1500,MET"
        })
        void peak_insulin_is_judged_strictly_and_honours_the_comparator(
                String comparator, BigDecimal level, String c3) {
            var patient = unexplained()
                    .ogttSamples(List.of(sample(30, null, 900, null), sample(60, comparator, level, null)));

            assertThat(check(patient).results()).containsEntry("C3", c3);
        }

        @ParameterizedTest(name = "{0} years, BMI {1}, Z {2}: C3 {3}")
        @CsvSource({
            "18,29.99,,MET",
            "18,30,,NOT_MET",
            "18,30.01,,NOT_MET",
            "17,,3,MET",
            "17,,3.01,NOT_MET",
            "17,29,,UNKNOWN",
            "18,,2,UNKNOWN",
            "17,35,3,MET",
            "18,29,4,MET",
            ",29,2,UNKNOWN"
        })
        void the_bmi_rule_follows_the_age(Integer age, BigDecimal bmi, BigDecimal z, String c3) {
            var patient = unexplained()
                    .with("acanthosisNigricans", true)
                    .with("ageYears", age)
                    .with("bmi", bmi)
                    .with("bmiZScore", z);

            assertThat(check(patient).results()).containsEntry("C3", c3);
        }

        @ParameterizedTest(name = "{0} kg at 170 cm: C3 {1}")
        @CsvSource({"86.69,MET", "86.7,NOT_MET", "86.71,NOT_MET"})
        void the_bmi_comes_from_height_and_weight_where_it_is_absent(BigDecimal weight, String c3) {
            var patient = unexplained()
                    .without("bmi")
                    .with("acanthosisNigricans", true)
                    .with("heightCm", 170)
                    .with("weightKg", weight);

            assertThat(check(patient).results()).containsEntry("C3", c3);
        }

        @ParameterizedTest(name = "HbA1c {0}{1}: OGTT asked {2}")
        @CsvSource({",47,true", ",47.9,true", ",48,false", ">,48,false", "<,48,true"})
        void no_ogtt_is_asked_where_the_hba1c_shows_diabetes(String comparator, BigDecimal hba1c, boolean asked) {
            var answer = check(openInsulin().with("hba1c", hba1c).with("hba1cComparator", comparator));

            assertThat(answer.missing().containsKey("ogttInsulin")).isEqualTo(asked);
            assertThat(answer.missing()).containsKey("fastingInsulin");
        }

        @ParameterizedTest(name = "{0} years: OGTT asked {1}")
        @CsvSource({"0,false", "1,false", "2,true"})
        void no_ogtt_is_asked_under_two_years_of_age(int age, boolean asked) {
            var answer = check(openInsulin().with("ageYears", age).with("bmiZScore", 1));

            assertThat(answer.missing().containsKey("ogttInsulin")).isEqualTo(asked);
        }
    }

    @Nested
    class InsulinSamples {

        @Test
        void a_sample_taken_on_insulin_does_not_count() {
            assertThat(check(unexplained().with("onExogenousInsulin", true).fasting(900))
                            .results())
                    .containsEntry("C3", "UNKNOWN");
        }

        @Test
        void a_sample_taken_before_insulin_counts_though_the_patient_is_on_insulin_now() {
            var patient =
                    unexplained().with("onExogenousInsulin", true).with("fastingInsulin", sample(0, null, 900, false));

            assertThat(check(patient).results()).containsEntry("C3", "MET");
        }

        @Test
        void a_sample_taken_on_insulin_does_not_count_though_the_patient_is_off_insulin_now() {
            var patient = unexplained().with("fastingInsulin", sample(0, null, 900, true));

            assertThat(check(patient).results()).containsEntry("C3", "UNKNOWN");
        }

        @Test
        void where_it_is_not_known_whether_the_patient_is_on_insulin_that_is_asked() {
            var answer = check(unexplained().without("onExogenousInsulin").fasting(900));

            assertThat(answer.results()).containsEntry("C3", "UNKNOWN");
            assertThat(answer.missing()).containsKey("onExogenousInsulin");
        }

        @Test
        void the_0_minute_sample_counts_as_fasting_where_no_fasting_sample_is_given() {
            var series = List.of(sample(0, null, 151, null), sample(60, null, 900, null));

            assertThat(check(unexplained().without("fastingInsulin").ogttSamples(series))
                            .results())
                    .containsEntry("C3", "MET");
            assertThat(check(unexplained().fasting(150).ogttSamples(series)).results())
                    .containsEntry("C3", "NOT_MET");
        }

        @Test
        void one_unknown_sample_leaves_the_peak_unknown_and_one_above_settles_it() {
            var onInsulin = sample(30, null, 1800, true);

            assertThat(check(unexplained().ogttSamples(List.of(onInsulin, sample(60, null, 900, null))))
                            .results())
                    .containsEntry("C3", "UNKNOWN");
            assertThat(check(unexplained().ogttSamples(List.of(onInsulin, sample(60, null, 1501, null))))
                            .results())
                    .containsEntry("C3", "MET");
        }
    }

    @Nested
    class Recommendations {

        @Test
        void unexplained_and_caused_by_obesity_is_a_contradiction_for_a_clinician() {
            var answer = check(unexplained().with("acanthosisNigricans", true).with("obesityIsPrimaryCause", true));

            assertThat(answer.recommendation()).isEqualTo("NEEDS_REVIEW");
            assertThat(answer.ground()).isEqualTo(2);
            assertThat(answer.results()).containsEntry("C3", "MET");
        }

        @Test
        void lipodystrophy_meets_whatever_the_bmi_and_obesity() {
            var answer = check(adultWithNothing()
                    .with("lipodystrophy", "PARTIAL")
                    .with("bmi", 41)
                    .with("obesityIsPrimaryCause", true));

            assertThat(answer.recommendation()).isEqualTo("MEETS");
            assertThat(answer.redirect()).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"SUSPECTED", "TYPE_A", "TYPE_B", "OTHER_MONOGENIC"})
        void another_or_a_suspected_syndrome_is_reviewed(String syndrome) {
            assertThat(check(adultWithNothing().with("syndrome", syndrome)).recommendation())
                    .isEqualTo("NEEDS_REVIEW");
        }

        @ParameterizedTest
        @CsvSource({"true,OBESITY_SERVICES", ",OBESITY_SERVICES", "false,"})
        void a_high_bmi_is_redirected_unless_obesity_is_said_not_to_be_the_cause(Boolean obesity, String redirect) {
            var answer = check(adultWithNothing().with("bmi", 41).with("obesityIsPrimaryCause", obesity));

            assertThat(answer.recommendation()).isEqualTo("DOES_NOT_MEET");
            assertThat(answer.redirect()).isEqualTo(redirect);
        }

        @Test
        void a_criterion_not_met_is_not_redirected() {
            var answer = check(adultWithNothing());

            assertThat(answer.recommendation()).isEqualTo("DOES_NOT_MEET");
            assertThat(answer.redirect()).isNull();
            assertThat(answer.missing()).isEmpty();
        }

        @Test
        void a_high_bmi_with_severe_hyperinsulinaemia_is_reviewed() {
            assertThat(check(unexplained().with("bmi", 41).fasting(151)).recommendation())
                    .isEqualTo("NEEDS_REVIEW");
        }

        @Test
        void all_but_acanthosis_on_insulin_is_reviewed() {
            var answer = check(unexplained().with("onExogenousInsulin", true).without("fastingInsulin", "ogttInsulin"));

            assertThat(answer.recommendation()).isEqualTo("NEEDS_REVIEW");
            assertThat(answer.ground()).isEqualTo(10);
        }

        @Test
        void a_known_relative_is_reviewed() {
            assertThat(check(adultWithNothing().with("knownFamilyMember", true)).recommendation())
                    .isEqualTo("NEEDS_REVIEW");
        }

        @Test
        void nothing_known_at_all_asks_for_information() {
            var answer = check(unknown());

            assertThat(answer.recommendation()).isEqualTo("NEEDS_INFORMATION");
            assertThat(answer.results().values()).containsOnly("UNKNOWN");
            assertThat(answer.missing())
                    .containsOnlyKeys(
                            "syndrome",
                            "lipodystrophy",
                            "unexplainedSevereInsulinResistance",
                            "obesityIsPrimaryCause",
                            "acanthosisNigricans",
                            "onExogenousInsulin",
                            "fastingInsulin",
                            "ogttInsulin",
                            "bmi",
                            "bmiZScore",
                            "dateOfBirth");
        }
    }

    @Nested
    class WhatIsMissing {

        @Test
        void nobody_on_insulin_is_asked_for_an_insulin_level() {
            var answer = check(openInsulin().with("onExogenousInsulin", true));

            assertThat(answer.missing()).containsOnlyKeys("acanthosisNigricans");
        }

        @Test
        void no_ogtt_is_asked_where_diabetes_is_diagnosed() {
            assertThat(check(openInsulin().with("diabetesDiagnosed", true)).missing())
                    .containsOnlyKeys("acanthosisNigricans", "fastingInsulin");
        }

        @Test
        void several_routes_are_offered_as_any_one_is_enough() {
            var answer = check(openInsulin());

            assertThat(answer.missing()).containsOnlyKeys("acanthosisNigricans", "fastingInsulin", "ogttInsulin");
            assertThat(answer.missing().values())
                    .allSatisfy(why -> assertThat(why).contains("Any one is enough"));
        }

        @Test
        void what_cannot_be_had_is_not_asked_and_what_is_left_is_reviewed() {
            var partly = check(openInsulin().notAvailable("fastingInsulin", "ogttInsulin"));
            assertThat(partly.recommendation()).isEqualTo("NEEDS_INFORMATION");
            assertThat(partly.missing()).containsOnlyKeys("acanthosisNigricans");

            var wholly = check(openInsulin().notAvailable("fastingInsulin", "ogttInsulin", "acanthosisNigricans"));
            assertThat(wholly.recommendation()).isEqualTo("NEEDS_REVIEW");
            assertThat(wholly.missing()).isEmpty();
        }

        @Test
        void a_present_syndrome_needs_an_insulin_level() {
            var answer = check(adultWithNothing().with("syndrome", "DONOHUE").without("fastingInsulin", "ogttInsulin"));

            assertThat(answer.recommendation()).isEqualTo("NEEDS_INFORMATION");
            assertThat(answer.missing()).containsOnlyKeys("fastingInsulin", "ogttInsulin");
        }

        @Test
        void a_contradiction_that_no_answer_can_resolve_asks_nothing() {
            var answer = check(
                    unexplained().with("obesityIsPrimaryCause", true).without("bmi", "fastingInsulin", "ogttInsulin"));

            assertThat(answer.recommendation()).isEqualTo("NEEDS_REVIEW");
            assertThat(answer.missing()).isEmpty();
        }

        @Test
        void whether_the_patient_is_on_insulin_is_asked_where_it_would_rule_severe_hyperinsulinaemia_out() {
            var answer = check(adultWithNothing()
                    .without("onExogenousInsulin", "unexplainedSevereInsulinResistance")
                    .notAvailable("unexplainedSevereInsulinResistance", "fastingInsulin", "ogttInsulin"));

            assertThat(answer.missing()).containsOnlyKeys("onExogenousInsulin");
        }

        @Test
        void an_ogtt_is_asked_alone_where_its_0_minute_sample_stands_for_the_fasting_one() {
            var answer = check(adultWithNothing()
                    .without("unexplainedSevereInsulinResistance", "fastingInsulin", "ogttInsulin")
                    .notAvailable("unexplainedSevereInsulinResistance", "fastingInsulin"));

            assertThat(answer.missing()).containsOnlyKeys("ogttInsulin");
        }

        @Test
        void a_fasting_sample_that_cannot_be_compared_is_asked_again_with_the_cause() {
            var answer = check(unexplained().fasting(">", 100));

            assertThat(answer.missing().get("fastingInsulin")).contains("cannot be compared with 150 pmol/L");
        }
    }

    @Test
    void no_sentence_uses_a_word_people_should_not_read() {
        var texts = new ArrayList<String>();
        for (var file : List.of("ReferralCriteria.dmn", "TriagePriority.dmn")) {
            Decisions.of(file)
                    .model()
                    .getModelElementsByType(org.camunda.bpm.model.dmn.instance.OutputEntry.class)
                    .forEach(entry -> texts.add(entry.getText().getTextContent()));
        }

        assertThat(texts).isNotEmpty().allSatisfy(text -> assertThat(text)
                .doesNotContainPattern("(?i)declin|reject|\\bU/|deceased"));
    }

    private static Facts openInsulin() {
        return unexplained().without("acanthosisNigricans", "fastingInsulin", "ogttInsulin");
    }
}
