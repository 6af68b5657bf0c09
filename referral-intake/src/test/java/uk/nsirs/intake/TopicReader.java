package uk.nsirs.intake;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What stands on a topic. */
public final class TopicReader {

    private final String topic;

    public TopicReader(String topic) {
        this.topic = topic;
    }

    /** One event as it travelled. */
    public record Event(String key, String type, byte[] value, ConsumerRecord<byte[], byte[]> raw) {

        public JsonNode json() {
            try {
                return Caller.JSON.readTree(value);
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }

        public String header(String name) {
            return new String(raw.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
        }
    }

    /** The event of this kind about this referral, as soon as it is there. */
    public Event eventOf(String reference, String type) {
        var found = new ArrayList<Event>();
        await(type + " of " + reference).atMost(Duration.ofMinutes(3)).until(() -> {
            found.clear();
            found.addAll(all().stream()
                    .filter(event -> event.key().equals(reference))
                    .filter(event -> event.type().equals("uk.nsirs." + type))
                    .toList());
            return !found.isEmpty();
        });
        return Optional.of(found)
                .filter(events -> events.size() == 1)
                .map(events -> events.get(0))
                .orElseThrow();
    }

    /** Everything from the first record to the last. */
    public List<Event> all() {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                System.getProperty("spring.kafka.bootstrap-servers"),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class);
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var events = new ArrayList<Event>();
            while (partitions.stream().anyMatch(part -> consumer.position(part) < ends.get(part))) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    events.add(new Event(
                            new String(record.key(), StandardCharsets.UTF_8),
                            new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8),
                            record.value(),
                            record));
                }
            }
            return events;
        }
    }
}
