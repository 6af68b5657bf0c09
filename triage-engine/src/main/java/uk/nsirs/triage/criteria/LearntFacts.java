package uk.nsirs.triage.criteria;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import uk.nsirs.events.Clinical;

/** From what staff recorded in a task to facts by the names the decisions read. */
public final class LearntFacts {

    /**
     * What tasks and decisions say about a patient and no laboratory measures; whichever of the patient's processes
     * asks, the newest answer counts.
     */
    public static final Set<String> SAID = Set.of(
            "diagnosis",
            "phenotype",
            "geneticResult",
            "gene",
            "antibodyResult",
            "typeBConfirmed",
            "standardTreatmentInadequate",
            "clinicallyExceptional",
            "metreleptinBeforeHst14",
            "diabetesType",
            "ta151LimbMet",
            "livesLocally",
            "distanceKm",
            "patientPrefersTelephone",
            "childhoodOnset",
            "followUpMonths");

    /** The dose of insulin, in units a day. */
    public static final String DOSE = "insulinUnitsPerDay";

    /** Which insulin it is; always said with the dose (H14). */
    public static final String BRAND = "insulinBrand";

    /** How many units are in 1 mL of it; always said with the dose (H14). */
    public static final String STRENGTH = "insulinStrengthUnitsPerMl";

    /** What is measured or found, and no laboratory reports as an analyte. */
    private static final Set<String> FOUND = Set.of(
            "bmi",
            "weightKg",
            DOSE,
            "liverFatPercent",
            "liverStiffnessKpa",
            "ejectionFractionPercent",
            "fattyLiver",
            "cardiomyopathy",
            "pancreatitis");

    /** Fields of forms that ask for a fact under another name. */
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("cardiomyopathyFound", "cardiomyopathy"),
            Map.entry("hba1cMmolPerMol", "hba1c"),
            Map.entry("hba1cNow", "hba1c"),
            Map.entry("hba1cAfter", "hba1c"),
            Map.entry("triglyceridesNow", "triglyceridesMmolPerL"),
            Map.entry("unitsPerDayNow", DOSE),
            Map.entry("unitsPerDayAfter", DOSE),
            Map.entry("insulinBrandNow", BRAND),
            Map.entry("insulinBrandAfter", BRAND),
            Map.entry("insulinStrengthUnitsPerMlNow", STRENGTH),
            Map.entry("insulinStrengthUnitsPerMlAfter", STRENGTH),
            Map.entry("bmiAfterSurgery", "bmi"),
            Map.entry("bmiKgPerM2", "bmi"));

    private LearntFacts() {}

    /** The facts among a task's answers; empty where it asks for none. */
    public static Map<String, Object> in(Map<String, Object> given) {
        var facts = new HashMap<String, Object>();
        given.forEach((field, answer) -> {
            var name = OTHER_NAMES.getOrDefault(field, field);
            var value = plain(answer);
            if (SAID.contains(name) || FOUND.contains(name)) {
                facts.put(name, value);
            }
            // Measured anew: exact unless this form, too, asks for a comparator
            Measured.of(name).ifPresent(measured -> {
                facts.put(name, value);
                facts.put(measured.comparator(), given.get(measured.comparator()));
            });
        });
        if (facts.containsKey(DOSE)) {
            // H14: those of an earlier dose do not stand beside this one
            facts.put(BRAND, null);
            facts.put(STRENGTH, null);
            given.forEach((field, answer) -> {
                var name = OTHER_NAMES.getOrDefault(field, field);
                if (name.equals(BRAND) || name.equals(STRENGTH)) {
                    facts.put(name, plain(answer));
                }
            });
        }
        if (given.get("insulinPmolPerL") instanceof Number insulin) {
            facts.put(
                    "fastingInsulin",
                    sample(plain(insulin), given.get("insulinComparator"), yesOrNo(given.get("onInsulinWhenTaken"))));
        }
        if ("YES".equals(given.get("pancreatitisSince"))) {
            facts.put("pancreatitis", true);
        }
        if (facts.containsKey(Measured.TRIGLYCERIDES.fact())) {
            facts.put(Measured.TRIGLYCERIDES_FASTING, fasting(given));
        }
        return facts;
    }

    /**
     * What a referrer supplied after acceptance, of the facts that tasks and reports say too: here, as among those, the
     * newest counts. What was not supplied is not in it.
     */
    public static Map<String, Object> supplied(Clinical clinical) {
        var facts = new HashMap<String, Object>();
        known(facts, "bmi", clinical.bmi());
        known(facts, "weightKg", clinical.weightKg());
        known(facts, DOSE, clinical.insulinUnitsPerDay());
        if (clinical.insulinUnitsPerDay() != null) {
            // H14: those of an earlier dose do not stand beside this one; the product's name is free text
            facts.put(BRAND, null);
            facts.put(STRENGTH, plain(clinical.insulinStrengthUnitsPerMl()));
        }
        known(facts, "fattyLiver", clinical.fattyLiver());
        known(facts, "cardiomyopathy", clinical.cardiomyopathy());
        known(facts, "pancreatitis", clinical.pancreatitis());
        var insulin = clinical.fastingInsulin();
        if (insulin != null) {
            facts.put(
                    "fastingInsulin",
                    sample(
                            plain(insulin.pmolPerL()),
                            Measured.sign(insulin.comparator()),
                            insulin.onInsulinWhenTaken()));
        }
        var measured = Measured.in(clinical);
        for (var each : Measured.values()) {
            if (measured.get(each.fact()) != null) {
                facts.put(each.fact(), plain(measured.get(each.fact())));
                facts.put(each.comparator(), measured.get(each.comparator()));
            }
        }
        if (facts.containsKey(Measured.TRIGLYCERIDES.fact())) {
            facts.put(Measured.TRIGLYCERIDES_FASTING, measured.get(Measured.TRIGLYCERIDES_FASTING));
        }
        return facts;
    }

    private static void known(Map<String, Object> facts, String name, Object value) {
        if (value != null) {
            facts.put(name, plain(value));
        }
    }

    /** Asked as yes, no or not known, or as a box: one that is not ticked says nothing. */
    private static Boolean fasting(Map<String, Object> given) {
        var answer = given.get("sampleFasting");
        if (answer instanceof Boolean ticked) {
            return ticked ? Boolean.TRUE : null;
        }
        return yesOrNo(answer);
    }

    /** An insulin sample as the decisions read it; taken fasting. */
    static Map<String, Object> sample(Object pmolPerL, Object comparator, Object onInsulinWhenTaken) {
        var sample = new HashMap<String, Object>();
        sample.put("pmolPerL", pmolPerL);
        sample.put("comparator", comparator);
        sample.put("onInsulinWhenTaken", onInsulinWhenTaken);
        sample.put("minutes", null);
        return sample;
    }

    /**
     * An answer as the engine keeps it best: a whole number as an integer, any other as a double; "yes" and "no" as true
     * and false, "not known" as null.
     *
     * @throws IllegalArgumentException for anything but text, a number, true or false
     */
    public static Object plain(Object value) {
        if (value instanceof Number number) {
            var exact = new BigDecimal(number.toString());
            return exact.stripTrailingZeros().scale() <= 0
                            && exact.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                    ? (Object) exact.intValue()
                    : (Object) exact.doubleValue();
        }
        if (value instanceof String text && Set.of("YES", "NO", "NOT_KNOWN").contains(text)) {
            return yesOrNo(text);
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        throw new IllegalArgumentException("Neither text, a number, true nor false");
    }

    private static Boolean yesOrNo(Object answer) {
        return answer instanceof Boolean known
                ? known
                : "YES".equals(answer) ? Boolean.TRUE : "NO".equals(answer) ? Boolean.FALSE : null;
    }
}
