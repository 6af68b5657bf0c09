package uk.nsirs.triage.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;
import uk.nsirs.relay.RecentReading;
import uk.nsirs.triage.casefile.CaseFile.Status;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.PendingMessages;
import uk.nsirs.triage.pathway.EngineWork;

/**
 * What waits for somebody, and what went wrong, as {@code nsirs.triage.*}. Every instance reports the same numbers, since
 * they share a database: take the highest, never the sum.
 *
 * <p>Each number is read through an index that holds no more than what it counts, so none costs more when more referrals are
 * held. {@code NaN} where the database is away.
 */
@Component
class WorkGauges {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final CaseFiles cases;
    private final PendingMessages pending;
    private final EngineWork engine;
    private final Clock clock;
    private final RecentReading<Optional<Work>> work = new RecentReading<>(FRESH, this::read);

    WorkGauges(CaseFiles cases, PendingMessages pending, EngineWork engine, Clock clock, MeterRegistry meters) {
        this.cases = cases;
        this.pending = pending;
        this.engine = engine;
        this.clock = clock;
        gauge(meters, "awaiting.decision", null, "Referrals that wait for a triage decision", now -> now.decision()
                .number());
        gauge(
                meters,
                "awaiting.decision.age",
                "seconds",
                "Time since the oldest of them was received",
                now -> now.decision().oldestSeconds());
        gauge(
                meters,
                "awaiting.information",
                null,
                "Referrals that wait for what the referrer was asked",
                now -> now.information().number());
        gauge(meters, "pending.messages", null, "Messages that no process received yet", Work::pendingMessages);
        gauge(
                meters,
                "unprocessable.open",
                null,
                "Messages that could not be processed and wait for an administrator",
                Work::unprocessable);
        gauge(
                meters,
                "undeliverable.open",
                null,
                "E-mails that could not be delivered and wait for an administrator",
                Work::undeliverable);
        gauge(meters, "failed.jobs", null, "Jobs of the engine that are not tried again", Work::failedJobs);
        gauge(meters, "incidents", null, "Open incidents that somebody has to mend", Work::incidents);
        gauge(meters, "not.migrated", null, "Process instances that go on under an earlier model", Work::notMigrated);
    }

    private void gauge(
            MeterRegistry meters, String name, String unit, String description, ToDoubleFunction<Work> number) {
        Gauge.builder("nsirs.triage." + name, this, gauges -> gauges.work
                        .get()
                        .map(now -> number.applyAsDouble(now))
                        .orElse(Double.NaN))
                .description(description)
                .baseUnit(unit)
                .register(meters);
    }

    /** Empty where the database is away. */
    private Optional<Work> read() {
        try {
            return Optional.of(new Work(
                    waiting(Status.AWAITING_DECISION),
                    waiting(Status.AWAITING_INFORMATION),
                    pending.waiting(),
                    engine.unprocessable(),
                    engine.undeliverable(),
                    engine.failedJobs(),
                    engine.incidents(),
                    engine.notMigrated()));
        } catch (RuntimeException away) {
            // Of Spring's kind or, from the engine, of its own.
            return Optional.empty();
        }
    }

    private Waiting waiting(Status status) {
        var found = cases.waiting(status);
        return new Waiting(
                found.number(),
                found.oldest()
                        .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                        .orElse(0.0));
    }

    private record Waiting(long number, double oldestSeconds) {}

    private record Work(
            Waiting decision,
            Waiting information,
            long pendingMessages,
            long unprocessable,
            long undeliverable,
            long failedJobs,
            long incidents,
            long notMigrated) {}
}
