package uk.nsirs.notification.message;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How single things are written for people. */
final class Words {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);

    private Words() {}

    /** A day as NHS messages write it: "Monday 7 December 2026" (V-15). */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /**
     * What somebody typed, on one line: control and direction characters become spaces, so that it can neither begin a
     * line of its own nor turn the reading order.
     */
    static String oneLine(String typed) {
        return typed == null
                ? ""
                : typed.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                        .replaceAll("\\s+", " ")
                        .strip();
    }
}
