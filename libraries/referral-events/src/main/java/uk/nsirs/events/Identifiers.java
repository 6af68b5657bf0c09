package uk.nsirs.events;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a patient's direct identifiers in text that travels where they must not. */
final class Identifiers {

    /** Ten digits of their own, with the spaces and hyphens people put between them. */
    private static final Pattern TEN_DIGITS = Pattern.compile("(?<!\\d)\\d(?:[\\s-]?\\d){9}(?!\\d)");

    private static final int SHORTEST_NAME = 3;

    private Identifiers() {}

    /** An NHS number, with or without spaces. */
    static FieldType<NhsNumber> nhsNumber() {
        return FieldType.valueObject(
                NhsNumber::of,
                "INVALID_NHS_NUMBER",
                "Must be an NHS number: ten digits, of which the last checks the others. Leave it out where the"
                        + " patient has none.");
    }

    /** Whether somewhere in {@code text} stands an NHS number whose check digit fits. */
    static boolean holdNhsNumber(String text) {
        return TEN_DIGITS.matcher(text).results().anyMatch(found -> NhsNumber.isNhsNumber(found.group()));
    }

    /** Whether {@code text} names this patient: by family or given name as a word, or by date of birth. */
    static boolean name(Patient patient, String text) {
        return Stream.of(patient.familyName(), patient.givenName()).anyMatch(name -> holdsName(text, name))
                || holdsDate(text, patient.dateOfBirth());
    }

    private static boolean holdsName(String text, String name) {
        return name != null
                && name.length() >= SHORTEST_NAME
                && Pattern.compile("(?<!\\p{L})" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "(?!\\p{L})")
                        .matcher(text.toLowerCase(Locale.ROOT))
                        .find();
    }

    private static boolean holdsDate(String text, LocalDate date) {
        var digits = text.replaceAll("\\D", "");
        return date != null
                && Stream.of("uuuuMMdd", "ddMMuuuu")
                        .anyMatch(pattern -> digits.contains(date.format(DateTimeFormatter.ofPattern(pattern))));
    }
}
