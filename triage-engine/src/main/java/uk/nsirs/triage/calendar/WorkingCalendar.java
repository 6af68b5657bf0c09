package uk.nsirs.triage.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When people at a trust can be expected to read a message: working days of England between 08:00 and 18:00
 * (Europe/London).
 */
public final class WorkingCalendar {

    /** The service's local time. */
    public static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final LocalTime CLOSES = LocalTime.of(18, 0);

    private final Set<LocalDate> bankHolidays;

    /** @param bankHolidays of England; days beyond the last known one count as ordinary days */
    public WorkingCalendar(Set<LocalDate> bankHolidays) {
        this.bankHolidays = Set.copyOf(bankHolidays);
    }

    /** {@code moment} itself where people work then, else the next opening. */
    public ZonedDateTime sameOrNextWorkingMoment(ZonedDateTime moment) {
        var local = moment.withZoneSameInstant(LONDON);
        if (isWorkingDay(local.toLocalDate())) {
            if (local.toLocalTime().isBefore(OPENS)) {
                return local.with(OPENS);
            }
            if (local.toLocalTime().isBefore(CLOSES)) {
                return local;
            }
        }
        var day = local.toLocalDate().plusDays(1);
        while (!isWorkingDay(day)) {
            day = day.plusDays(1);
        }
        return day.atTime(OPENS).atZone(LONDON);
    }

    /** Monday to Friday without bank holidays. */
    public boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !bankHolidays.contains(day);
    }
}
