package uk.nsirs.triage.casepage;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import uk.nsirs.triage.criteria.LearntFacts;
import uk.nsirs.triage.criteria.Measured;

/** Facts and codes of the pathway as people read them. Public, since the page's template calls it. */
public final class FactWords {

    private static final Map<Measured, String> ANALYTES = Map.of(
            Measured.HBA1C, "HbA1c",
            Measured.FASTING_GLUCOSE, "Fasting glucose",
            Measured.C_PEPTIDE, "C-peptide",
            Measured.TRIGLYCERIDES, "Triglycerides",
            Measured.HDL_CHOLESTEROL, "HDL cholesterol",
            Measured.ADIPONECTIN, "Adiponectin",
            Measured.LEPTIN, "Leptin",
            Measured.SHBG, "SHBG",
            Measured.IGFBP1, "IGFBP-1",
            Measured.ALT, "ALT");

    private static final Map<String, String> NAMES = Map.of(
            "fastingInsulin", "Insulin, fasting",
            "antibodyResult", "Insulin receptor antibodies",
            "liverFatPercent", "Liver fat",
            "liverStiffnessKpa", "Liver stiffness",
            "ejectionFractionPercent", "Ejection fraction",
            "ta151LimbMet", "A criterion of NICE TA151 is met",
            "followUpMonths", "Interval of follow-up",
            "distanceKm", "Distance");

    private static final Map<String, String> UNITS = Map.of(
            "liverFatPercent", " %",
            "liverStiffnessKpa", " kPa",
            "ejectionFractionPercent", " %",
            "distanceKm", " km",
            "followUpMonths", " months");

    /** What is always said with a dose of insulin (H14). */
    static final List<String> BESIDE_A_DOSE = List.of(LearntFacts.BRAND, LearntFacts.STRENGTH);

    private static final Map<String, String> MORE_THAN_ONE =
            Map.of(LearntFacts.BRAND, "more than one insulin", LearntFacts.STRENGTH, "more than one strength");

    private static final Map<String, String> BRANDS = Map.of(
            "HUMALOG", "Humalog",
            "LYUMJEV", "Lyumjev",
            "NOVORAPID", "NovoRapid",
            "FIASP", "Fiasp",
            "APIDRA", "Apidra",
            "HUMULIN_R", "Humulin R",
            "LANTUS", "Lantus",
            "LEVEMIR", "Levemir",
            "TRESIBA", "Tresiba",
            "TOUJEO", "Toujeo");

    private FactWords() {}

    /** The fact's name. */
    public static String name(String fact) {
        return Measured.of(fact).map(ANALYTES::get).orElseGet(() -> NAMES.getOrDefault(fact, PlainWords.name(fact)));
    }

    /** The fact's value with its unit; null where there is none. */
    public static String value(String fact, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        if (value instanceof Map<?, ?> insulin) {
            return (insulin.get("comparator") == null ? "" : insulin.get("comparator") + " ")
                    + insulin.get("pmolPerL")
                    + " pmol/L"
                    + (Boolean.TRUE.equals(insulin.get("onInsulinWhenTaken"))
                            ? ", treated with insulin when taken"
                            : "");
        }
        if (BESIDE_A_DOSE.contains(fact) && value.equals("SEVERAL")) {
            return MORE_THAN_ONE.get(fact);
        }
        if (fact.equals(LearntFacts.BRAND)) {
            return BRANDS.getOrDefault(value, "another insulin");
        }
        var text = value instanceof BigDecimal number ? number.toPlainString() : String.valueOf(value);
        var unit = Measured.of(fact)
                .map(measured -> " " + measured.unit())
                .orElseGet(() -> UNITS.getOrDefault(fact, PlainWords.unit(fact)));
        return fact.equals("gene") ? text : code(text) + unit;
    }

    /** {@code LIVER_MRI} as "liver MRI"; null where there is none. */
    public static String code(Object code) {
        return code == null
                ? null
                : PlainWords.code(code)
                        .replace("mri", "MRI")
                        .replace("nhs england", "NHS England")
                        .replace("mdt", "MDT");
    }
}
