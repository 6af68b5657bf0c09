package uk.nsirs.triage.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

    private final WorkingCalendar calendar =
            new WorkingCalendar(Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2026, 12, 28)));

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T08:00+00:00, 2026-11-23T08:00+00:00",
        "2026-11-23T17:59+00:00, 2026-11-23T17:59+00:00",
        "2026-11-23T18:00+00:00, 2026-11-24T08:00+00:00",
        "2026-11-23T07:59+00:00, 2026-11-23T08:00+00:00",
        "2026-11-27T19:00+00:00, 2026-11-30T08:00+00:00",
        "2026-12-24T18:30+00:00, 2026-12-29T08:00+00:00",
        // British Summer Time
        "2026-07-06T06:30+00:00, 2026-07-06T07:00+00:00",
        "2026-07-06T07:00+00:00, 2026-07-06T07:00+00:00"
    })
    void messagesWaitForAWorkingHour(String moment, String expected) {
        assertThat(calendar.sameOrNextWorkingMoment(ZonedDateTime.parse(moment)).toInstant())
                .isEqualTo(ZonedDateTime.parse(expected).toInstant());
    }
}
