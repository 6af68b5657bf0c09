package uk.nsirs.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What triage says on {@code nsirs.pathway}, said without triage. */
final class Milestones {

    private static final Path PINNED =
            Path.of("..", "libraries", "referral-events", "src", "test", "resources", "golden");

    private Milestones() {}

    /** One milestone, as its file pins it. */
    record Milestone(String name, ObjectNode body) {

        /** Publishes it as an event of its own about {@code reference}. */
        void tell(RunningSystem system, String reference) {
            var said = body.deepCopy().put("reference", reference);
            var event = new ProducerRecord<>(
                    "nsirs.pathway", reference, said.toString().getBytes(StandardCharsets.UTF_8));
            Map.of(
                            "ce_specversion",
                            "1.0",
                            "ce_id",
                            UUID.randomUUID().toString(),
                            "ce_source",
                            "/nsirs/triage-engine",
                            "ce_type",
                            "uk.nsirs." + name,
                            "ce_subject",
                            reference,
                            "ce_time",
                            Instant.now().toString(),
                            "content-type",
                            "application/json")
                    .forEach((header, value) -> event.headers().add(header, value.getBytes(StandardCharsets.UTF_8)));
            try (var producer = new KafkaProducer<>(
                    Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.broker()),
                    new StringSerializer(),
                    new ByteArraySerializer())) {
                producer.send(event);
                producer.flush();
            }
        }

        private boolean closes() {
            return name.equals("ReferralWithdrawalConfirmed");
        }
    }

    /** Every milestone there is; the one after which no other is sent comes last. */
    static List<Milestone> pinned() {
        try (var files = Files.list(PINNED)) {
            return files.map(Milestones::read)
                    .filter(milestone -> milestone.body().has("recipient"))
                    .sorted(Comparator.comparing(Milestone::closes).thenComparing(Milestone::name))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Milestone read(Path file) {
        try {
            JsonNode body = Caller.JSON.readTree(file.toFile());
            return new Milestone(file.getFileName().toString().replace(".json", ""), (ObjectNode) body);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
