package uk.nsirs.notification.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import uk.nsirs.relay.RecentReading;

/** What a person who watches the service wants to know: does anything wait, how long, and what became of the rest. */
@Component
class DeliveryMetrics {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final MeterRegistry registry;
    private final DeliveryRepository deliveries;
    private final Clock clock;
    private final RecentReading<Optional<DeliveryRepository.Waiting>> waiting =
            new RecentReading<>(FRESH, this::readWaiting);

    DeliveryMetrics(MeterRegistry registry, DeliveryRepository deliveries, Clock clock) {
        this.registry = registry;
        this.deliveries = deliveries;
        this.clock = clock;
        Gauge.builder("nsirs.deliveries.waiting", this, metrics -> metrics.waiting
                        .get()
                        .map(now -> (double) now.number())
                        .orElse(Double.NaN))
                .description("E-mails that are not sent yet")
                .register(registry);
        Gauge.builder(
                        "nsirs.deliveries.waiting.age",
                        this,
                        metrics -> metrics.waiting.get().map(metrics::age).orElse(Double.NaN))
                .description("How long the oldest of them has waited")
                .baseUnit("seconds")
                .register(registry);
        // Registered before the first one happens, so that a dashboard shows a zero and not a gap.
        count("sent", 0);
        count("undeliverable", 0);
        count("postponed", 0);
        count("cancelled", 0);
        uncertain(0);
    }

    /** Counts the end of one attempt. */
    void count(Delivery delivery) {
        var state = delivery.state();
        count(
                state instanceof DeliveryState.Pending
                        ? "postponed"
                        : state.label().toLowerCase(java.util.Locale.ROOT),
                1);
        if (delivery.uncertain() && state instanceof DeliveryState.Sent) {
            uncertain(1);
        }
    }

    private void count(String outcome, int number) {
        registry.counter("nsirs.deliveries.attempts", "outcome", outcome).increment(number);
    }

    private void uncertain(int number) {
        registry.counter("nsirs.deliveries.uncertain").increment(number);
    }

    /** Empty where the database is away. */
    private Optional<DeliveryRepository.Waiting> readWaiting() {
        try {
            return Optional.of(deliveries.waiting());
        } catch (DataAccessException databaseAway) {
            return Optional.empty();
        }
    }

    private double age(DeliveryRepository.Waiting now) {
        return now.oldest()
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
