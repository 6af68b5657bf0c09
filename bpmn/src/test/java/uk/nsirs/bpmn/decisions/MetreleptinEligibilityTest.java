package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.bpmn.decisions.Facts.unknown;
import static uk.nsirs.bpmn.decisions.RuleScenario.hits;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MetreleptinEligibilityTest {

    private static final Decisions DECISIONS = Decisions.of("MetreleptinEligibility.dmn");

    /** Locked: whoever adds or removes a rule changes this number and the scenarios with it. */
    private static final int RULES = 35;

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rule_is_hit_and_gives_what_it_says(RuleScenario scenario) {
        scenario.check(DECISIONS, "MetreleptinEligibility");
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        RuleScenario.checkThatEachRuleHasOne(DECISIONS, scenarios(), RULES);
    }

    private static final String ROUTE = "metreleptinRoute";

    private static String route(Facts facts) {
        return (String) DECISIONS.result("MetreleptinEligibility", facts).get(ROUTE);
    }

    private static Facts generalised() {
        return unknown()
                .with("metreleptinBeforeHst14", false)
                .with("lipodystrophy", "GENERALISED")
                .with("ageYears", 51);
    }

    /** Partial lipodystrophy, everything known, every limb just short. */
    private static Facts partial() {
        return unknown()
                .with("metreleptinBeforeHst14", false)
                .with("lipodystrophy", "PARTIAL")
                .with("ageYears", 54)
                .with("standardTreatmentInadequate", true)
                .with("hba1c", 58)
                .with("triglyceridesMmolPerL", new BigDecimal("5.0"))
                .with("triglyceridesFasting", true);
    }

    @Test
    void karen_is_funded_by_her_triglycerides_where_her_hba1c_alone_would_not_do() {
        var karen = partial().with("hba1c", 46).with("triglyceridesMmolPerL", new BigDecimal("7.3"));

        assertThat(route(karen)).isEqualTo("NICE_FUNDED");
        assertThat(route(karen.with("triglyceridesFasting", false))).isEqualTo("MDT");
        assertThat(route(karen.with("triglyceridesFasting", null))).isEqualTo("MDT");
        assertThat(route(karen.with("standardTreatmentInadequate", false))).isEqualTo("MDT");
    }

    @Test
    void lynne_is_funded_by_her_generalised_lipodystrophy() {
        assertThat(route(generalised().with("hba1c", 43))).isEqualTo("NICE_FUNDED");
    }

    @ParameterizedTest(name = "generalised, {0} years: {1}")
    @CsvSource({"0, MDT", "1, MDT", "2, NICE_FUNDED", "3, NICE_FUNDED", ", MDT"})
    void generalised_lipodystrophy_counts_from_two_years(Integer age, String route) {
        assertThat(route(generalised().with("ageYears", age))).isEqualTo(route);
    }

    @ParameterizedTest(name = "partial, {0} years: {1}")
    @CsvSource({"11, MDT", "12, NICE_FUNDED", "13, NICE_FUNDED", ", MDT"})
    void partial_lipodystrophy_counts_from_twelve_years(Integer age, String route) {
        assertThat(route(partial().with("hba1c", 75).with("ageYears", age))).isEqualTo(route);
    }

    @ParameterizedTest(name = "HbA1c {0}{1}: {2}")
    @CsvSource({
        ", 57.9, MDT",
        ", 58, MDT",
        ", 58.1, NICE_FUNDED",
        ">, 58, NICE_FUNDED",
        ">, 57, MDT",
        "<, 58, MDT",
        "<, 59, MDT",
        ", , MDT"
    })
    void the_hba1c_limb_is_strict_and_honours_the_comparator(String comparator, BigDecimal hba1c, String route) {
        assertThat(route(partial().with("hba1c", hba1c).with("hba1cComparator", comparator)))
                .isEqualTo(route);
    }

    @ParameterizedTest(name = "fasting triglycerides {0}{1}: {2}")
    @CsvSource({
        ", 4.9, MDT",
        ", 5.0, MDT",
        ", 5.01, NICE_FUNDED",
        ">, 5.0, NICE_FUNDED",
        ">, 4.9, MDT",
        "<, 5.0, MDT",
        "<, 5.1, MDT",
        ", , MDT"
    })
    void the_triglyceride_limb_is_strict_and_honours_the_comparator(String comparator, BigDecimal level, String route) {
        var patient = partial().with("triglyceridesMmolPerL", level).with("triglyceridesComparator", comparator);

        assertThat(route(patient)).isEqualTo(route);
    }

    @Test
    void who_was_treated_before_the_guidance_continues_whatever_else_is_known_or_not() {
        for (var facts : List.of(
                unknown(),
                partial(),
                partial().with("ageYears", 3),
                generalised().with("ageYears", 1),
                unknown().with("lipodystrophy", "NOT_DIAGNOSED"),
                unknown().with("diagnosis", "TYPE_A"))) {
            assertThat(route(facts.with("metreleptinBeforeHst14", true))).isEqualTo("CONTINUE");
        }
    }

    @Test
    void an_exceptional_case_goes_to_a_funding_request_only_where_nothing_open_could_make_it_eligible() {
        var outside = partial().with("clinicallyExceptional", true);

        assertThat(route(outside)).isEqualTo("INDIVIDUAL_FUNDING_REQUEST");
        assertThat(route(outside.without("metreleptinBeforeHst14"))).isEqualTo("MDT");
        assertThat(route(outside.without("lipodystrophy"))).isEqualTo("MDT");
        assertThat(route(outside.without("hba1c"))).isEqualTo("MDT");
        assertThat(route(outside.without("triglyceridesFasting"))).isEqualTo("MDT");
        assertThat(route(outside.with("hba1c", 75).without("ageYears"))).isEqualTo("MDT");
        assertThat(route(outside.with("hba1c", 75).without("standardTreatmentInadequate")))
                .isEqualTo("MDT");
        assertThat(route(outside.without("ageYears"))).isEqualTo("INDIVIDUAL_FUNDING_REQUEST");
        assertThat(route(outside.with("clinicallyExceptional", false))).isEqualTo("MDT");
        assertThat(route(outside.without("clinicallyExceptional"))).isEqualTo("MDT");
    }

    @Test
    void an_exceptional_case_that_is_eligible_stays_funded() {
        assertThat(route(generalised().with("clinicallyExceptional", true))).isEqualTo("NICE_FUNDED");
    }

    @Test
    void no_leptin_level_changes_anything() {
        for (var leptin : List.of(0, 4, 80)) {
            assertThat(route(generalised().with("leptinUgPerL", leptin))).isEqualTo("NICE_FUNDED");
            assertThat(route(partial().with("leptinUgPerL", leptin))).isEqualTo("MDT");
        }
    }

    @Test
    void the_confirmed_diagnosis_decides_the_extent_before_what_was_referred() {
        var partialConfirmed = generalised().with("diagnosis", "FAMILIAL_PARTIAL_LIPODYSTROPHY_TYPE_2");

        assertThat(route(partialConfirmed)).isEqualTo("MDT");
        assertThat(route(partial().with("diagnosis", "ACQUIRED_GENERALISED_LIPODYSTROPHY")))
                .isEqualTo("NICE_FUNDED");
        assertThat(route(generalised().with("diagnosis", "NO_PRECISE_CAUSE"))).isEqualTo("NICE_FUNDED");
        assertThat(route(generalised().with("diagnosis", "PROGEROID_LIPODYSTROPHY")))
                .isEqualTo("NICE_FUNDED");
    }

    static List<RuleScenario> scenarios() {
        var exceptional = partial().with("clinicallyExceptional", true);
        return List.of(
                hits(
                        "ExtentDiagnosedGeneralised",
                        partial().with("diagnosis", "CONGENITAL_GENERALISED_LIPODYSTROPHY"),
                        ROUTE,
                        "NICE_FUNDED"),
                hits(
                        "ExtentDiagnosedPartial",
                        generalised().with("diagnosis", "FAMILIAL_PARTIAL_LIPODYSTROPHY_TYPE_1"),
                        ROUTE,
                        "MDT"),
                hits("ExtentDiagnosedOther", generalised().with("diagnosis", "TYPE_B"), ROUTE, "MDT"),
                hits("ExtentGeneralised", generalised(), ROUTE, "NICE_FUNDED"),
                hits("ExtentPartial", partial(), ROUTE, "MDT"),
                hits("ExtentNotDiagnosed", generalised().with("lipodystrophy", "NOT_DIAGNOSED"), ROUTE, "MDT"),
                hits("ExtentUnknown", generalised().without("lipodystrophy"), ROUTE, "MDT"),
                hits("ExtentUnknown", generalised().with("lipodystrophy", "SUSPECTED"), ROUTE, "MDT"),
                hits("Hba1cUnknown", partial().without("hba1c"), ROUTE, "MDT"),
                hits("Hba1cAbove", partial().with("hba1c", 59), ROUTE, "NICE_FUNDED"),
                hits("Hba1cAboveRange", partial().with("hba1cComparator", ">"), ROUTE, "NICE_FUNDED"),
                hits("Hba1cNotAbove", partial(), ROUTE, "MDT"),
                hits("Hba1cBelowHigherLimit", partial().with("hba1c", 60).with("hba1cComparator", "<"), ROUTE, "MDT"),
                hits("Hba1cAboveLowerLimit", partial().with("hba1c", 50).with("hba1cComparator", ">"), ROUTE, "MDT"),
                hits("TriglyceridesUnknown", partial().without("triglyceridesMmolPerL"), ROUTE, "MDT"),
                hits("TriglyceridesNotFasting", partial().without("triglyceridesFasting"), ROUTE, "MDT"),
                hits(
                        "TriglyceridesAbove",
                        partial().with("triglyceridesMmolPerL", new BigDecimal("5.1")),
                        ROUTE,
                        "NICE_FUNDED"),
                hits("TriglyceridesAboveRange", partial().with("triglyceridesComparator", ">"), ROUTE, "NICE_FUNDED"),
                hits("TriglyceridesNotAbove", partial(), ROUTE, "MDT"),
                hits(
                        "TriglyceridesBelowHigherLimit",
                        partial().with("triglyceridesMmolPerL", 6).with("triglyceridesComparator", "<"),
                        ROUTE,
                        "MDT"),
                hits(
                        "TriglyceridesAboveLowerLimit",
                        partial().with("triglyceridesMmolPerL", 4).with("triglyceridesComparator", ">"),
                        ROUTE,
                        "MDT"),
                hits("MetreleptinBefore", unknown().with("metreleptinBeforeHst14", true), ROUTE, "CONTINUE"),
                hits("MetreleptinGeneralised", generalised(), ROUTE, "NICE_FUNDED"),
                hits("MetreleptinPartialHba1c", partial().with("hba1c", 59), ROUTE, "NICE_FUNDED"),
                hits(
                        "MetreleptinPartialTriglycerides",
                        partial().with("triglyceridesMmolPerL", 6),
                        ROUTE,
                        "NICE_FUNDED"),
                hits("MetreleptinBeforeUnknown", exceptional.without("metreleptinBeforeHst14"), ROUTE, "MDT"),
                hits("MetreleptinExtentUnknown", exceptional.with("lipodystrophy", "SUSPECTED"), ROUTE, "MDT"),
                hits(
                        "MetreleptinAgeUnknown",
                        generalised().without("ageYears").with("clinicallyExceptional", true),
                        ROUTE,
                        "MDT"),
                hits("MetreleptinMayHba1c", exceptional.without("hba1c"), ROUTE, "MDT"),
                hits("MetreleptinMayTriglycerides", exceptional.without("triglyceridesFasting"), ROUTE, "MDT"),
                hits("MetreleptinExceptional", exceptional, ROUTE, "INDIVIDUAL_FUNDING_REQUEST"),
                hits("MetreleptinOutside", partial(), ROUTE, "MDT"),
                hits("MetreleptinContinue", generalised().with("metreleptinBeforeHst14", true), ROUTE, "CONTINUE"),
                hits("MetreleptinNiceFunded", generalised(), ROUTE, "NICE_FUNDED"),
                hits("MetreleptinFundingRequest", exceptional, ROUTE, "INDIVIDUAL_FUNDING_REQUEST"),
                hits("MetreleptinMdt", unknown(), ROUTE, "MDT"),
                hits("MetreleptinMdt", partial(), ROUTE, "MDT"));
    }
}
