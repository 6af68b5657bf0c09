package uk.nsirs.triage.pathway;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.calendar.WorkingCalendar;

/**
 * When the processes' timers go off. The models call it as {@code timers}; no duration stands in a model.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("timers")
public final class Timers {

    private final Settings settings;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Timers(Settings settings, Clock clock) {
        this.settings = settings;
        this.calendar = new WorkingCalendar(settings.bankHolidays());
        this.clock = clock;
    }

    /** When the referrer is reminded of what is missing. */
    public String informationChase(DelegateExecution execution) {
        return next(settings.informationChase());
    }

    /** When the request for information ends; never the referral. */
    public String informationClose(DelegateExecution execution) {
        return next(settings.informationClose());
    }

    /** When clinicians are reminded of an open task. */
    public String triageReminder(DelegateExecution execution) {
        return next(settings.triageReminder());
    }

    private String next(String length) {
        var moment = ZonedDateTime.now(clock)
                .withZoneSameInstant(WorkingCalendar.LONDON)
                .plus(amount(length));
        var at = settings.workingHours() ? calendar.sameOrNextWorkingMoment(moment) : moment;
        return at.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }

    private static TemporalAmount amount(String length) {
        return length.contains("T") ? Duration.parse(length) : Period.parse(length);
    }

    /**
     * {@code nsirs.timers.*}.
     *
     * @param informationChase calendar time between reminders, such as {@code P10D} or {@code PT2H}
     * @param informationClose calendar time until the request ends
     * @param triageReminder calendar time until clinicians are reminded
     * @param workingHours whether moments move to the next working hour
     * @param bankHolidays of England
     */
    @ConfigurationProperties("nsirs.timers")
    record Settings(
            String informationChase,
            String informationClose,
            String triageReminder,
            boolean workingHours,
            Set<LocalDate> bankHolidays) {
        Settings {
            bankHolidays = bankHolidays == null ? Set.of() : Set.copyOf(bankHolidays);
        }
    }
}
