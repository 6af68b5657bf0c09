package uk.nsirs.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes the records of a batch listener so that none is lost and none is processed twice. Made by
 * {@link EventConsumers}; one for all threads of a listener.
 *
 * <p>{@link #consume} returns only when every record is committed to the database or is a dead letter whose
 * acknowledgement has come; only then does the container commit the offsets. Records are processed in order, except that
 * the events selected by {@link EventConsumers.Builder#batched} go first, in one transaction. If that transaction
 * fails, for whatever reason, its events are done again one by one.
 *
 * <ul>
 *   <li>A <b>permanent</b> fault makes the record a dead letter: it is unreadable, its handler throws
 *       {@link UnprocessableEventException}, or it throws anything that is not transient, and does so again.
 *   <li>A <b>transient</b> fault (connection, lock, deadlock, serialization, optimistic locking; the bean of type
 *       {@link TransientFault} decides) is tried again at once for a moment, which is enough where two transactions met
 *       at one row. After that this method throws. No later record is touched, so order per key holds.
 * </ul>
 *
 * <h2>Why it throws instead of waiting</h2>
 *
 * A long wait inside the listener would pass {@code max.poll.interval.ms}: the group would give the partitions to
 * another member that meets the same fault, again and again. Throwing hands the batch to the container's error handler
 * ({@link RedeliverWithBackOff}), which seeks back to the first record of every partition in the batch, commits
 * nothing, waits at most {@code nsirs.relay.retry-to} and polls again. So the consumer stays in its group through an
 * outage of any length, a shutdown ends the wait, and the broker, not this process, keeps the records. What the batch
 * had done already comes again too and is dropped by the inbox; dead letters it had made are remembered until the batch
 * is through. A crash at any point means the same redelivery.
 *
 * <p>It never throws spring-kafka's {@code BatchListenerFailedException}: that would commit the offsets before the
 * failed record, including those of records whose shared transaction was rolled back.
 */
public final class EventConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(EventConsumer.class);

    /** Conflicts pass within moments; an outage does not, and must not hold the listener. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final int CONFLICTS = 8;
    private static final long PAUSE_MILLIS = 20;

    private final Processing processing;
    private final String name;
    private final Predicate<ReceivedEvent> first;
    private final BatchHandler batch;
    private final EventHandler each;
    private final DeadLetterHandler letters;
    private final boolean deadLetters;

    private final Set<String> letterSent = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean halted = new AtomicBoolean();

    EventConsumer(
            Processing processing,
            String name,
            Predicate<ReceivedEvent> first,
            BatchHandler batch,
            EventHandler each,
            DeadLetterHandler letters,
            boolean deadLetters) {
        this.processing = processing;
        this.name = name;
        this.first = first;
        this.batch = batch;
        this.each = each;
        this.letters = letters;
        this.deadLetters = deadLetters;
    }

    /**
     * Processes a batch.
     *
     * @throws RuntimeException where something it needs is away; the batch is to be delivered again
     */
    public void consume(List<ConsumerRecord<byte[], byte[]>> records) {
        var shared = new ArrayList<Work>();
        var single = new ArrayList<Work>();
        for (var record : records) {
            var work = workOn(record);
            (work.goesFirst() ? shared : single).add(work);
        }
        if (shared.size() == 1 || shared.size() > 1 && !doneTogether(shared)) {
            shared.forEach(this::doAlone);
        }
        single.forEach(this::doAlone);

        records.forEach(record -> letterSent.remove(ReceivedRecord.placeOf(record)));
        if (halted.compareAndSet(true, false)) {
            LOG.info("Consumer {} goes on", name);
        }
    }

    private Work workOn(ConsumerRecord<byte[], byte[]> consumed) {
        var record = ReceivedRecord.of(consumed);
        if (letters != null) {
            var letter = DeadLetter.of(record);
            return new Work(record, letter.id(), () -> letters.handle(letter));
        }
        try {
            var event = EventFormat.read(record, consumed.timestamp());
            return first.test(event)
                    ? new Work(record, event.id(), () -> batch.handle(List.of(event)), Optional.of(event))
                    : new Work(record, event.id(), () -> each.handle(event));
        } catch (RuntimeException unreadable) {
            // Also a predicate that throws: the record must become a dead letter, not come back for ever.
            return new Work(record, null, () -> {
                throw unreadable;
            });
        }
    }

    private boolean doneTogether(List<Work> shared) {
        try {
            processing.transaction().executeWithoutResult(transaction -> {
                var ids = shared.stream().map(Work::id).toList();
                var pending = new HashSet<>(processing.inbox().firstSeen(name, ids));
                var events = shared.stream()
                        .filter(work -> pending.remove(work.id()))
                        .map(work -> work.event().orElseThrow())
                        .toList();
                if (!events.isEmpty()) {
                    batch.handle(events);
                }
            });
            return true;
        } catch (Throwable fault) {
            rethrowIfFatal(fault);
            if (!halted.get()) {
                LOG.info(
                        "Consumer {} does {} events one by one, since together they failed: {}",
                        name,
                        shared.size(),
                        FaultDescription.of(fault));
            }
            return false;
        }
    }

    private void doAlone(Work work) {
        if (letterSent.contains(work.record().toString())) {
            return;
        }
        long began = System.nanoTime();
        int faults = 0;
        int conflicts = 0;
        while (true) {
            try {
                if (work.id() == null) {
                    work.task().run();
                } else {
                    processing.transaction().executeWithoutResult(transaction -> {
                        if (!processing
                                .inbox()
                                .firstSeen(name, List.of(work.id()))
                                .isEmpty()) {
                            work.task().run();
                        }
                    });
                }
                return;
            } catch (Throwable fault) {
                rethrowIfFatal(fault);
                boolean unprocessable = fault instanceof UnprocessableEventException;
                if (!unprocessable && processing.transientFault().test(fault)) {
                    boolean atOnce = System.nanoTime() - began < AT_ONCE.toNanos();
                    if (++conflicts >= CONFLICTS || !atOnce || !pause(conflicts)) {
                        throw notYet(work, fault);
                    }
                } else if (unprocessable || ++faults >= processing.tries()) {
                    giveUp(work, fault);
                    return;
                } else if (!pause(faults)) {
                    throw notYet(work, fault);
                }
            }
        }
    }

    private void giveUp(Work work, Throwable fault) {
        if (!deadLetters) {
            throw notYet(work, fault);
        }
        var cause = FaultDescription.of(fault);
        try {
            processing.deadLetters().publish(name, work.record(), cause);
        } catch (RuntimeException brokerAway) {
            throw notYet(work, brokerAway);
        }
        letterSent.add(work.record().toString());
        LOG.warn("Consumer {} made a dead letter of {}: {}", name, work.record(), cause);
    }

    private NotProcessedYetException notYet(Work work, Throwable fault) {
        if (halted.compareAndSet(false, true)) {
            LOG.warn(
                    "Consumer {} waits at {} and tries again until it passes: {}",
                    name,
                    work.record(),
                    FaultDescription.of(fault));
        }
        return new NotProcessedYetException(work.record(), fault);
    }

    /** False where the thread is asked to end. */
    private static boolean pause(int tries) {
        try {
            Thread.sleep(PAUSE_MILLIS * tries);
            return true;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A stack overflow is a fault of this record; what else the virtual machine throws is none. */
    private static void rethrowIfFatal(Throwable fault) {
        if (fault instanceof VirtualMachineError fatal && !(fault instanceof StackOverflowError)) {
            throw fatal;
        }
    }

    /**
     * One record and what is to be done with it.
     *
     * @param id under which the inbox knows it, or null where it cannot be read
     * @param event where it goes first
     */
    private record Work(ReceivedRecord record, UUID id, Runnable task, Optional<ReceivedEvent> event) {

        Work(ReceivedRecord record, UUID id, Runnable task) {
            this(record, id, task, Optional.empty());
        }

        boolean goesFirst() {
            return event.isPresent();
        }
    }
}
