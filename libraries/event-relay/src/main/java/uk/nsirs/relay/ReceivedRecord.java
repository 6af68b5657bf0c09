package uk.nsirs.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A Kafka record as it came. Two of these are equal only where they hold the same arrays; topic, partition and offset
 * tell which record it is.
 *
 * @param key the bytes of the referral reference, or null
 * @param value the bytes, or null (a tombstone)
 * @param headers name to bytes; of several headers with one name, the last
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are passed on untouched, never compared
public record ReceivedRecord(
        String topic, int partition, long offset, byte[] key, byte[] value, Map<String, byte[]> headers) {

    static ReceivedRecord of(ConsumerRecord<byte[], byte[]> record) {
        var headers = new LinkedHashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return new ReceivedRecord(
                record.topic(), record.partition(), record.offset(), record.key(), record.value(), headers);
    }

    /** What {@link #toString} says of that record. */
    static String placeOf(ConsumerRecord<?, ?> record) {
        return place(record.topic(), record.partition(), record.offset());
    }

    private static String place(String topic, int partition, long offset) {
        return topic + "-" + partition + "@" + offset;
    }

    /** Where it stands, for logs; holds no data. */
    @Override
    public String toString() {
        return place(topic, partition, offset);
    }
}
