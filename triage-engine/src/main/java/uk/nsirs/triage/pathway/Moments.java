package uk.nsirs.triage.pathway;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import uk.nsirs.triage.calendar.WorkingCalendar;

/** Moments as forms and reports write them. */
final class Moments {

    private Moments() {}

    /**
     * The moment that {@code text} writes, in the local time of London.
     *
     * @param text an ISO date, which means the beginning of that day, or a date and time with an offset, or without one
     *     for local time
     */
    static ZonedDateTime read(String text) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay(WorkingCalendar.LONDON);
        }
        var read = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return read instanceof OffsetDateTime moment
                ? moment.atZoneSameInstant(WorkingCalendar.LONDON)
                : ((LocalDateTime) read).atZone(WorkingCalendar.LONDON);
    }
}
