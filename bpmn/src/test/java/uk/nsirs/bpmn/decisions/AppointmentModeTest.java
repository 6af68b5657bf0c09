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

class AppointmentModeTest {

    private static final Decisions DECISIONS = Decisions.of("AppointmentMode.dmn");

    /** Locked: whoever adds or removes a rule changes this number and the scenarios with it. */
    private static final int RULES = 26;

    private static final List<String> NEEDS =
            List.of("examinationNeeded", "bloodsNeeded", "infusion", "clinicianSaysFaceToFace");

    @ParameterizedTest
    @MethodSource("scenarios")
    void the_rule_is_hit_and_gives_what_it_says(RuleScenario scenario) {
        scenario.check(DECISIONS, "AppointmentMode");
    }

    @Test
    void each_rule_has_a_scenario_and_the_number_of_rules_is_locked() {
        RuleScenario.checkThatEachRuleHasOne(DECISIONS, scenarios(), RULES);
    }

    private static Map<String, Object> decide(Facts facts) {
        return DECISIONS.result("AppointmentMode", facts);
    }

    private static String mode(Facts facts) {
        return (String) decide(facts).get("appointmentMode");
    }

    /** A conversation, with no need to come. */
    private static Facts conversation() {
        return unknown()
                .with("appointmentType", "FOLLOW_UP")
                .with("examinationNeeded", false)
                .with("bloodsNeeded", false)
                .with("infusion", false)
                .with("clinicianSaysFaceToFace", false);
    }

    @ParameterizedTest
    @CsvSource({
        "NEW, FACE_TO_FACE",
        "FOLLOW_UP, PATIENT_CHOICE",
        "DIETITIAN, PATIENT_CHOICE",
        "WORKSHOP, FACE_TO_FACE",
        "INFUSION, FACE_TO_FACE",
        "LIVER_MRI, FACE_TO_FACE",
        "GENETIC_COUNSELLING, PATIENT_CHOICE",
        "PSYCHOLOGY, PATIENT_CHOICE",
        "ANOTHER, FACE_TO_FACE",
        ", FACE_TO_FACE"
    })
    void the_telephone_is_offered_for_conversations_after_the_first_visit(String type, String mode) {
        assertThat(mode(conversation().with("appointmentType", type))).isEqualTo(mode);
    }

    @Test
    void a_first_visit_is_face_to_face_whatever_the_patient_prefers_and_however_far() {
        var first = conversation()
                .with("appointmentType", "NEW")
                .with("patientPrefersTelephone", true)
                .with("distanceKm", 600)
                .with("longJourneyKm", 100);

        assertThat(mode(first)).isEqualTo("FACE_TO_FACE");
    }

    @Test
    void every_need_to_come_and_every_need_not_known_is_face_to_face_whatever_the_patient_prefers() {
        for (var need : NEEDS) {
            for (var preference : new Boolean[] {true, false, null}) {
                var facts = conversation().with("patientPrefersTelephone", preference);
                assertThat(mode(facts.with(need, true))).as(need).isEqualTo("FACE_TO_FACE");
                assertThat(mode(facts.without(need))).as("%s not known", need).isEqualTo("FACE_TO_FACE");
            }
        }
    }

    @Test
    void with_no_need_to_come_the_preference_decides() {
        assertThat(mode(conversation().with("patientPrefersTelephone", true))).isEqualTo("TELEPHONE");
        assertThat(mode(conversation().with("patientPrefersTelephone", false))).isEqualTo("FACE_TO_FACE");
        assertThat(mode(conversation())).isEqualTo("PATIENT_CHOICE");
    }

    @ParameterizedTest(name = "{0} km of {1} km: {2}")
    @CsvSource({
        "99.9, 100, The telephone may be offered",
        "100, 100, The telephone may be offered",
        "100.1, 100, The journey is long: offer the telephone first",
        "600, , The telephone may be offered",
        ", 100, The telephone may be offered",
        ", , The telephone may be offered"
    })
    void the_distance_counts_only_against_a_configured_length(Double distance, Double limit, String reason) {
        assertThat(decide(conversation().with("distanceKm", distance).with("longJourneyKm", limit)))
                .containsEntry("appointmentMode", "PATIENT_CHOICE")
                .containsEntry("appointmentReason", reason);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_long_journey_does_not_overrule_what_the_patient_prefers(boolean telephone) {
        var far = conversation()
                .with("distanceKm", 600)
                .with("longJourneyKm", 100)
                .with("patientPrefersTelephone", telephone);

        assertThat(mode(far)).isEqualTo(telephone ? "TELEPHONE" : "FACE_TO_FACE");
    }

    @Test
    void with_nothing_known_it_is_face_to_face() {
        assertThat(mode(unknown())).isEqualTo("FACE_TO_FACE");
    }

    static List<RuleScenario> scenarios() {
        var mode = "appointmentMode";
        var reason = "appointmentReason";
        var visit = "FACE_TO_FACE";
        var far = conversation().with("distanceKm", 600).with("longJourneyKm", 100);
        return List.of(
                hits("AppointmentFirstVisit", conversation().with("appointmentType", "NEW"), mode, visit),
                hits(
                        "ModeFirstVisit",
                        unknown().with("appointmentType", "NEW"),
                        reason,
                        "A first visit is face to face"),
                hits("AppointmentInPerson", conversation().with("appointmentType", "LIVER_MRI"), mode, visit),
                hits(
                        "ModeInPerson",
                        unknown().with("appointmentType", "INFUSION"),
                        reason,
                        "This appointment can only happen in person"),
                hits("AppointmentInfusion", conversation().with("infusion", true), mode, visit),
                hits("ModeInfusion", conversation().with("infusion", true), reason, "An infusion is due"),
                hits("AppointmentExamination", conversation().with("examinationNeeded", true), mode, visit),
                hits(
                        "ModeExamination",
                        conversation().with("examinationNeeded", true),
                        reason,
                        "An examination is needed"),
                hits("AppointmentBloods", conversation().with("bloodsNeeded", true), mode, visit),
                hits("ModeBloods", conversation().with("bloodsNeeded", true), reason, "Blood samples are needed"),
                hits("AppointmentClinician", conversation().with("clinicianSaysFaceToFace", true), mode, visit),
                hits(
                        "ModeClinician",
                        conversation().with("clinicianSaysFaceToFace", true),
                        reason,
                        "A clinician asks for a visit"),
                hits("AppointmentTypeUnknown", conversation().without("appointmentType"), mode, visit),
                hits("AppointmentInfusionUnknown", conversation().without("infusion"), mode, visit),
                hits("AppointmentExaminationUnknown", conversation().without("examinationNeeded"), mode, visit),
                hits("AppointmentBloodsUnknown", conversation().without("bloodsNeeded"), mode, visit),
                hits("AppointmentClinicianUnknown", conversation().without("clinicianSaysFaceToFace"), mode, visit),
                hits("ModeUnknown", unknown(), reason, "Not known whether the telephone is enough"),
                hits("AppointmentPrefersVisit", conversation().with("patientPrefersTelephone", false), mode, visit),
                hits(
                        "ModePrefersVisit",
                        conversation().with("patientPrefersTelephone", false),
                        reason,
                        "The patient prefers to come"),
                hits(
                        "AppointmentPrefersTelephone",
                        conversation().with("patientPrefersTelephone", true),
                        mode,
                        "TELEPHONE"),
                hits(
                        "ModePrefersTelephone",
                        conversation().with("patientPrefersTelephone", true),
                        reason,
                        "The patient prefers the telephone"),
                hits("AppointmentLongJourney", far, mode, "PATIENT_CHOICE"),
                hits("ModeLongJourney", far, reason, "The journey is long: offer the telephone first"),
                hits("AppointmentOffered", conversation(), mode, "PATIENT_CHOICE"),
                hits("ModeOffered", conversation(), reason, "The telephone may be offered"));
    }
}
