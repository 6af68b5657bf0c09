package uk.nsirs.notification.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** What a person who watches the service wants to know: does anything wait, how long, and what became of the rest. */
@Component
class DeliveryMetrics {

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry, DeliveryRepository deliveries, Clock clock) {
        this.registry = registry;
        Gauge.builder("nsirs.deliveries.waiting", deliveries, DeliveryMetrics::waiting)
                .description("E-mails that are not sent yet")
                .register(registry);
        Gauge.builder("nsirs.deliveries.waiting.age", deliveries, repository -> age(repository, clock))
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

    private static double waiting(DeliveryRepository deliveries) {
        try {
            return deliveries.waiting().number();
        } catch (DataAccessException databaseAway) {
            return Double.NaN;
        }
    }

    private static double age(DeliveryRepository deliveries, Clock clock) {
        try {
            return deliveries
                    .waiting()
                    .oldest()
                    .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1000.0)
                    .orElse(0.0);
        } catch (DataAccessException databaseAway) {
            return Double.NaN;
        }
    }
}
