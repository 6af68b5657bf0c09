package uk.nsirs.events;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** Dates as senders write them, none of them in the future. */
record Days(Clock clock) {

    static final LocalDate EARLIEST_BIRTH = LocalDate.of(1900, 1, 1);

    /** "Today" is the senders': a sample taken after midnight in summer is not from the future. */
    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    LocalDate today() {
        return LocalDate.now(clock.withZone(ENGLAND));
    }

    /** A day that may be somebody's birthday, or any later one up to today. */
    FieldType<LocalDate> past() {
        return past(EARLIEST_BIRTH);
    }

    /** A day from {@code earliest} to today. */
    FieldType<LocalDate> past(LocalDate earliest) {
        return FieldType.string().then((text, place) -> {
            LocalDate day = null;
            if (DAY.matcher(text).matches()) {
                try {
                    day = LocalDate.parse(text);
                } catch (DateTimeException notInTheCalendar) {
                    // a fault like any other text that is no date
                }
            }
            if (day == null) {
                return place.fault("INVALID_DATE", "Must be a day of the calendar, written as 2026-05-20.");
            }
            return past(day, day, day, earliest, place);
        });
    }

    /** A day, month or year that may have begun by today. */
    FieldType<PartialDate> pastOrPartOfIt() {
        return FieldType.valueObject(
                        PartialDate::of,
                        "INVALID_DATE",
                        "Must be a day, a month or a year of the calendar, written as 2026-05-20, 2026-05 or 2026.")
                .then((date, place) -> past(date, date.earliest(), date.latest(), EARLIEST_BIRTH, place));
    }

    private <T> T past(T date, LocalDate from, LocalDate to, LocalDate earliest, Place place) {
        if (from.isAfter(today())) {
            return place.fault("DATE_IN_FUTURE", "Must not be in the future.");
        }
        return to.isBefore(earliest)
                ? place.fault("DATE_TOO_EARLY", "Must not be before %s.".formatted(earliest))
                : date;
    }
}
