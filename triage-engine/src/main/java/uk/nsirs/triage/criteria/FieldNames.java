package uk.nsirs.triage.criteria;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.nsirs.events.ReferralEvent.InformationSupplied;

/** What people call the fields of a referral, and the unit each is read in: the one place for these words. */
public final class FieldNames {

    private static final Map<String, String> OF_THEIR_OWN = Map.ofEntries(
            Map.entry("nhsNumber", "NHS number"),
            Map.entry("gpPractice", "GP practice"),
            Map.entry("clockStartOn", "Start of the waiting time"),
            Map.entry("bmi", "BMI"),
            Map.entry("bmiZScore", "BMI Z score"),
            Map.entry("bmiZReference", "Reference of the BMI Z score"),
            Map.entry("heightCm", "Height"),
            Map.entry("weightKg", "Weight"),
            Map.entry("insulinUnitsPerDay", "Insulin dose"),
            Map.entry("insulinStrengthUnitsPerMl", "Insulin strength"),
            Map.entry("insulinInjectionsPerDay", "Insulin injections"),
            Map.entry("onExogenousInsulin", "Treated with insulin"),
            Map.entry("onInsulinWhenTaken", "treated with insulin when taken"),
            Map.entry("ogttInsulin", "Insulin in the glucose tolerance test"),
            Map.entry("hba1c", "HbA1c"),
            Map.entry("cPeptide", "C-peptide"),
            Map.entry("hdlCholesterol", "HDL cholesterol"),
            Map.entry("shbg", "SHBG"),
            Map.entry("igfbp1", "IGFBP-1"),
            Map.entry("alt", "ALT"),
            Map.entry("pmolPerL", "in pmol/L"),
            Map.entry("factor", "converted with factor"));

    /** Of what is sent as a number; a measurement carries its own. */
    private static final Map<String, String> UNITS = Map.of(
            "bmi", "kg/m2",
            "bmiZScore", "standard deviations",
            "heightCm", "cm",
            "weightKg", "kg",
            "insulinUnitsPerDay", "units a day",
            "insulinStrengthUnitsPerMl", "units/mL",
            "insulinInjectionsPerDay", "a day");

    private static final Map<String, String> MEASURED_IN = Map.ofEntries(
            Map.entry("fastingInsulin", "pmol/L"),
            Map.entry("ogttInsulin", "pmol/L"),
            Map.entry("hba1c", Measured.HBA1C.unit()),
            Map.entry("fastingGlucose", Measured.FASTING_GLUCOSE.unit()),
            Map.entry("cPeptide", Measured.C_PEPTIDE.unit()),
            Map.entry("triglycerides", Measured.TRIGLYCERIDES.unit()),
            Map.entry("hdlCholesterol", Measured.HDL_CHOLESTEROL.unit()),
            Map.entry("adiponectin", Measured.ADIPONECTIN.unit()),
            Map.entry("leptin", Measured.LEPTIN.unit()),
            Map.entry("shbg", Measured.SHBG.unit()),
            Map.entry("igfbp1", Measured.IGFBP1.unit()),
            Map.entry("alt", Measured.ALT.unit()));

    /** Parts of a measurement: the measurement's own name says more. */
    private static final List<String> PARTS = List.of("value", "unit", "comparator", "takenOn");

    private FieldNames() {}

    /** {@code acanthosisNigricans} as "Acanthosis nigricans". */
    public static String name(String field) {
        var known = OF_THEIR_OWN.get(field);
        if (known != null) {
            return known;
        }
        var words = field.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The unit that a number of this field is sent in; empty where it has none or carries its own. */
    public static String unit(String field) {
        return UNITS.getOrDefault(field, "");
    }

    /** {@code hba1c} as "HbA1c (mmol/mol)"; the name alone where no unit belongs to it. */
    public static String nameWithUnit(String field) {
        var unit = MEASURED_IN.getOrDefault(field, unit(field));
        return unit.isEmpty() ? name(field) : name(field) + " (" + unit + ")";
    }

    /** What a referrer supplied, one item a line as a list: names and units, no value and nothing that was written. */
    public static String list(InformationSupplied supplied) {
        return Stream.of(
                        CriteriaFacts.names(supplied.clinical()).stream().map(FieldNames::nameWithUnit),
                        supplied.notAvailable().stream().map(each -> name(each.field()) + ": cannot be had"),
                        Stream.ofNullable(supplied.note()).map(note -> "A note"))
                .flatMap(each -> each)
                .map(each -> "- " + each)
                .collect(Collectors.joining("\n"));
    }

    /** The place of a JSON pointer: {@code /clinical/hba1c/value} as "HbA1c"; the document as a whole as "Referral". */
    public static String place(String pointer) {
        return Arrays.stream(pointer.split("/"))
                .filter(part -> !part.isEmpty() && !PARTS.contains(part) && !part.matches("\\d+"))
                .reduce((first, last) -> last)
                .map(FieldNames::name)
                .orElse("Referral");
    }
}
