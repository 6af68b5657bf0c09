package uk.nsirs.bpmn.decisions;

import static uk.nsirs.bpmn.decisions.Facts.unknown;
import static uk.nsirs.bpmn.decisions.RuleScenario.hits;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One scenario at least for each rule of {@code Phenotype.dmn}; a rule without one fails the build. */
class PhenotypeRulesTest {

    private static final Decisions DECISIONS = Decisions.of("Phenotype.dmn");

    /** Locked: whoever adds or removes a rule changes this number and the scenarios with it. */
    private static final int RULES = 91;

    private static final String PHENOTYPE = "phenotype";
    private static final String SUSPECTED = "typeBSuspected";
    private static final String INSR = "insrGeneticsSuggested";

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rule_is_hit_and_gives_what_it_says(RuleScenario scenario) {
        scenario.check(DECISIONS, "Phenotype");
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        RuleScenario.checkThatEachRuleHasOne(DECISIONS, scenarios(), RULES);
    }

    private static Facts limits() {
        return unknown().with("triglyceridesUpperLimit", 2).with("hdlLowerLimit", 1);
    }

    private static Facts lipids(Number triglycerides, Number hdl) {
        return limits().with("triglyceridesFasting", true)
                .with("triglyceridesMmolPerL", triglycerides)
                .with("hdlMmolPerL", hdl);
    }

    private static Facts biochemistry(Number adiponectin, Number triglycerides) {
        return lipids(triglycerides, 1.5).with("adiponectinMgPerL", adiponectin);
    }

    private static Facts receptor() {
        return biochemistry(12, 1);
    }

    private static Facts common() {
        return biochemistry(3, 9);
    }

    private static Facts rapid() {
        return common().with("rapidOnset", true)
                .with("weightLoss", true)
                .with("acanthosisNigricans", false)
                .with("hyperandrogenism", false)
                .with("systemicLupus", false)
                .with("weightKg", 80)
                .with("insulinUnitsPerDay", 100);
    }

    private static Facts typeB() {
        return unknown().with("syndrome", "TYPE_B");
    }

    private static Facts found(String gene) {
        return unknown().with("geneticResult", "PATHOGENIC").with("gene", gene);
    }

    static List<RuleScenario> scenarios() {
        return Stream.of(
                        insulinNeed(),
                        lipidProfile(),
                        adiponectin(),
                        biochemistry(),
                        pattern(),
                        laboratory(),
                        grounds(),
                        outcomes())
                .flatMap(List::stream)
                .toList();
    }

    private static List<RuleScenario> insulinNeed() {
        var light = rapid().without("weightKg");
        return List.of(
                hits("NeedVeryHighByWeight", rapid().with("insulinUnitsPerDay", 241), SUSPECTED, true),
                hits("NeedNotVeryHigh", rapid().with("insulinUnitsPerDay", 240), SUSPECTED, false),
                hits("NeedVeryHigh", light.with("insulinUnitsPerDay", 201), SUSPECTED, true),
                hits("NeedWeightUnknown", light.with("insulinUnitsPerDay", 200), SUSPECTED, null),
                hits("NeedUnknown", rapid().without("insulinUnitsPerDay"), SUSPECTED, null));
    }

    private static List<RuleScenario> lipidProfile() {
        var high = limits().with("adiponectinMgPerL", 12).with("hdlMmolPerL", 1.5);
        var raised = high.with("triglyceridesMmolPerL", 9);
        var notRaised = high.with("triglyceridesMmolPerL", 1);
        return List.of(
                hits(
                        "TriglycerideLimitUnknown",
                        notRaised.without("triglyceridesUpperLimit"),
                        PHENOTYPE,
                        "UNDETERMINED"),
                hits("TriglycerideUnknown", high, PHENOTYPE, "UNDETERMINED"),
                hits("TriglycerideNotRaised", notRaised, PHENOTYPE, "MIXED"),
                hits("TriglycerideRaised", raised.with("triglyceridesFasting", true), PHENOTYPE, "MIXED"),
                hits("TriglycerideRaisedNotFasting", raised, PHENOTYPE, "UNDETERMINED"),
                hits(
                        "TriglycerideBelowHigherLimit",
                        raised.with("triglyceridesComparator", "<"),
                        PHENOTYPE,
                        "UNDETERMINED"),
                hits(
                        "TriglycerideAboveLowerLimit",
                        notRaised.with("triglyceridesComparator", ">"),
                        PHENOTYPE,
                        "UNDETERMINED"),
                hits("LipidsTriglyceridesRaised", lipids(9, 1.5), PHENOTYPE, "UNDETERMINED"),
                hits("LipidsHdlLow", lipids(1, 0.9).with("adiponectinMgPerL", 12), PHENOTYPE, "MIXED"),
                hits("LipidsNormal", receptor(), PHENOTYPE, "MIXED"),
                hits("LipidsTriglyceridesUnknown", high, PHENOTYPE, "UNDETERMINED"),
                hits("LipidsHdlUnknown", notRaised.without("hdlMmolPerL"), PHENOTYPE, "UNDETERMINED"));
    }

    private static List<RuleScenario> adiponectin() {
        var normal = lipids(1, 1.5);
        return List.of(
                hits("AdiponectinUnknown", normal, PHENOTYPE, "UNDETERMINED"),
                hits("AdiponectinHigh", receptor(), PHENOTYPE, "MIXED"),
                hits(
                        "AdiponectinHighRange",
                        normal.with("adiponectinMgPerL", 7).with("adiponectinComparator", ">"),
                        INSR,
                        true),
                hits("AdiponectinBetween", normal.with("adiponectinMgPerL", 6), PHENOTYPE, "MIXED"),
                hits("AdiponectinLow", normal.with("adiponectinMgPerL", 4), PHENOTYPE, "MIXED"),
                hits(
                        "AdiponectinLowRange",
                        normal.with("adiponectinMgPerL", 5).with("adiponectinComparator", "<"),
                        PHENOTYPE,
                        "MIXED"),
                hits(
                        "AdiponectinBelowHigherLimit",
                        normal.with("adiponectinMgPerL", 9).with("adiponectinComparator", "<"),
                        PHENOTYPE,
                        "UNDETERMINED"),
                hits(
                        "AdiponectinAboveLowerLimit",
                        normal.with("adiponectinMgPerL", 6).with("adiponectinComparator", ">"),
                        PHENOTYPE,
                        "UNDETERMINED"));
    }

    private static List<RuleScenario> biochemistry() {
        var negative = unknown().with("antibodyResult", "LOW");
        return List.of(
                hits("BiochemistryReceptor", receptor(), PHENOTYPE, "MIXED", INSR, true),
                hits("BiochemistryBetween", biochemistry(6, 1), PHENOTYPE, "MIXED"),
                hits("BiochemistryHighAbnormal", biochemistry(12, 9), PHENOTYPE, "MIXED"),
                hits("BiochemistryLowNormal", biochemistry(3, 1), PHENOTYPE, "MIXED"),
                hits("BiochemistryCommon", common(), PHENOTYPE, "UNDETERMINED"),
                hits("BiochemistryLipidsUnknown", negative.with("adiponectinMgPerL", 12), INSR, null),
                hits("BiochemistryAdiponectinUnknown", negative, INSR, null),
                hits("BiochemistryAdiponectinUnknown", lipids(1, 1.5).with("antibodyResult", "LOW"), INSR, null),
                hits("BiochemistryLow", negative.with("adiponectinMgPerL", 3), INSR, false),
                hits("BiochemistryAbnormal", lipids(9, 1.5).with("antibodyResult", "LOW"), INSR, false));
    }

    private static List<RuleScenario> pattern() {
        var highAdiponectin = rapid().with("adiponectinMgPerL", 12);
        var noOnset = rapid().without("rapidOnset");
        return List.of(
                hits("TypeBNamed", typeB(), SUSPECTED, true),
                hits("TypeBAcanthosis", rapid().with("acanthosisNigricans", true), SUSPECTED, true),
                hits("TypeBHyperandrogenism", rapid().with("hyperandrogenism", true), SUSPECTED, true),
                hits("TypeBInsulinNeed", rapid().with("insulinUnitsPerDay", 300), SUSPECTED, true),
                hits("TypeBBiochemistry", highAdiponectin.with("triglyceridesMmolPerL", 1), SUSPECTED, true),
                hits("TypeBLupus", rapid().with("weightLoss", false).with("systemicLupus", true), SUSPECTED, true),
                hits("TypeBMayAcanthosis", rapid().without("acanthosisNigricans"), SUSPECTED, null),
                hits("TypeBMayAcanthosis", noOnset.with("acanthosisNigricans", true), SUSPECTED, null),
                hits("TypeBMayHyperandrogenism", rapid().without("hyperandrogenism"), SUSPECTED, null),
                hits(
                        "TypeBMayHyperandrogenism",
                        rapid().without("weightLoss").with("hyperandrogenism", true),
                        SUSPECTED,
                        null),
                hits("TypeBMayInsulinNeed", rapid().without("insulinUnitsPerDay"), SUSPECTED, null),
                hits(
                        "TypeBMayBiochemistry",
                        rapid().without("adiponectinMgPerL").with("triglyceridesMmolPerL", 1),
                        SUSPECTED,
                        null),
                hits("TypeBMayBiochemistry", highAdiponectin.without("triglyceridesMmolPerL"), SUSPECTED, null),
                hits("TypeBMayLupus", rapid().without("systemicLupus"), SUSPECTED, null),
                hits("TypeBMayLupus", noOnset.with("weightLoss", false).with("systemicLupus", true), SUSPECTED, null),
                hits("TypeBNot", rapid(), SUSPECTED, false));
    }

    private static List<RuleScenario> laboratory() {
        var negative = unknown().with("antibodyResult", "NOT_DETECTED").with("lipodystrophy", "PARTIAL");
        var negativeReceptor = receptor().with("antibodyResult", "LOW");
        return List.of(
                hits("SuspicionHigh", unknown().with("antibodyResult", "HIGH"), SUSPECTED, true),
                hits("SuspicionNegative", typeB().with("antibodyResult", "LOW"), SUSPECTED, false),
                hits("SuspicionPattern", typeB().with("antibodyResult", "INDETERMINATE"), SUSPECTED, true),
                hits("SuspicionOpen", unknown(), SUSPECTED, null),
                hits("SuspicionNone", rapid(), SUSPECTED, false),
                hits("InsrNegative", negativeReceptor, INSR, true),
                hits("InsrBiochemistryUnknown", negative.with("adiponectinMgPerL", 12), INSR, null),
                hits("InsrBiochemistryUnknown", negative, INSR, null),
                hits(
                        "InsrBiochemistryAgainst",
                        biochemistry(12, 9).with("antibodyResult", "LOW").with("lipodystrophy", "PARTIAL"),
                        INSR,
                        false),
                hits("InsrBiochemistryAgainst", negative.with("adiponectinMgPerL", 3), INSR, false),
                hits("InsrAntibodiesPositive", unknown().with("antibodyResult", "HIGH"), INSR, false),
                hits("InsrAntibodiesUnknown", unknown(), INSR, null));
    }

    private static List<RuleScenario> grounds() {
        var partial = unknown().with("lipodystrophy", "PARTIAL");
        var slow = receptor().with("rapidOnset", false);
        return List.of(
                hits("PhenotypeAntibodies", partial.with("antibodyResult", "HIGH"), PHENOTYPE, "TYPE_B"),
                hits("PhenotypeFatLossAndSyndrome", partial.with("syndrome", "TYPE_A"), PHENOTYPE, "MIXED"),
                hits(
                        "PhenotypeFatLossAndReceptorGene",
                        found("INSR").with("lipodystrophy", "GENERALISED"),
                        PHENOTYPE,
                        "MIXED"),
                hits(
                        "PhenotypeFatLossAndBiochemistry",
                        receptor().with("lipodystrophy", "PARTIAL"),
                        PHENOTYPE,
                        "MIXED"),
                hits(
                        "PhenotypeTypeBAndSyndrome",
                        rapid().with("acanthosisNigricans", true).with("syndrome", "SUSPECTED"),
                        PHENOTYPE,
                        "MIXED"),
                hits(
                        "PhenotypeFatLossAndTypeB",
                        partial.with("syndrome", "TYPE_B"),
                        PHENOTYPE,
                        "MIXED",
                        SUSPECTED,
                        true),
                hits("PhenotypeTypeBAndGene", found("LMNA").with("syndrome", "TYPE_B"), PHENOTYPE, "MIXED"),
                hits(
                        "PhenotypeGeneralised",
                        common().with("lipodystrophy", "GENERALISED"),
                        PHENOTYPE,
                        "LIPODYSTROPHY_GENERALISED"),
                hits("PhenotypeGeneGeneralised", found("BSCL2"), PHENOTYPE, "LIPODYSTROPHY_GENERALISED"),
                hits("PhenotypePartial", partial.with("adiponectinMgPerL", 6), PHENOTYPE, "LIPODYSTROPHY_PARTIAL"),
                hits("PhenotypeGenePartial", found("PPARG"), PHENOTYPE, "LIPODYSTROPHY_PARTIAL"),
                hits("PhenotypeReceptorGene", found("INSR"), PHENOTYPE, "RECEPTOROPATHY", INSR, false),
                hits("PhenotypeChildhood", common().with("syndrome", "SUSPECTED"), PHENOTYPE, "RECEPTOROPATHY"),
                hits("PhenotypeTypeANamed", common().with("syndrome", "TYPE_A"), PHENOTYPE, "RECEPTOROPATHY"),
                hits("PhenotypeTypeB", typeB(), PHENOTYPE, "TYPE_B"),
                hits("PhenotypeTypeA", slow.with("acanthosisNigricans", true), PHENOTYPE, "RECEPTOROPATHY"),
                hits(
                        "PhenotypeAntibodiesNegative",
                        receptor().with("antibodyResult", "NOT_DETECTED"),
                        PHENOTYPE,
                        "RECEPTOROPATHY"),
                hits("PhenotypeMixedHigh", slow, PHENOTYPE, "MIXED"),
                hits("PhenotypeMixedHigh", slow.with("acanthosisNigricans", false), PHENOTYPE, "MIXED"),
                hits("PhenotypeMixed", unknown().with("adiponectinMgPerL", 5), PHENOTYPE, "MIXED"),
                hits("PhenotypeMixed", biochemistry(12, 9), PHENOTYPE, "MIXED"),
                hits("PhenotypeMixed", biochemistry(3, 1), PHENOTYPE, "MIXED"),
                hits("PhenotypeMixedNoFattyLiver", common().with("fattyLiver", false), PHENOTYPE, "MIXED"),
                hits(
                        "PhenotypeLookAgain",
                        common().with("fattyLiver", true).with("lipodystrophy", "NOT_DIAGNOSED"),
                        PHENOTYPE,
                        "RECONSIDER_PARTIAL"),
                hits("PhenotypeOpen", common(), PHENOTYPE, "UNDETERMINED"));
    }

    private static List<RuleScenario> outcomes() {
        var pathway = "suggestedPathway";
        var partial = unknown().with("lipodystrophy", "PARTIAL");
        return List.of(
                hits(
                        "ResultAntibodies",
                        unknown().with("antibodyResult", "HIGH"),
                        pathway,
                        "High titre of insulin receptor antibodies: a clinician confirms Type B insulin resistance"),
                hits("ResultContradiction", partial.with("syndrome", "DONOHUE"), PHENOTYPE, "MIXED", INSR, true),
                hits("ResultTypeBAndOther", partial.with("syndrome", "TYPE_B"), PHENOTYPE, "MIXED", INSR, null),
                hits(
                        "ResultGeneralised",
                        unknown().with("lipodystrophy", "GENERALISED"),
                        pathway,
                        "Generalised lipodystrophy: genetics, leptin, lipids, liver, heart; consider acquired causes"),
                hits(
                        "ResultPartial",
                        partial,
                        pathway,
                        "Partial lipodystrophy: genetics, leptin, lipids, liver, heart"),
                hits("ResultReceptorGene", found("INSR"), INSR, false),
                hits(
                        "ResultChildhood",
                        unknown().with("syndrome", "RABSON_MENDENHALL"),
                        pathway,
                        "Donohue or Rabson-Mendenhall syndrome: insulin receptor (INSR) genetics, urgent"),
                hits("ResultTypeANamed", unknown().with("syndrome", "TYPE_A"), INSR, true),
                hits("ResultTypeB", typeB(), pathway, "Suspected Type B: insulin receptor antibodies first, urgent"),
                hits("ResultReceptoropathy", receptor().with("antibodyResult", "LOW"), INSR, true),
                hits(
                        "ResultMixed",
                        unknown().with("adiponectinMgPerL", 7),
                        pathway,
                        "Biochemistry is mixed: MDT, with the tests for both",
                        INSR,
                        true),
                hits(
                        "ResultLookAgain",
                        common().with("fattyLiver", true).with("lipodystrophy", "NOT_DIAGNOSED"),
                        pathway,
                        "Look again for partial lipodystrophy; common insulin resistance is possible"),
                hits(
                        "ResultOpen",
                        unknown(),
                        pathway,
                        "Too little is known: a clinician decides after the first results"));
    }
}
