package uk.nsirs.relay;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What the container does when a batch was not finished: seeks every partition back to its first record of the batch,
 * commits nothing, waits, and lets the next poll deliver the batch again. Without limit: a record leaves the batch only by
 * way of {@link EventConsumer}, done or as a dead letter. (spring-kafka's default tries ten times without a pause and
 * then discards the batch.)
 *
 * <p>The wait grows to {@code nsirs.relay.retry-to}, stays far below {@code max.poll.interval.ms}, and ends when the
 * container stops.
 */
final class RedeliverWithBackOff implements CommonErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RedeliverWithBackOff.class);

    private final Duration from;
    private final Duration to;
    private final ThreadLocal<Stalled> stalled = new ThreadLocal<>();

    RedeliverWithBackOff(Duration from, Duration to) {
        this.from = from;
        this.to = to;
    }

    @Override
    public boolean seeksAfterHandling() {
        return true;
    }

    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleBatch(
            Exception thrown,
            ConsumerRecords<?, ?> data,
            Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        for (var partition : data.partitions()) {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, data.records(partition).get(0).offset());
            }
        }
        try {
            ListenerUtils.stoppableSleep(container, nextPause(thrown).toMillis());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** A poll or a commit failed: the container polls again by itself, and commits the next time. */
    @Override
    public void handleOtherException(
            Exception thrown, Consumer<?, ?> consumer, MessageListenerContainer container, boolean batchListener) {
        LOG.info("Polled again after {}", FaultDescription.of(thrown));
        try {
            ListenerUtils.stoppableSleep(container, from.toMillis());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void clearThreadState() {
        stalled.remove();
    }

    /** Grows while the same record is in the way. */
    private Duration nextPause(Exception thrown) {
        var position = positionOf(thrown);
        var last = stalled.get();
        var pause = last == null || !last.position().equals(position)
                ? from
                : last.pause().multipliedBy(2);
        pause = pause.compareTo(to) > 0 ? to : pause;
        stalled.set(new Stalled(position, pause));
        return pause;
    }

    private static String positionOf(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof NotProcessedYetException notYet) {
                return notYet.position();
            }
        }
        LOG.warn("A listener failed outside its consumer: {}", FaultDescription.of(thrown));
        return "";
    }

    private record Stalled(String position, Duration pause) {}
}
