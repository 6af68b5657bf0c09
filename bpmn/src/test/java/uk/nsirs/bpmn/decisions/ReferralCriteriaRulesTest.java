package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.bpmn.decisions.Facts.adultWithNothing;
import static uk.nsirs.bpmn.decisions.Facts.sample;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One scenario for each rule of {@code ReferralCriteria.dmn}; a rule without one fails the build. */
class ReferralCriteriaRulesTest {

    private static final Decisions DECISIONS = Decisions.of("ReferralCriteria.dmn");

    /** Locked: whoever adds or removes a rule changes this number and the scenarios with it. */
    private static final int RULES = 95;

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rule_is_hit_and_gives_what_it_says(Scenario scenario) {
        var result = DECISIONS.evaluate("ReferralCriteria", scenario.facts);

        assertThat(DECISIONS.hitRules()).contains(scenario.rule);
        if (scenario.output != null) {
            assertThat(DECISIONS.outputs()).containsEntry(scenario.output, scenario.value);
        }
        if (scenario.rule.startsWith("Rule_Ground")) {
            assertThat(Decisions.criteria(result).ground()).isEqualTo(scenario.value);
        }
        if (scenario.rule.startsWith("Rule_Missing")) {
            assertThat(Decisions.criteria(result).missing()).containsKey((String) scenario.value);
        }
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        var rules = DecisionRules.idsOf(DECISIONS.model());

        assertThat(rules).hasSize(RULES);
        assertThat(scenarios().map(Scenario::rule)).containsExactlyInAnyOrderElementsOf(rules);
    }

    record Scenario(String rule, Facts facts, String output, Object value) {
        @Override
        public String toString() {
            return rule;
        }
    }

    private static Scenario of(String rule, Facts facts, String output, Object value) {
        return new Scenario("Rule_" + rule, facts, output, value);
    }

    private static Scenario reason(String rule, Facts facts) {
        return new Scenario("Rule_" + rule, facts, null, null);
    }

    private static Scenario ground(String rule, Facts facts, int ground) {
        return new Scenario("Rule_" + rule, facts, null, ground);
    }

    private static Scenario missing(String rule, Facts facts, String field) {
        return new Scenario("Rule_" + rule, facts, null, field);
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                        samples(),
                        hyperinsulinaemia(),
                        bmi(),
                        firstCriteria(),
                        thirdCriterion(),
                        grounds(),
                        missing(),
                        outcomes())
                .flatMap(List::stream);
    }

    private static Facts insulinUnknown() {
        return adultWithNothing().without("fastingInsulin", "ogttInsulin");
    }

    private static List<Scenario> samples() {
        var nothing = adultWithNothing();
        var notSaid = nothing.without("onExogenousInsulin");
        return List.of(
                of("FastingNotGiven", nothing.without("fastingInsulin"), "fasting", "UNKNOWN"),
                of("FastingOnInsulin", nothing.with("onExogenousInsulin", true), "fasting", "UNKNOWN"),
                of("FastingAbove", nothing.fasting(151), "fasting", "ABOVE"),
                of("FastingAboveRange", nothing.fasting(">", 150), "fasting", "ABOVE"),
                of("FastingNotAbove", nothing.fasting(150), "fasting", "NOT_ABOVE"),
                of("FastingBelowHigherLimit", nothing.fasting("<", 151), "fasting", "UNKNOWN"),
                of("FastingAboveLowerLimit", nothing.fasting(">", 149), "fasting", "UNKNOWN"),
                of("FastingAboveIfOff", notSaid.fasting(151), "fasting", "ABOVE_IF_OFF_INSULIN"),
                of("FastingAboveRangeIfOff", notSaid.fasting(">", 150), "fasting", "ABOVE_IF_OFF_INSULIN"),
                of("FastingNotAboveIfOff", notSaid.fasting(150), "fasting", "NOT_ABOVE_IF_OFF_INSULIN"));
    }

    private static List<Scenario> hyperinsulinaemia() {
        var nothing = adultWithNothing();
        return List.of(
                of("HyperinsulinaemiaFasting", nothing.fasting(151), "hyperinsulinaemia", "YES"),
                of("HyperinsulinaemiaOgtt", nothing.ogtt(1501), "hyperinsulinaemia", "YES"),
                of("HyperinsulinaemiaNeither", nothing, "hyperinsulinaemia", "NO"),
                of("HyperinsulinaemiaPeakUnknown", nothing.without("ogttInsulin"), "hyperinsulinaemia", "UNKNOWN"),
                of(
                        "HyperinsulinaemiaFastingUnknown",
                        nothing.without("fastingInsulin"),
                        "hyperinsulinaemia",
                        "UNKNOWN"),
                of("HyperinsulinaemiaUnknown", insulinUnknown(), "hyperinsulinaemia", "UNKNOWN"),
                of(
                        "HyperinsulinaemiaOnInsulin",
                        nothing.with("onExogenousInsulin", true),
                        "hyperinsulinaemia",
                        "UNKNOWN"));
    }

    private static List<Scenario> bmi() {
        var nothing = adultWithNothing();
        var child = nothing.with("ageYears", 17);
        return List.of(
                of("BmiAgeUnknown", nothing.without("ageYears"), "bmiLimb", "UNKNOWN"),
                of("BmiChildUnknown", child, "bmiLimb", "UNKNOWN"),
                of("BmiChildWithin", child.with("bmiZScore", 3), "bmiLimb", "YES"),
                of("BmiChildAbove", child.with("bmiZScore", 3.01), "bmiLimb", "NO"),
                of("BmiAdultUnknown", nothing.without("bmi"), "bmiLimb", "UNKNOWN"),
                of("BmiAdultWithin", nothing.with("bmi", 29.99), "bmiLimb", "YES"),
                of("BmiAdultAbove", nothing.with("bmi", 30), "bmiLimb", "NO"),
                of("ExcludedPrimaryCause", nothing.with("obesityIsPrimaryCause", true), "excluded", true),
                of(
                        "ExcludedBmi",
                        nothing.without("obesityIsPrimaryCause").with("bmi", 30),
                        "excludedTo",
                        "OBESITY_SERVICES"),
                of("ExcludedBmiNotObesity", nothing.with("bmi", 30), "excludedTo", null),
                of("NotExcluded", nothing, "excluded", false));
    }

    private static List<Scenario> firstCriteria() {
        var donohue = adultWithNothing().with("syndrome", "DONOHUE");
        var nothing = adultWithNothing();
        return List.of(
                of("C1Met", donohue.fasting(151), "c1", "MET"),
                of("C1NotHyperinsulinaemic", donohue, "c1", "NOT_MET"),
                of(
                        "C1HyperinsulinaemiaUnknown",
                        donohue.with("syndrome", "RABSON_MENDENHALL").without("ogttInsulin"),
                        "c1",
                        "UNKNOWN"),
                of("C1None", nothing, "c1", "NOT_MET"),
                of("C1Other", nothing.with("syndrome", "TYPE_A").fasting(151), "c1", "NOT_MET"),
                of("C1Suspected", nothing.with("syndrome", "SUSPECTED"), "c1", "UNKNOWN"),
                of("C1NotGiven", nothing.without("syndrome"), "c1", "UNKNOWN"),
                of("C2Generalised", nothing.with("lipodystrophy", "GENERALISED"), "c2", "MET"),
                of("C2Partial", nothing.with("lipodystrophy", "PARTIAL"), "c2", "MET"),
                of("C2NotDiagnosed", nothing, "c2", "NOT_MET"),
                of("C2Suspected", nothing.with("lipodystrophy", "SUSPECTED"), "c2", "UNKNOWN"),
                of("C2NotGiven", nothing.without("lipodystrophy"), "c2", "UNKNOWN"));
    }

    private static List<Scenario> thirdCriterion() {
        var nothing = adultWithNothing();
        var unexplained = nothing.with("unexplainedSevereInsulinResistance", true);
        var notSaid = nothing.without("unexplainedSevereInsulinResistance");
        return List.of(
                of("C3MetAcanthosis", unexplained.with("acanthosisNigricans", true), "c3", "MET"),
                of("C3MetHyperinsulinaemia", unexplained.fasting(151), "c3", "MET"),
                of("C3Explained", nothing.with("acanthosisNigricans", true), "c3", "NOT_MET"),
                of("C3BmiAbove", unexplained.with("acanthosisNigricans", true).with("bmi", 30), "c3", "NOT_MET"),
                of("C3NoSign", unexplained, "c3", "NOT_MET"),
                of("C3UnexplainedUnknown", notSaid.with("acanthosisNigricans", true), "c3", "UNKNOWN"),
                of("C3UnexplainedUnknownNoAcanthosis", notSaid.fasting(151), "c3", "UNKNOWN"),
                of("C3BmiUnknown", unexplained.without("bmi", "acanthosisNigricans"), "c3", "UNKNOWN"),
                of("C3BmiUnknownNoAcanthosis", unexplained.without("bmi", "ogttInsulin"), "c3", "UNKNOWN"),
                of("C3AcanthosisUnknown", unexplained.without("acanthosisNigricans"), "c3", "UNKNOWN"),
                of("C3HyperinsulinaemiaUnknown", unexplained.without("ogttInsulin"), "c3", "UNKNOWN"),
                reason("ReasonUnexplained", unexplained),
                reason("ReasonExplained", nothing),
                reason("ReasonUnexplainedUnknown", notSaid),
                reason("ReasonBmi", nothing),
                reason("ReasonAcanthosis", nothing.with("acanthosisNigricans", true)),
                reason("ReasonNoAcanthosis", nothing),
                reason("ReasonAcanthosisUnknown", nothing.without("acanthosisNigricans")),
                reason("ReasonHyperinsulinaemia", nothing));
    }

    private static List<Scenario> grounds() {
        var nothing = adultWithNothing();
        var unexplained = nothing.with("unexplainedSevereInsulinResistance", true);
        return List.of(
                ground("GroundC1", nothing.with("syndrome", "DONOHUE").fasting(151), 1),
                ground("GroundC2", nothing.with("lipodystrophy", "PARTIAL"), 1),
                ground("GroundContradiction", unexplained.with("obesityIsPrimaryCause", true), 2),
                ground("GroundC3", unexplained.fasting(151), 3),
                ground("GroundSyndromeWithoutHyperinsulinaemia", nothing.with("syndrome", "DONOHUE"), 4),
                ground(
                        "GroundHyperinsulinaemiaBmiAbove",
                        nothing.with("bmi", 30).fasting(151),
                        4),
                ground("GroundOtherSyndrome", nothing.with("syndrome", "TYPE_B"), 4),
                ground("GroundRelative", nothing.with("knownFamilyMember", true), 4),
                ground(
                        "GroundSyndromeHyperinsulinaemiaUnknown",
                        nothing.with("syndrome", "DONOHUE").without("ogttInsulin"),
                        5),
                ground("GroundLipodystrophySuspected", nothing.with("lipodystrophy", "SUSPECTED"), 6),
                ground("GroundSyndromeNotGiven", nothing.without("syndrome"), 7),
                ground("GroundLipodystrophyNotGiven", nothing.without("lipodystrophy"), 7),
                ground("GroundExcluded", nothing.with("bmi", 30), 8),
                ground("GroundC3NotMet", nothing, 9),
                ground("GroundOnInsulin", unexplained.with("onExogenousInsulin", true), 10),
                ground("GroundInformation", unexplained.without("ogttInsulin"), 11));
    }

    private static List<Scenario> missing() {
        var nothing = adultWithNothing();
        var unexplained = nothing.with("unexplainedSevereInsulinResistance", true);
        var open = unexplained.without("fastingInsulin", "ogttInsulin");
        var acanthosis = unexplained.with("acanthosisNigricans", true);
        return List.of(
                missing("MissingSyndrome", nothing.without("syndrome"), "syndrome"),
                missing("MissingLipodystrophy", nothing.without("lipodystrophy"), "lipodystrophy"),
                missing(
                        "MissingUnexplained",
                        acanthosis.without("unexplainedSevereInsulinResistance"),
                        "unexplainedSevereInsulinResistance"),
                missing("MissingObesity", acanthosis.without("obesityIsPrimaryCause"), "obesityIsPrimaryCause"),
                missing("MissingAcanthosis", open.without("acanthosisNigricans"), "acanthosisNigricans"),
                missing(
                        "MissingOnInsulin",
                        unexplained.without("onExogenousInsulin").ogttSamples(List.of(sample(60, null, 1501, null))),
                        "onExogenousInsulin"),
                missing("MissingFasting", open, "fastingInsulin"),
                missing("MissingOgtt", open, "ogttInsulin"),
                missing("MissingBmi", acanthosis.without("bmi"), "bmi"),
                missing("MissingZScore", acanthosis.with("ageYears", 17), "bmiZScore"),
                missing("MissingDateOfBirth", acanthosis.without("ageYears"), "dateOfBirth"));
    }

    private static List<Scenario> outcomes() {
        var nothing = adultWithNothing();
        var donohue = nothing.with("syndrome", "DONOHUE").without("fastingInsulin", "ogttInsulin");
        var lipodystrophyUnknown = nothing.without("lipodystrophy");
        return List.of(
                of("Meets", nothing.with("lipodystrophy", "PARTIAL"), "recommended", "MEETS"),
                of("Review", nothing.with("syndrome", "TYPE_A"), "recommended", "NEEDS_REVIEW"),
                of("ReviewOnInsulin", donohue.with("onExogenousInsulin", true), "recommended", "NEEDS_REVIEW"),
                of("InformationHyperinsulinaemia", donohue, "recommended", "NEEDS_INFORMATION"),
                of(
                        "ReviewHyperinsulinaemiaNothingAskable",
                        donohue.notAvailable("fastingInsulin", "ogttInsulin"),
                        "recommended",
                        "NEEDS_REVIEW"),
                of("Excluded", nothing.with("obesityIsPrimaryCause", true), "recommendedRedirect", "OBESITY_SERVICES"),
                of("DoesNotMeet", nothing, "recommended", "DOES_NOT_MEET"),
                of("Information", lipodystrophyUnknown, "recommended", "NEEDS_INFORMATION"),
                of(
                        "ReviewNothingAskable",
                        lipodystrophyUnknown.notAvailable("lipodystrophy"),
                        "recommended",
                        "NEEDS_REVIEW"));
    }
}
