package uk.nsirs.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock, ahead by as much as the tests say. It runs on and never goes back. */
final class SimulatedClock extends Clock {

    private final AtomicReference<Duration> ahead;
    private final ZoneId zone;

    SimulatedClock() {
        this(new AtomicReference<>(Duration.ZERO), ZoneOffset.UTC);
    }

    private SimulatedClock(AtomicReference<Duration> ahead, ZoneId zone) {
        this.ahead = ahead;
        this.zone = zone;
    }

    /**
     * Moves to {@code moment}.
     *
     * @throws IllegalArgumentException if that is in the past: a job could run a second time
     */
    void forwardTo(Instant moment) {
        var further = Duration.between(instant(), moment);
        if (further.isNegative()) {
            throw new IllegalArgumentException("Time goes forward only; " + moment + " is over.");
        }
        ahead.accumulateAndGet(further, Duration::plus);
    }

    /** How far it is ahead of the system's clock. Never negative. */
    Duration ahead() {
        return ahead.get();
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, read in another zone: it moves with this one. */
    @Override
    public Clock withZone(ZoneId other) {
        return new SimulatedClock(ahead, other);
    }
}
