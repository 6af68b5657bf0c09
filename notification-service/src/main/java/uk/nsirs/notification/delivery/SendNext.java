package uk.nsirs.notification.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.notification.delivery.DeliveryState.Sending;
import uk.nsirs.notification.delivery.DeliveryState.Undeliverable;
import uk.nsirs.notification.delivery.Mailer.Outcome;
import uk.nsirs.notification.delivery.Mailer.Outcome.Accepted;
import uk.nsirs.notification.delivery.Mailer.Outcome.Postponed;
import uk.nsirs.notification.delivery.Mailer.Outcome.Refused;
import uk.nsirs.notification.delivery.Mailer.Outcome.Unknown;
import uk.nsirs.relay.Outbox;

/**
 * Sends the next e-mail that is due, in three steps: the claim is committed, the mail server is spoken to outside any
 * transaction, and what came of it is committed together with the event that tells of it. A process that dies between
 * the steps leaves a claim behind, which another takes over after its time and counts as uncertain.
 */
@Service
class SendNext {

    private static final Logger LOG = LoggerFactory.getLogger(SendNext.class);
    private static final Duration PAUSE_BEFORE_FINISHING_AGAIN = Duration.ofMillis(500);

    private final DeliveryRepository deliveries;
    private final Mailer mailer;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final MailProperties properties;
    private final DeliveryMetrics metrics;
    private final WakeSenders wake;
    private final Clock clock;

    SendNext(
            DeliveryRepository deliveries,
            Mailer mailer,
            Outbox outbox,
            TransactionTemplate transaction,
            MailProperties properties,
            DeliveryMetrics metrics,
            WakeSenders wake,
            Clock clock) {
        this.deliveries = deliveries;
        this.mailer = mailer;
        this.outbox = outbox;
        this.transaction = transaction;
        this.properties = properties;
        this.metrics = metrics;
        this.wake = wake;
        this.clock = clock;
    }

    /** False where nothing was due. */
    boolean sendNext() throws InterruptedException {
        var step = transaction.execute(status -> claimNext());
        if (step instanceof Claimed claimed) {
            finish(claimed.delivery(), attempt(claimed.delivery()));
        }
        return !(step instanceof NothingDue);
    }

    private sealed interface Step {}

    private record NothingDue() implements Step {}

    private record NoLongerWanted() implements Step {}

    private record Claimed(Delivery delivery) implements Step {}

    private Step claimNext() {
        var now = clock.instant();
        var due = deliveries.nextDue(now);
        if (due.isEmpty()) {
            return new NothingDue();
        }
        var delivery = due.get();
        if (isClosedFor(delivery, deliveries.closedBy(delivery.reference()))) {
            deliveries.save(delivery.state(), delivery.cancelled(now, delivery.state() instanceof Sending));
            return new NoLongerWanted();
        }
        var claimed = delivery.claimed(UUID.randomUUID(), now.plus(properties.claimLock()));
        deliveries.save(delivery.state(), claimed);
        return new Claimed(claimed);
    }

    private Outcome attempt(Delivery delivery) {
        try {
            return mailer.send(delivery);
        } catch (RuntimeException bug) {
            LOG.error("Delivery {} of {} failed by a fault of ours", delivery.id(), delivery.reference(), bug);
            return new Unknown("The attempt failed by a fault of the service.");
        }
    }

    /**
     * Writes down what came of an attempt. A database that is away is waited for as long as the claim holds; after that
     * the attempt counts as uncertain like any whose sender vanished.
     */
    private void finish(Delivery delivery, Outcome outcome) throws InterruptedException {
        var until = ((Sending) delivery.state()).until();
        while (true) {
            try {
                transaction.executeWithoutResult(status -> writeDown(delivery, outcome));
                return;
            } catch (RuntimeException databaseAway) {
                LOG.warn(
                        "What became of delivery {} could not be written down yet: {}",
                        delivery.id(),
                        databaseAway.getClass().getSimpleName());
                if (clock.instant().isAfter(until)) {
                    return;
                }
                Thread.sleep(PAUSE_BEFORE_FINISHING_AGAIN.toMillis());
            }
        }
    }

    private void writeDown(Delivery delivery, Outcome outcome) {
        // Held while appending: the order of events about one reference is the order in which they happened.
        var closedBy = deliveries.lock(delivery.reference());
        var now = clock.instant();
        var done = after(delivery, outcome, isClosedFor(delivery, closedBy), now);
        if (!deliveries.save(delivery.state(), done)) {
            LOG.warn("Delivery {} was taken over by another sender before it was finished", delivery.id());
            return;
        }
        if (done.state() instanceof DeliveryState.Sent sent) {
            outbox.append(done.asEmailSent(sent.at()));
            LOG.info("Sent {} of {} at attempt {}", done.milestone(), done.reference(), done.attempts());
        } else if (done.state() instanceof Undeliverable undeliverable) {
            outbox.append(done.asEmailUndeliverable(undeliverable));
            LOG.warn("{} of {} is undeliverable: {}", done.milestone(), done.reference(), undeliverable.cause());
        } else if (done.state() instanceof DeliveryState.Pending pending) {
            LOG.warn(
                    "{} of {} is tried again later, after attempt {}: {}",
                    done.milestone(),
                    done.reference(),
                    done.attempts(),
                    pending.lastCause().orElse(""));
        }
        metrics.count(done);
        // The next message of this reference may have waited for this one.
        wake.afterCommit();
    }

    private Delivery after(Delivery delivery, Outcome outcome, boolean closed, Instant now) {
        if (outcome instanceof Accepted) {
            return delivery.sent(now);
        }
        if (closed) {
            return delivery.cancelled(now, outcome instanceof Unknown);
        }
        if (outcome instanceof Refused refused) {
            var code = refused.smtpCode() == 0 ? OptionalInt.empty() : OptionalInt.of(refused.smtpCode());
            return delivery.undeliverable(now, code, refused.cause());
        }
        var dueAt = now.plus(pauseAfter(delivery.attempts()));
        return outcome instanceof Unknown unknown
                ? delivery.waiting(dueAt, unknown.cause(), true)
                : delivery.waiting(dueAt, ((Postponed) outcome).cause(), false);
    }

    private Duration pauseAfter(int attempts) {
        int doublings = Math.min(attempts - 1, 20);
        var pause = properties.retryFrom().multipliedBy(1L << doublings);
        return pause.compareTo(properties.retryTo()) > 0 ? properties.retryTo() : pause;
    }

    /** Once a reference is closed, only the message that says so may go. */
    private static boolean isClosedFor(Delivery delivery, Optional<UUID> closedBy) {
        return closedBy.isPresent() && !closedBy.get().equals(delivery.eventId());
    }
}
