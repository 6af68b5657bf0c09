package uk.nsirs.triage.pathway;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.TemporalAmount;
import java.util.Map;
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

    /**
     * When something named is due from now on.
     *
     * @param name one of {@code nsirs.timers.lengths}
     * @throws IllegalArgumentException where no length of that name is configured
     */
    public String due(DelegateExecution execution, String name) {
        return next(length(name));
    }

    /**
     * When something named is due from a moment on.
     *
     * @param variable the process variable that holds the moment, as ISO date, or date and time; where it is empty, from
     *     now on
     */
    public String after(DelegateExecution execution, String variable, String name) {
        return format(moment(execution.getVariable(variable)).plus(amount(length(name))));
    }

    /**
     * When something is due in a number of months that somebody chose.
     *
     * @param variable the process variable that holds the number; where it is empty, the length of {@code name} counts
     */
    public String inMonths(DelegateExecution execution, String variable, String name) {
        return execution.getVariable(variable) instanceof Number months
                ? format(now().plusMonths(months.longValue()))
                : due(execution, name);
    }

    /**
     * When something is due in a number of days that a decision or a person chose.
     *
     * @param variable the process variable that holds the number; where it is empty, the length of {@code name} counts
     */
    public String inDays(DelegateExecution execution, String variable, String name) {
        return execution.getVariable(variable) instanceof Number days
                ? format(now().plusDays(days.longValue()))
                : due(execution, name);
    }

    /**
     * Whether a moment and a named length after it are over.
     *
     * @param variable the process variable that holds the moment, as ISO date, or date and time; where it is empty, false
     */
    public boolean passed(DelegateExecution execution, String variable, String name) {
        return TaskForm.isAnswer(execution.getVariable(variable))
                && !moment(execution.getVariable(variable))
                        .plus(amount(length(name)))
                        .isAfter(now());
    }

    /** The next meeting of the multidisciplinary team that has not begun; never on a bank holiday. */
    public String nextMeeting(DelegateExecution execution) {
        var meeting = now().with(settings.meeting().time())
                .with(TemporalAdjusters.nextOrSame(settings.meeting().day()));
        while (!meeting.isAfter(now()) || !calendar.isWorkingDay(meeting.toLocalDate())) {
            meeting = meeting.plusWeeks(1);
        }
        return iso(meeting);
    }

    /** Whether the named length after {@code moment} is over. */
    boolean isOver(Instant moment, String name) {
        return !moment.atZone(WorkingCalendar.LONDON).plus(amount(length(name))).isAfter(now());
    }

    /** Whether {@code moment} lies at least the named length ahead of now. */
    boolean isAhead(ZonedDateTime moment, String name) {
        return !moment.isBefore(now().plus(amount(length(name))));
    }

    private String length(String name) {
        var length = settings.lengths().get(name);
        if (length == null) {
            throw new IllegalArgumentException("No length is configured for the timer " + name);
        }
        return length;
    }

    private ZonedDateTime now() {
        return ZonedDateTime.now(clock).withZoneSameInstant(WorkingCalendar.LONDON);
    }

    private ZonedDateTime moment(Object variable) {
        if (!TaskForm.isAnswer(variable)) {
            return now();
        }
        return Moments.read((String) variable);
    }

    private String next(String length) {
        return format(now().plus(amount(length)));
    }

    private String format(ZonedDateTime moment) {
        var at = settings.workingHours() ? calendar.sameOrNextWorkingMoment(moment) : moment;
        return iso(at);
    }

    private static String iso(ZonedDateTime moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
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
     * @param lengths calendar time by name, for all other timers of the models
     * @param meeting when the multidisciplinary team meets
     * @param workingHours whether moments move to the next working hour
     * @param bankHolidays of England
     */
    @ConfigurationProperties("nsirs.timers")
    record Settings(
            String informationChase,
            String informationClose,
            String triageReminder,
            Map<String, String> lengths,
            Meeting meeting,
            boolean workingHours,
            Set<LocalDate> bankHolidays) {
        Settings {
            lengths = lengths == null ? Map.of() : Map.copyOf(lengths);
            bankHolidays = bankHolidays == null ? Set.of() : Set.copyOf(bankHolidays);
        }

        /** Weekly, local time of London. */
        record Meeting(DayOfWeek day, LocalTime time) {}
    }
}
