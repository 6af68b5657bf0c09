package uk.nsirs.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SimulatedClockTest {

    private final SimulatedClock clock = new SimulatedClock();

    @Test
    void itIsAheadByWhatItWasMovedAndRunsOn() {
        var before = clock.instant();

        clock.forwardTo(before.plus(Duration.ofDays(200)));

        var first = clock.instant();
        assertThat(first).isAfterOrEqualTo(before.plus(Duration.ofDays(200)));
        assertThat(clock.instant()).isAfterOrEqualTo(first);
        assertThat(clock.ahead()).isLessThanOrEqualTo(Duration.ofDays(200));
    }

    @Test
    void aClockOfAnotherZoneMovesWithIt() {
        var london = clock.withZone(ZoneId.of("Europe/London"));

        clock.forwardTo(Instant.now().plus(Duration.ofDays(365)));

        assertThat(london.instant()).isAfter(Instant.now().plus(Duration.ofDays(364)));
    }

    @Test
    void itNeverGoesBack() {
        clock.forwardTo(Instant.now().plus(Duration.ofDays(2)));

        assertThatThrownBy(() -> clock.forwardTo(Instant.now()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("forward only");
    }

    @Test
    void amountsAreOfTheCalendarOrOfTheClock() {
        assertThat(TimeMachine.amount("P6M")).isEqualTo(Period.ofMonths(6));
        assertThat(TimeMachine.amount("PT2H")).isEqualTo(Duration.ofHours(2));
    }
}
