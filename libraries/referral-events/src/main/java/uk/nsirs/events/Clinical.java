package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What is clinically known. <strong>Every field may be null, and null means unknown, never "no".</strong>
 *
 * @param syndrome the named syndrome a clinician asserts (REF-01)
 * @param lipodystrophy lipodystrophy as a clinician asserts it (REF-02)
 * @param lipodystrophyDiagnosis who diagnosed it, when and on what features (REF-14)
 * @param unexplainedSevereInsulinResistance asserted by a clinician (REF-03, REF-14)
 * @param otherCausesExcluded codes such as PREGNANCY or STEROIDS (EXC-05)
 * @param obesityIsPrimaryCause whether obesity is the primary cause (EXC-01)
 * @param acanthosisNigricans (REF-03)
 * @param bmi kg/m2, 5 to 150
 * @param bmiZScore standard deviations, -15 to 15
 * @param bmiZReference the growth reference of {@code bmiZScore}, such as UK_WHO
 * @param heightCm centimetres, 20 to 280
 * @param weightKg kilograms, 0.3 to 650
 * @param onExogenousInsulin whether on injected or infused insulin
 * @param insulinUnitsPerDay 0 to 100,000
 * @param insulinProduct name of the product
 * @param insulinStrengthUnitsPerMl such as 100, 200, 300 or 500 (H14)
 * @param insulinInjectionsPerDay 0 to 100
 * @param severeHypoglycaemia severe hypoglycaemia has happened
 * @param fastingInsulin a fasting sample
 * @param ogttInsulin samples of one oral glucose tolerance test, by minutes
 * @param hba1c mmol/mol
 * @param fastingGlucose mmol/L
 * @param cPeptide pmol/L
 * @param triglycerides mmol/L, up to 300
 * @param hdlCholesterol mmol/L
 * @param adiponectin mg/L
 * @param leptin ug/L
 * @param shbg nmol/L
 * @param igfbp1 ug/L
 * @param alt U/L
 * @param fattyLiver known fatty liver
 * @param cardiomyopathy known cardiomyopathy
 * @param pancreatitis pancreatitis has happened
 * @param rapidOnset diabetes began within months (PHE-06)
 * @param weightLoss unintended loss of weight (PHE-06)
 * @param hyperandrogenism clinical or biochemical
 * @param systemicLupus systemic lupus erythematosus (PHE-08)
 * @param autoimmuneDisease any other autoimmune disease
 * @param pregnant at present
 * @param antidepressant one is prescribed (PSY-05)
 * @param diabetesDiagnosedOn when diabetes was diagnosed; a date means that diabetes is known
 * @param currentTreatment in the clinician's words
 * @param knownFamilyMember a relative has a diagnosed syndrome; never a name
 * @param geneticResultKnown whether a genetic result is already known
 * @param notes in the clinician's words; may name the patient
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Clinical(
        Syndrome syndrome,
        Lipodystrophy lipodystrophy,
        LipodystrophyDiagnosis lipodystrophyDiagnosis,
        Boolean unexplainedSevereInsulinResistance,
        List<String> otherCausesExcluded,
        Boolean obesityIsPrimaryCause,
        Boolean acanthosisNigricans,
        BigDecimal bmi,
        BigDecimal bmiZScore,
        String bmiZReference,
        BigDecimal heightCm,
        BigDecimal weightKg,
        Boolean onExogenousInsulin,
        BigDecimal insulinUnitsPerDay,
        String insulinProduct,
        Integer insulinStrengthUnitsPerMl,
        Integer insulinInjectionsPerDay,
        Boolean severeHypoglycaemia,
        InsulinMeasurement fastingInsulin,
        List<InsulinMeasurement> ogttInsulin,
        Measurement hba1c,
        Measurement fastingGlucose,
        Measurement cPeptide,
        Measurement triglycerides,
        Measurement hdlCholesterol,
        Measurement adiponectin,
        Measurement leptin,
        Measurement shbg,
        Measurement igfbp1,
        Measurement alt,
        Boolean fattyLiver,
        Boolean cardiomyopathy,
        Boolean pancreatitis,
        Boolean rapidOnset,
        Boolean weightLoss,
        Boolean hyperandrogenism,
        Boolean systemicLupus,
        Boolean autoimmuneDisease,
        Boolean pregnant,
        Boolean antidepressant,
        PartialDate diabetesDiagnosedOn,
        String currentTreatment,
        Boolean knownFamilyMember,
        Boolean geneticResultKnown,
        String notes) {

    /** Nothing is known. */
    public static final Clinical UNKNOWN = EventCodec.mapper().convertValue(Map.of(), Clinical.class);

    /**
     * These facts with every field that {@code newer} knows taken from there, field by field.
     *
     * @param newer what was supplied since; its nulls change nothing
     */
    public Clinical overwrittenBy(Clinical newer) {
        var mapper = EventCodec.mapper();
        var merged = mapper.<ObjectNode>valueToTree(this);
        merged.setAll(mapper.<ObjectNode>valueToTree(newer));
        return mapper.convertValue(merged, Clinical.class);
    }

    /** The coded facts; what a clinician wrote is left out, since it may name the patient. */
    @Override
    public String toString() {
        var facts = EventCodec.mapper().<ObjectNode>valueToTree(this);
        facts.remove(List.of("notes", "currentTreatment", "lipodystrophyDiagnosis", "insulinProduct"));
        return "Clinical" + facts;
    }
}
