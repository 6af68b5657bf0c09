package uk.nsirs.bpmn.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that a requirement asks for by name: a form without one of them would lose it without a sound. */
class QuestionsOfFormsTest {

    private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{(if.*?)}}");

    /** SUR-01, SUR-07, SUR-08. */
    @Test
    void every_review_asks_for_lipids_polycystic_ovaries_and_appearance() {
        assertThat(questions("RecordFollowUp"))
                .contains("triglyceridesMmolPerL", "hba1cMmolPerMol", "bmiKgPerM2", "leptinUgPerL", "adiponectinMgPerL")
                .contains("pancreatitisSince", "ovarySymptoms", "appearanceConcern");
    }

    /** OUT-04: each unmet need of the source has its line at the meeting. */
    @Test
    void the_meeting_records_each_unmet_need() {
        assertThat(questions("RecordMdtOutcome"))
                .contains(
                        "unmetPsychology",
                        "unmetBodyImage",
                        "unmetDiabetesEducation",
                        "unmetDistance",
                        "unmetAwareness",
                        "unmetTimelyDiagnosis");
    }

    /** COM-06. */
    @Test
    void the_meeting_is_reminded_to_explain_the_condition_in_the_letter() {
        assertThat(values("RecordMdtOutcome", "text"))
                .anyMatch(text -> text.contains("say in plain words what the condition is"));
    }

    /** PSY-04, REP-07: what is measured before a pump is measured after it. */
    @Test
    void a_pump_is_measured_by_the_same_questions_before_and_after() {
        var before = questions("RecordBaselineScores");
        var after = questions("RecordPumpOutcome");

        assertThat(before).contains("phq9Before", "gad7Before");
        for (var measure :
                List.of("phq9", "gad7", "hba1c", "unitsPerDay", "hypoglycaemiaPerWeek", "injectionSitePain")) {
            assertThat(before).contains(measure + "Before");
            assertThat(after).contains(measure + "After");
        }
    }

    /** FUN-06, SUR-04, FUP-04: whoever paid, the outcome of surgery is captured, with the liver as it was scanned before. */
    @Test
    void the_outcome_of_surgery_is_captured_with_hba1c_body_mass_index_and_liver() {
        assertThat(questions("RecordSurgeryOutcome"))
                .contains("hba1cNow", "bmiAfterSurgery", "liverFatPercent", "liverStiffnessKpa");
        assertThat(questions("RecordLiverMri")).contains("liverFatPercent", "liverStiffnessKpa");
    }

    /** THE-04. */
    @Test
    void a_diet_plan_says_what_is_eaten_less_of() {
        assertThat(questions("RecordDietPlan")).contains("lowFat", "lessCarbohydrate", "weightReduction");
    }

    /** THE-15. */
    @Test
    void an_induction_records_methylprednisolone_rituximab_and_the_taper_of_prednisolone() {
        assertThat(questions("StartInduction"))
                .contains("methylprednisoloneOn", "inductionRituximabOn", "steroidCardGiven", "taperPlanned");
    }

    /** SUR-05, A-18: checking glucose is the patient's own; the service advises it and hears what was found. */
    @Test
    void the_relapse_watch_advises_self_monitoring_and_asks_for_severe_hypoglycaemia() {
        assertThat(questions("RecordRelapseWatch")).contains("selfMonitoringAdvised", "severeHypoglycaemia");
        assertThat(questions("ReviewAtFourWeeks")).contains("selfMonitoringAdvised");
    }

    /** EXC-05: "unexplained" is read beside how many other causes are recorded as excluded. */
    @ParameterizedTest
    @CsvSource({"0, none is recorded as excluded", "2, recorded as excluded: 2"})
    void who_decides_reads_whether_other_causes_were_excluded(int causes, String words) {
        assertThat(shown("ConfirmTriageDecision", Map.of("otherCauses", causes)))
                .contains(words);
    }

    /** APP-05: children and adults have their own lists; an age that is not known is asked for. */
    @ParameterizedTest
    @CsvSource({"true, children", "false, adults", ", ask for the date of birth"})
    void who_books_reads_whose_list_it_is(Boolean child, String list) {
        var known = new HashMap<String, Object>();
        known.put("child", child);

        assertThat(shown("BookAppointment", known)).contains(list);
    }

    /** APP-03. */
    @Test
    void who_books_is_told_to_offer_relatives_one_day_and_says_whether_it_is() {
        assertThat(shown("BookAppointment", Map.of()))
                .contains("Offer relatives under this care one day for all of them");
        assertThat(questions("BookAppointment")).contains("sameDayAsRelatives");
    }

    /** APP-01, V-02. */
    @Test
    void who_books_a_first_visit_reads_that_it_is_multidisciplinary() {
        var people = "with the consultant, the diabetes specialist nurse and the dietitian";

        assertThat(shown("BookAppointment", Map.of("appointmentType", "NEW"))).contains(people);
        assertThat(shown("BookAppointment", Map.of("appointmentType", "FOLLOW_UP")))
                .doesNotContain(people);
    }

    /** H14: who compares a dose with an earlier one reads which insulin that was, and how strong. */
    @ParameterizedTest
    @CsvSource({
        "RecordPumpOutcome, 152, HUMALOG, 200, '152 units a day (Humalog, 200 units/mL)'",
        "RecordMetreleptinOutcome, 152, SEVERAL, SEVERAL, '152 units a day (more than one insulin, more than one strength)'",
        "RecordSurgeryOutcome, 152, NOT_KNOWN, NOT_KNOWN, '152 units a day (which insulin not known, strength not known)'",
        "ReviewMedicine, 152, , , '152 units a day (which insulin not known, strength not known)'",
        "RecordPumpOutcome, 0, , , '0 units a day,'"
    })
    void an_earlier_dose_is_shown_with_its_insulin_and_strength(
            String form, int units, String brand, String strength, String words) {
        var before = new HashMap<String, Object>();
        before.put("unitsPerDayBefore", units);
        before.put("insulinBrandBefore", brand);
        before.put("insulinStrengthUnitsPerMlBefore", strength);

        assertThat(shown(form, before)).contains(words);
    }

    /** H14. */
    @Test
    void who_reviews_a_concentrated_insulin_reads_what_was_planned() {
        assertThat(shown(
                        "ReviewMedicine",
                        Map.of(
                                "medicine", "CONCENTRATED_INSULIN",
                                "insulinBrand", "HUMULIN_R",
                                "insulinStrengthUnitsPerMl", "500",
                                "insulinUnitsPerDay", 640)))
                .contains("Concentrated insulin, planned: Humulin R, 500 units/mL, 640 units a day");
    }

    @ParameterizedTest
    @CsvSource({
        "ReviewAtFourWeeks, methylprednisoloneOn, 2026-01-05, Treatment began on 5 January 2026.",
        "ConfirmRituximabDates, proposedRituximab4On, 2028-12-31T00:00, 4. 31 December 2028",
        "RecordAttendance, appointmentOn, 2026-06-03T10:30+01:00, 'Booked for: 3 June 2026, 10:30'",
        "RecordAttendance, appointmentOn, 2026-06-03T09:30Z, 'Booked for: 3 June 2026, 09:30 UTC'"
    })
    void dates_are_read_in_words(String form, String variable, String date, String words) {
        assertThat(shown(form, Map.of(variable, date))).contains(words);
    }

    private static List<String> questions(String form) {
        return values(form, "key");
    }

    /** The texts of the form with every choice made; what they show of values that are not given is left out. */
    private static String shown(String form, Map<String, Object> variables) {
        return EXPRESSION
                .matcher(String.join("\n", values(form, "text")))
                .replaceAll(expression -> Matcher.quoteReplacement(String.valueOf(
                        FEEL.evaluateExpression(expression.group(1), variables).result())));
    }

    private static List<String> values(String name, String property) {
        var file = Models.forms().stream()
                .filter(form -> Models.nameOf(form).equals(name))
                .findFirst()
                .orElseThrow();
        try {
            var values = new ArrayList<String>();
            for (var component :
                    new ObjectMapper().readTree(Models.textOf(file)).path("components")) {
                if (component.has(property)) {
                    values.add(component.path(property).asText());
                }
            }
            return values;
        } catch (JsonProcessingException e) {
            throw new AssertionError(name + " is not JSON", e);
        }
    }
}
