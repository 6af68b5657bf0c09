package uk.nsirs.triage.casepage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import uk.nsirs.events.NhsNumber;

/**
 * Field names, codes, dates and numbers as people read them (NHS content style: {@code 6 August 2018}, NHS numbers in
 * groups of 3, 3 and 4). Public, since the page's template calls it.
 */
public final class PlainWords {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.UK).withZone(ZoneId.of("Europe/London"));

    private static final Map<String, String> OF_THEIR_OWN = Map.ofEntries(
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

    private PlainWords() {}

    /** {@code acanthosisNigricans} as "Acanthosis nigricans". */
    public static String name(String field) {
        var known = OF_THEIR_OWN.get(field);
        if (known != null) {
            return known;
        }
        var words = field.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** {@code NOT_MET} as "not met"; what is no code stays as it is. */
    public static String code(Object code) {
        var text = String.valueOf(code);
        return text.matches("[A-Z]{2,}(_[A-Z0-9]+)*") ? text.replace('_', ' ').toLowerCase(Locale.ROOT) : text;
    }

    /** An instant as the time in England: "23 November 2026, 13:09". */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** {@code 1996-02-11} as "11 February 1996"; "not known" where there is none. */
    public static String date(LocalDate date) {
        return date == null ? "not known" : DATE.format(date);
    }

    /** "999 000 0018"; "none given" where there is none. */
    public static String nhsNumber(NhsNumber number) {
        return number == null
                ? "none given"
                : number.value().substring(0, 3) + " " + number.value().substring(3, 6) + " "
                        + number.value().substring(6);
    }
}
