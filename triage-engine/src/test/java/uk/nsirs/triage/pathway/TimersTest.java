package uk.nsirs.triage.pathway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;
import uk.nsirs.triage.calendar.WorkingCalendar;

class TimersTest {

    /** A call of a timer that is named, and the names in it: a text that is no name of a variable. */
    private static final Pattern CALL =
            Pattern.compile("timers\\.(?:due|after|inDays|inMonths|passed)\\(execution,((?:(?!timers\\.)[^}])*)\\)");

    private static final Pattern NAME = Pattern.compile("'([a-z0-9]+(?:-[a-z0-9]+)*)'");
    private static final Pattern VARIABLE = Pattern.compile("getVariable\\('[^']*'\\)|^\\s*'[^']*'\\s*,");

    private final DelegateExecution execution = Mockito.mock(DelegateExecution.class);

    @Test
    void everyTimerOfAModelHasItsLengthAndEveryLengthItsTimer() throws IOException {
        var used = new TreeSet<>(used(models()));
        used.addAll(Set.of(AppointmentRules.NOTICE, ClinicalFacts.REANALYSIS));

        assertThat(configured()).isEqualTo(used);
    }

    /** THE-16, THE-17, A-06, H9: what the source or a publication says, as it is configured unless somebody changes it. */
    @ParameterizedTest
    @CsvSource({
        "four-week-review,P28D",
        "rituximab-1,P6M",
        "rituximab-2,P12M",
        "rituximab-3,P18M",
        "rituximab-4,P24M",
        "relapse-watch-end,P36M",
        "insulin-contact,P7D",
        "genetic-turnaround,P42D"
    })
    void whatIsPublishedIsTheDefault(String name, String length) throws IOException {
        assertThat(setting("nsirs.timers.lengths." + name)).isEqualTo(length);
    }

    /** REF-16: no time of the source limits triage; when clinicians are reminded is configuration. */
    @Test
    void whenATriageIsOverdueIsConfigurationAndNothingElse() throws IOException {
        assertThat(setting("nsirs.timers.triage-reminder")).isEqualTo("P2D");
        assertThat(at("2026-11-23T09:00:00Z").triageReminder(execution)).isEqualTo("2026-11-24T09:00:00Z");
    }

    @Test
    void aNameIsFoundHoweverTheModelSaysIt() {
        assertThat(
                        used(
                                """
                ${timers.due(execution, 'a-chase')}
                ${timers.after(execution, 'appointmentOn', 'attendance')}
                ${timers.due(execution, execution.getVariable('urgent') == true ? 'urgent-chase' : 'chase')}
                ${timers.inMonths(execution, 'months', 'cycle')}
                ${execution.setVariable('dueOn', timers.after(execution, 'startedOn', 'rituximab-1'))}
                ${execution.getVariable('a') == 'B' || timers.passed(execution, 'since', 'watch-end')}
                """))
                .containsExactly("a-chase", "attendance", "chase", "cycle", "rituximab-1", "urgent-chase", "watch-end");
    }

    @Test
    void whatIsDueAtNightOrAtTheWeekendIsDueWhenPeopleWorkAgain() {
        var timers = at("2026-11-20T20:15:00Z");

        assertThat(timers.due(execution, "chase")).isEqualTo("2026-11-30T08:00:00Z");
        assertThatThrownBy(() -> timers.due(execution, "other")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-02,2026-12-09T08:00:00Z",
        "2026-12-02T10:30,2026-12-09T10:30:00Z",
        "2026-12-02T10:30+01:00,2026-12-09T09:30:00Z",
        "2026-12-02T10:30:00Z,2026-12-09T10:30:00Z",
        "'',2026-11-30T09:00:00Z",
        ",2026-11-30T09:00:00Z"
    })
    void aLengthMayBeginAtADateThatSomebodyGave(String from, String due) {
        Mockito.when(execution.getVariable("from")).thenReturn(from);

        assertThat(at("2026-11-23T09:00:00Z").after(execution, "from", "chase")).isEqualTo(due);
    }

    @Test
    void monthsThatSomebodyChoseComeBeforeTheLength() {
        var timers = at("2026-11-23T09:00:00Z");
        assertThat(timers.inMonths(execution, "months", "chase")).isEqualTo("2026-11-30T09:00:00Z");

        Mockito.when(execution.getVariable("months")).thenReturn(6);
        assertThat(timers.inMonths(execution, "months", "chase")).isEqualTo("2027-05-24T08:00:00+01:00");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-16,true", "2026-11-17,false", "'',false", ",false"})
    void aLengthAfterADateHasPassedOrNot(String from, boolean passed) {
        Mockito.when(execution.getVariable("from")).thenReturn(from);

        assertThat(at("2026-11-23T09:00:00Z").passed(execution, "from", "chase"))
                .isEqualTo(passed);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T09:00:00Z,2026-11-25T14:00:00Z",
        "2026-11-25T13:59:59Z,2026-11-25T14:00:00Z",
        "2026-11-25T14:00:00Z,2026-12-02T14:00:00Z",
        "2026-03-26T12:00:00Z,2026-04-01T14:00:00+01:00",
        "2026-12-18T12:00:00Z,2026-12-30T14:00:00Z"
    })
    void theNextMeetingIsTheNextWorkingWednesdayThatHasNotBegun(String now, String meeting) {
        assertThat(at(now).nextMeeting(execution)).isEqualTo(meeting);
    }

    static Timers at(String now) {
        return new Timers(
                new Timers.Settings(
                        "P1D",
                        "P1D",
                        "P1D",
                        Map.of("chase", "P7D", ClinicalFacts.REANALYSIS, "P24M"),
                        new Timers.Settings.Meeting(DayOfWeek.WEDNESDAY, LocalTime.of(14, 0)),
                        true,
                        Set.of(LocalDate.of(2026, 12, 23))),
                Clock.fixed(Instant.parse(now), WorkingCalendar.LONDON));
    }

    private static Object setting(String name) throws IOException {
        return new YamlPropertySourceLoader()
                .load("main", new ClassPathResource("application.yaml")).stream()
                        .map(source -> source.getProperty(name))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElseThrow();
    }

    private static Set<String> configured() throws IOException {
        var names = new TreeSet<String>();
        var prefix = "nsirs.timers.lengths.";
        for (var source : new YamlPropertySourceLoader().load("main", new ClassPathResource("application.yaml"))) {
            for (var property :
                    ((org.springframework.core.env.EnumerablePropertySource<?>) source).getPropertyNames()) {
                if (property.startsWith(prefix)) {
                    names.add(property.substring(prefix.length()));
                }
            }
        }
        return names;
    }

    private static Set<String> used(String text) {
        var names = new TreeSet<String>();
        var calls = CALL.matcher(text);
        while (calls.find()) {
            var found = NAME.matcher(VARIABLE.matcher(calls.group(1)).replaceAll(""));
            while (found.find()) {
                names.add(found.group(1));
            }
        }
        return names;
    }

    private static String models() throws IOException {
        var text = new StringBuilder();
        for (var model : ModelDeployment.models()) {
            if (model.name().endsWith(".bpmn")) {
                text.append(model.resource().getContentAsString(StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }
}
