package uk.nsirs.notification.message;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How single things are written for people. */
final class Words {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu", Locale.UK);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("h:mma", Locale.UK);
    private static final DateTimeFormatter ON_THE_HOUR = DateTimeFormatter.ofPattern("ha", Locale.UK);
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private Words() {}

    /** A day as NHS messages write it: "Monday 7 December 2026" (V-15). */
    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** A moment as a clock in England shows it: "Monday 21 December 2026 at 9:30am" (V-15). */
    static String moment(OffsetDateTime moment) {
        var local = moment.atZoneSameInstant(ENGLAND);
        var time = local.getMinute() == 0 ? ON_THE_HOUR : TIME;
        return day(local.toLocalDate())
                + " at "
                + (local.toLocalTime().equals(LocalTime.NOON)
                        ? "midday"
                        : time.format(local).toLowerCase(Locale.UK));
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
