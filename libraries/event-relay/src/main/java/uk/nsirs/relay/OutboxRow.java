package uk.nsirs.relay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that waits in the outbox, exactly as Kafka will get it. It is encoded when it is appended, so that its size
 * is known then, and so that the relay is nothing but a pump.
 *
 * @param key may be null
 * @param headers JSON object: name to bytes in base64
 * @param value may be null
 * @param bytes its size as the broker counts it, rounded up
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are passed on untouched, never compared
record OutboxRow(String topic, byte[] key, String headers, byte[] value, long bytes) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, byte[]>> HEADERS = new TypeReference<>() {};

    /** Upper bound of what the record batch format adds to one record, and to one of its headers. */
    private static final int PER_RECORD = 100;

    private static final int PER_HEADER = 10;

    static OutboxRow of(ProducerRecord<String, byte[]> record) {
        var headers = new LinkedHashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return of(record.topic(), record.key().getBytes(StandardCharsets.UTF_8), headers, record.value());
    }

    /** The record as it was before it became a dead letter. */
    static OutboxRow replayOf(String topic, ReceivedRecord record) {
        var headers = new LinkedHashMap<>(record.headers());
        headers.keySet().removeIf(DeadLetter::isReason);
        return of(topic, record.key(), headers, record.value());
    }

    private static OutboxRow of(String topic, byte[] key, Map<String, byte[]> headers, byte[] value) {
        long bytes = PER_RECORD + length(key) + length(value);
        for (var header : headers.entrySet()) {
            bytes += PER_HEADER + 3L * header.getKey().length() + length(header.getValue());
        }
        try {
            return new OutboxRow(topic, key, MAPPER.writeValueAsString(headers), value, bytes);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Headers could not be written", impossible);
        }
    }

    static ProducerRecord<byte[], byte[]> toRecord(String topic, byte[] key, String headers, byte[] value) {
        var record = new ProducerRecord<byte[], byte[]>(topic, key, value);
        try {
            MAPPER.readValue(headers, HEADERS)
                    .forEach((name, bytes) -> record.headers().add(name, bytes));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Headers in the outbox could not be read");
        }
        return record;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
