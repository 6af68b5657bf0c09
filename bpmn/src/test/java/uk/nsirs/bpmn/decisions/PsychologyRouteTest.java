package uk.nsirs.bpmn.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.bpmn.decisions.Facts.unknown;
import static uk.nsirs.bpmn.decisions.RuleScenario.hits;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PsychologyRouteTest {

    private static final Decisions DECISIONS = Decisions.of("PsychologyRoute.dmn");

    /** Locked: whoever adds or removes a rule changes this number and the scenarios with it. */
    private static final int RULES = 3;

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rule_is_hit_and_gives_what_it_says(RuleScenario scenario) {
        scenario.check(DECISIONS, "PsychologyRoute");
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        RuleScenario.checkThatEachRuleHasOne(DECISIONS, scenarios(), RULES);
    }

    @Test
    void where_the_patient_lives_not_being_known_a_person_is_asked() {
        assertThat(DECISIONS.result("PsychologyRoute", unknown())).containsEntry("psychologyRoute", "ASK");
    }

    static List<RuleScenario> scenarios() {
        return List.of(
                hits("PsychologyLocal", unknown().with("livesLocally", true), "psychologyRoute", "LOCAL_REFERRAL"),
                hits("PsychologyNotLocal", unknown().with("livesLocally", false), "psychologyRoute", "UNMET_NEED"),
                hits("PsychologyUnknown", unknown(), "psychologyRoute", "ASK"));
    }
}
