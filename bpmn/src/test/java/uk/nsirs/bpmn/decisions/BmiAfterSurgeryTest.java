package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.bpmn.decisions.Facts.unknown;

import java.util.HashMap;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BmiAfterSurgeryTest {

    private static final Decisions DECISIONS = Decisions.of("BmiAfterSurgery.dmn");

    /** Each rule, each boundary from both sides, each unknown; the published case is 17.85 kg/m2. */
    @ParameterizedTest(name = "age {0}, BMI {1}: {2}")
    @CsvSource({
        "53, 17.85, true, Rule_LowBmi",
        "18, 18.49, true, Rule_LowBmi",
        "18, 18.5, false, Rule_BmiNotLow",
        "53, 28, false, Rule_BmiNotLow",
        "53, , true, Rule_BmiNotKnown",
        "17, 25, true, Rule_NotAnAdult",
        ", 25, true, Rule_NotAnAdult",
        ", , true, Rule_NotAnAdult"
    })
    void a_person_looks_unless_an_adult_is_known_not_to_be_underweight(
            Integer age, Double bmi, boolean low, String rule) {
        var answers = new HashMap<String, Object>();
        answers.put("bmiAfterSurgery", bmi);

        var result = DECISIONS.result("BmiAfterSurgery", unknown().with("ageYears", age), answers);

        assertThat(result).containsEntry("lowBmi", low);
        assertThat(DECISIONS.hitRules()).containsExactly(rule);
    }

    /** Locked: whoever adds or removes a rule changes the cases with it. */
    @Test
    void there_are_no_other_rules() {
        assertThat(new TreeSet<>(DecisionRules.idsOf(DECISIONS.model())))
                .isEqualTo(
                        new TreeSet<>(Set.of("Rule_LowBmi", "Rule_BmiNotLow", "Rule_BmiNotKnown", "Rule_NotAnAdult")));
    }
}
