package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** The tables against an oracle written from the text of D1, over random patients. */
class CriteriaOracleTest {

    private static final Decisions DECISIONS = Decisions.of("ReferralCriteria.dmn");

    /** What is missing is compared where the definition needs no more tries than this. */
    private static final long FEW = 5_000;

    private static final long MANY = 500_000;

    @Property(tries = 400, seed = "20190401", shrinking = ShrinkingMode.OFF)
    void the_tables_say_what_the_text_says(@ForAll("patients") Facts patient) {
        compareWithTheText(patient, FEW);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void the_tables_say_what_the_text_says_of_patients_nobody_chose(@ForAll("patients") Facts patient) {
        compareWithTheText(patient, FEW);
    }

    @Property(tries = 150, seed = "20190402", shrinking = ShrinkingMode.OFF)
    void supplying_an_unknown_never_turns_meets_into_does_not_meet_or_the_reverse(
            @ForAll("patients") Facts patient, @ForAll("patients") Facts answers) {
        supplyEachUnknown(patient, answers);
    }

    @Property(tries = 50_000, shrinking = ShrinkingMode.OFF)
    @Tag("exhaustive")
    void the_tables_say_what_the_text_says_of_very_many_patients(@ForAll("patients") Facts patient) {
        compareWithTheText(patient, MANY);
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.OFF)
    @Tag("exhaustive")
    void supplying_an_unknown_keeps_the_direction_for_very_many_patients(
            @ForAll("patients") Facts patient, @ForAll("patients") Facts answers) {
        supplyEachUnknown(patient, answers);
    }

    private static void compareWithTheText(Facts patient, long mostCompletions) {
        var answer = Decisions.criteria(DECISIONS.evaluate("ReferralCriteria", patient));
        if (CriteriaOracle.completions(patient) <= mostCompletions) {
            var expectedMissing = new TreeSet<String>();
            for (var item : CriteriaOracle.missing(patient)) {
                expectedMissing.add(item.equals("ageYears") ? "dateOfBirth" : item);
            }
            assertThat((Set<String>) new TreeSet<>(answer.missing().keySet()))
                    .as("missing of %s", patient)
                    .isEqualTo(expectedMissing);
        }
        var expected = CriteriaOracle.judge(patient, answer.missing().isEmpty());

        assertThat(answer.results())
                .as("criteria of %s", patient)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("C1", expected.c1(), "C2", expected.c2(), "C3", expected.c3()));
        assertThat(answer.ground()).as("ground of %s", patient).isEqualTo(expected.ground());
        assertThat(answer.recommendation()).as("recommendation of %s", patient).isEqualTo(expected.recommendation());
        assertThat(answer.redirect()).as("redirect of %s", patient).isEqualTo(expected.redirect());
        assertThat(answer.reasons().values())
                .allSatisfy(reasons -> assertThat(reasons).isNotEmpty().allSatisfy(reason -> assertThat(reason)
                        .isNotBlank()));
        assertThat(answer.missing().values()).allSatisfy(why -> assertThat(why).isNotBlank());
    }

    private static void supplyEachUnknown(Facts patient, Facts answers) {
        var before = Decisions.criteria(DECISIONS.evaluate("ReferralCriteria", patient));
        for (var item : answers.values().keySet()) {
            var alreadySaidByTheOgtt =
                    item.equals("fastingInsulin") && patient.values().get("ogttInsulin") != null;
            var alreadySaidByHeightAndWeight = item.equals("bmi")
                    && patient.values().get("heightCm") != null
                    && patient.values().get("weightKg") != null;
            if (patient.values().get(item) != null
                    || item.equals("notAvailable")
                    || alreadySaidByTheOgtt
                    || alreadySaidByHeightAndWeight) {
                continue;
            }
            var after = Decisions.criteria(DECISIONS.evaluate(
                    "ReferralCriteria", patient.with(item, answers.values().get(item))));
            var allowed =
                    switch (before.recommendation()) {
                        case "MEETS" -> Set.of("MEETS", "NEEDS_REVIEW");
                        case "DOES_NOT_MEET" -> Set.of("DOES_NOT_MEET", "NEEDS_REVIEW");
                        default -> Set.of("MEETS", "DOES_NOT_MEET", "NEEDS_REVIEW", "NEEDS_INFORMATION");
                    };
            assertThat(allowed)
                    .as(
                            "%s of %s with %s = %s",
                            before.recommendation(),
                            patient,
                            item,
                            answers.values().get(item))
                    .contains(after.recommendation());
        }
    }

    @Provide
    Arbitrary<Facts> patients() {
        return Arbitraries.longs().map(seed -> patient(new Random(seed)));
    }

    /** Few unknowns in one patient, many in another, and near the text's boundaries. */
    private static Facts patient(Random random) {
        var known = 0.35 + 0.6 * random.nextDouble();
        var facts = Facts.unknown();
        facts = maybe(
                facts,
                random,
                known,
                "syndrome",
                "NONE",
                "NONE",
                "NONE",
                "DONOHUE",
                "RABSON_MENDENHALL",
                "SUSPECTED",
                "TYPE_A",
                "TYPE_B",
                "OTHER_MONOGENIC");
        facts = maybe(
                facts,
                random,
                known,
                "lipodystrophy",
                "NOT_DIAGNOSED",
                "NOT_DIAGNOSED",
                "NOT_DIAGNOSED",
                "NOT_DIAGNOSED",
                "SUSPECTED",
                "PARTIAL",
                "GENERALISED");
        facts = maybe(facts, random, known, "unexplainedSevereInsulinResistance", true, true, false);
        facts = maybe(facts, random, known, "obesityIsPrimaryCause", true, false, false);
        facts = maybe(facts, random, known, "acanthosisNigricans", true, false, false);
        facts = maybe(facts, random, known, "onExogenousInsulin", true, false, false);
        facts = maybe(facts, random, known, "knownFamilyMember", true, false, false, false, false);
        facts = maybe(facts, random, known, "ageYears", 0, 1, 2, 17, 18, 40, 40, 40);
        facts = maybe(facts, random, known, "bmi", 22, 29.9, 30, 41);
        facts = maybe(facts, random, known, "bmiZScore", 0, 3, 3.1);
        facts = maybe(facts, random, known / 3, "heightCm", 170);
        facts = maybe(facts, random, known / 3, "weightKg", 86.6, 86.7, 120);
        facts = maybe(facts, random, known / 3, "diabetesDiagnosed", true, false);
        facts = maybe(facts, random, known / 3, "hba1c", 47, 48, 91);
        facts = maybe(facts, random, known / 4, "hba1cComparator", "<", ">");
        if (random.nextDouble() < known) {
            facts = facts.with("fastingInsulin", sample(random, 0, 100, 150, 151, 200));
        }
        if (random.nextDouble() < known) {
            var samples = new ArrayList<Map<String, Object>>();
            if (random.nextBoolean()) {
                samples.add(sample(random, 0, 100, 150, 151, 200));
            }
            for (var minutes = 30; minutes <= 30 * random.nextInt(3); minutes += 30) {
                samples.add(sample(random, minutes, 1000, 1500, 1501, 1800));
            }
            facts = facts.ogttSamples(List.copyOf(samples));
        }
        if (random.nextInt(4) == 0) {
            var fields = new ArrayList<String>();
            for (var field : List.of(
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
                    "dateOfBirth")) {
                if (random.nextInt(3) == 0) {
                    fields.add(field);
                }
            }
            facts = facts.with("notAvailable", List.copyOf(fields));
        }
        return facts;
    }

    private static Facts maybe(Facts facts, Random random, double known, String field, Object... values) {
        return random.nextDouble() < known ? facts.with(field, values[random.nextInt(values.length)]) : facts;
    }

    private static Map<String, Object> sample(Random random, int minutes, int... levels) {
        var comparators = new String[] {null, null, null, null, "<", ">"};
        var taken = new Boolean[] {null, null, false, false, true};
        return Facts.sample(
                minutes,
                comparators[random.nextInt(comparators.length)],
                levels[random.nextInt(levels.length)],
                taken[random.nextInt(taken.length)]);
    }
}
