package uk.nsirs.triage.casepage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import uk.nsirs.events.NhsNumber;
import uk.nsirs.triage.criteria.FieldNames;

/**
 * Field names, codes, dates and numbers as people read them (NHS content style: {@code 6 August 2018}, NHS numbers in
 * groups of 3, 3 and 4). Public, since the page's template calls it.
 */
public final class PlainWords {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.UK).withZone(ZoneId.of("Europe/London"));

    private PlainWords() {}

    /** {@code acanthosisNigricans} as "Acanthosis nigricans". */
    public static String name(String field) {
        return FieldNames.name(field);
    }

    /** The unit of a field's number, with the space before it; empty where it has none. */
    static String unit(String field) {
        var unit = FieldNames.unit(field);
        return unit.isEmpty() ? "" : " " + unit;
    }

    /** {@code /patient/nhsNumber}, the pointer of a fault, as "NHS number". */
    public static String place(String pointer) {
        return FieldNames.place(pointer);
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
