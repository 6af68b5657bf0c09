package uk.nsirs.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import uk.nsirs.events.Topics;

/** Publishes dead letters, each awaited. Not by way of the outbox: the database may be the reason. */
final class DeadLetterPublisher implements AutoCloseable {

    private final Producers producers;
    private final Duration timeout;
    private final MeterRegistry meters;
    private Producer<byte[], byte[]> producer;

    DeadLetterPublisher(Producers producers, Duration timeout, MeterRegistry meters) {
        this.producers = producers;
        this.timeout = timeout;
        this.meters = meters;
    }

    /**
     * Returns when the broker has it.
     *
     * @param cause why; holds no data
     * @throws KafkaException where the broker did not acknowledge it; it may have it even so
     */
    synchronized void publish(String consumer, ReceivedRecord record, String cause) {
        var letter = new ProducerRecord<>(Topics.deadLetter(record.topic()), record.key(), record.value());
        record.headers().forEach((name, bytes) -> {
            if (!DeadLetter.isReason(name)) {
                letter.headers().add(name, bytes);
            }
        });
        letter.headers()
                .add(DeadLetter.CAUSE, cause.getBytes(UTF_8))
                .add(DeadLetter.CONSUMER, consumer.getBytes(UTF_8))
                .add(DeadLetter.TOPIC, record.topic().getBytes(UTF_8))
                .add(DeadLetter.PARTITION, Integer.toString(record.partition()).getBytes(UTF_8))
                .add(DeadLetter.OFFSET, Long.toString(record.offset()).getBytes(UTF_8));
        try {
            if (producer == null) {
                producer = producers.open();
            }
            producer.send(letter).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw failed(ending);
        } catch (ExecutionException refused) {
            throw failed(refused.getCause());
        } catch (TimeoutException | RuntimeException away) {
            throw failed(away);
        }
        counter(consumer).increment();
    }

    /** Counts a consumer's dead letters from zero, so that a dashboard shows a zero and not a gap. */
    Counter counter(String consumer) {
        return meters.counter("nsirs.relay.dead.letters", "consumer", consumer);
    }

    private KafkaException failed(Throwable cause) {
        close();
        return new KafkaException("A dead letter was not acknowledged", cause);
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }
}
