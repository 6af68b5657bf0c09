package uk.nsirs.notification.message;

import java.util.Map;
import uk.nsirs.events.MissingItem;

/** What the criteria ask for, in words a referrer knows. */
final class MissingItemWords {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("syndrome", "Whether a syndrome is known or suspected, and which one"),
            Map.entry("lipodystrophy", "Whether a clinician has diagnosed lipodystrophy, and which kind"),
            Map.entry(
                    "unexplainedSevereInsulinResistance",
                    "Whether the severe insulin resistance is unexplained, after other causes were looked for"),
            Map.entry("obesityIsPrimaryCause", "Whether obesity is the primary cause of the insulin resistance"),
            Map.entry("acanthosisNigricans", "Whether there is acanthosis nigricans"),
            Map.entry("onExogenousInsulin", "Whether the patient takes insulin"),
            Map.entry(
                    "fastingInsulin",
                    "Fasting insulin, with its unit, the date, and whether the patient was on insulin at the time"),
            Map.entry(
                    "ogttInsulin",
                    "Insulin during an oral glucose tolerance test: each sample with its unit and its minutes"),
            Map.entry("bmi", "Body mass index, or height and weight"),
            Map.entry("bmiZScore", "Body mass index Z score, with the growth reference used"),
            Map.entry("dateOfBirth", "The date of birth, on the referral page only"),
            Map.entry("heightCm", "Height in centimetres"),
            Map.entry("weightKg", "Weight in kilograms"),
            Map.entry("insulinUnitsPerDay", "Insulin dose in units a day"),
            Map.entry("hba1c", "HbA1c, in mmol/mol"),
            Map.entry("fastingGlucose", "Fasting glucose, in mmol/L"),
            Map.entry("cPeptide", "C-peptide, with its unit"),
            Map.entry("triglycerides", "Triglycerides, in mmol/L, and whether fasting"),
            Map.entry("hdlCholesterol", "HDL cholesterol, in mmol/L"),
            Map.entry("adiponectin", "Adiponectin, with its unit"),
            Map.entry("leptin", "Leptin, with its unit"),
            Map.entry("shbg", "Sex hormone binding globulin, with its unit"),
            Map.entry("igfbp1", "IGF binding protein 1, with its unit"));

    private MissingItemWords() {}

    /** The item in words. One that has no wording of its own is sent to its page by the field's name, never dropped. */
    static String of(MissingItem item) {
        var words = WORDS.get(item.field());
        return words != null ? words : spelledOut(Words.oneLine(item.field()));
    }

    static boolean hasWording(String field) {
        return WORDS.containsKey(field);
    }

    private static String spelledOut(String field) {
        var spaced = field.replaceAll("([a-z])([A-Z0-9])", "$1 $2").toLowerCase(java.util.Locale.UK);
        return spaced.isEmpty()
                ? "See the referral page"
                : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }
}
