package uk.nsirs.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the outbox. Of all relays of one database, one is active; the others stand by and take over when its
 * session ends.
 *
 * <p>Each round reads the oldest rows, sends them in order, awaits all acknowledgements and deletes the acknowledged
 * rows. After any failure the producer is closed, which drops what it has not sent, and the next round begins at the
 * oldest row with a new one. The broker or the database being away stops nothing but this.
 *
 * <h2>Why one key is never reordered</h2>
 *
 * The producer's own time limit for a record is switched off ({@code delivery.timeout.ms}): where it expires for one
 * record, the next of the same key may be on its way already and arrive alone. Here the producer tries again in order for
 * as long as it lives, so a partition gets a prefix of what was sent, and the limit is this class's, for the whole
 * batch. A record refused at once ends the batch before anything after it is handed over.
 *
 * <p>A relay that lost its lock in the middle of a batch may still send while another begins at the oldest row. Both
 * send the same rows in the same order, since neither has deleted them. So every row appears first in order, and its
 * later copies are dropped by the consumers' inboxes.
 */
final class Relay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** Lower than web server and listeners: what they append while they end is still published. */
    private static final int PHASE = 0;

    private static final long STOP_MILLIS = 5_000;

    private final RelaySession.Source database;
    private final Producers producers;
    private final RelayProperties properties;
    private final Counter published;
    private final Semaphore signal = new Semaphore(0);

    private volatile boolean running;
    private volatile boolean active;
    private volatile CountDownLatch ended = new CountDownLatch(0);
    private Thread thread;

    Relay(RelaySession.Source database, Producers producers, RelayProperties properties, MeterRegistry meters) {
        this.database = database;
        this.producers = producers;
        this.properties = properties;
        this.published = meters.counter("nsirs.relay.published");
    }

    /** Says that there is something to publish. Never waits. */
    void wake() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
    }

    /** Whether this relay is the one that publishes. */
    boolean isActive() {
        return active;
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            ended = new CountDownLatch(1);
            thread = new Thread(this::run, "event-relay");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Ends after the batch that is under way; what is not acknowledged by then stays in the outbox. */
    @Override
    public synchronized void stop() {
        running = false;
        ended.countDown();
        wake();
        try {
            if (thread != null) {
                thread.join(STOP_MILLIS);
                if (thread.isAlive()) {
                    thread.interrupt();
                    thread.join(STOP_MILLIS);
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        var outage = new Outage("The outbox is not published", properties.retryFrom(), properties.retryTo());
        while (running) {
            try {
                try (var session = new RelaySession(database)) {
                    publishInTurn(session, outage);
                } catch (SQLException | RuntimeException | Error away) {
                    // Even out of memory passes; a relay whose thread ended would be missed by nobody for long.
                    outage.begins(away);
                    active = false;
                    pause(outage);
                }
            } catch (InterruptedException ending) {
                running = false;
            }
        }
        active = false;
    }

    private void publishInTurn(RelaySession session, Outage outage) throws SQLException, InterruptedException {
        while (running && !session.active()) {
            outage.ends();
            await(properties.standby());
        }
        if (running) {
            active = true;
            LOG.info("Publishing the outbox of this database");
        }
        while (running) {
            // The session stays through an outage of the broker; each reading proves that it is alive.
            try {
                publish(session, outage);
            } catch (KafkaException | TimeoutException away) {
                outage.begins(away);
                pause(outage);
            }
        }
    }

    private void pause(Outage outage) throws InterruptedException {
        var unused = ended.await(outage.nextPause().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** With one producer, until it fails. */
    private void publish(RelaySession session, Outage outage)
            throws SQLException, TimeoutException, InterruptedException {
        session.oldest(1);
        // Before the first row: topics that a broker makes by itself have the wrong number of partitions.
        var producer = producers.open();
        try {
            while (running) {
                signal.drainPermits();
                var rows = session.oldest(properties.batchSize());
                if (!rows.isEmpty()) {
                    publish(rows, producer, session);
                }
                outage.ends();
                if (rows.isEmpty()) {
                    await(properties.poll());
                }
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    private void publish(List<RelaySession.Waiting> rows, Producer<byte[], byte[]> producer, RelaySession session)
            throws SQLException, TimeoutException, InterruptedException {
        var sent = new ArrayList<Future<?>>(rows.size());
        var refused = new AtomicReference<Exception>();
        try {
            for (var row : rows) {
                sent.add(producer.send(row.record(), (metadata, failure) -> {
                    if (failure != null) {
                        refused.compareAndSet(null, failure);
                    }
                }));
                if (refused.get() != null) {
                    break;
                }
            }
            awaitAll(sent);
        } finally {
            var acknowledged = new ArrayList<Long>();
            for (int i = 0; i < sent.size(); i++) {
                if (isAcknowledged(sent.get(i))) {
                    acknowledged.add(rows.get(i).position());
                }
            }
            session.delete(acknowledged);
            published.increment(acknowledged.size());
        }
    }

    private void awaitAll(List<Future<?>> sent) throws TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + properties.sendTimeout().toNanos();
        for (var acknowledgement : sent) {
            try {
                acknowledgement.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException refused) {
                throw new KafkaException("A record was refused", refused.getCause());
            } catch (TimeoutException late) {
                throw new TimeoutException("No acknowledgement within " + properties.sendTimeout());
            }
        }
    }

    private static boolean isAcknowledged(Future<?> future) {
        if (!future.isDone()) {
            return false;
        }
        try {
            future.get();
            return true;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException refused) {
            return false;
        }
    }

    private void await(Duration longest) throws InterruptedException {
        var unused = signal.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
    }
}
