package uk.nsirs.relay;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** Makes Kafka producers, and prepares the topics before the first one. */
@FunctionalInterface
interface Producers {

    /**
     * @throws org.apache.kafka.common.KafkaException where the broker is away or refuses
     */
    Producer<byte[], byte[]> open();

    /** Bytes in, bytes out, idempotent; and a limit above what the outbox refuses. */
    static Map<String, Object> settings(long largestRecord) {
        return Map.of(
                "key.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer",
                "value.serializer", "org.apache.kafka.common.serialization.ByteArraySerializer",
                "acks", "all",
                "enable.idempotence", "true",
                "max.request.size", String.valueOf(Math.max(largestRecord + 64 * 1024, 1024 * 1024)),
                "delivery.timeout.ms", String.valueOf(Integer.MAX_VALUE), // the callers limit their waiting themselves
                "linger.ms", "5",
                "max.block.ms", "10000",
                "reconnect.backoff.max.ms", "5000");
    }
}
