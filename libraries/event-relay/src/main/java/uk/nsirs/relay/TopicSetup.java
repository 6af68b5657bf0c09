package uk.nsirs.relay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import uk.nsirs.events.Topics;

/**
 * Creates the topics that do not exist yet. Every service does so for all of them, because any may be the first to need
 * one, and a topic that the broker makes by itself has the wrong number of partitions. Existing topics are left as they
 * are. Done when the broker is there, not when the service starts: a service starts without it.
 */
final class TopicSetup {

    private static final long SECONDS = 20;

    private final TopicProperties properties;
    private final Map<String, Object> adminSettings;
    private boolean done;

    TopicSetup(TopicProperties properties, Map<String, Object> adminSettings) {
        this.properties = properties;
        this.adminSettings = adminSettings;
        this.done = !properties.create();
    }

    /**
     * Returns when all topics are there.
     *
     * @throws KafkaException where the broker is away or refuses
     */
    synchronized void ensure() {
        if (done) {
            return;
        }
        try (var admin = Admin.create(adminSettings)) {
            var existing = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            var missing = topics().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            for (var created : admin.createTopics(missing).values().values()) {
                try {
                    created.get(SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException refused) {
                    if (!(refused.getCause() instanceof TopicExistsException)) {
                        throw refused;
                    }
                }
            }
            done = true;
        } catch (ExecutionException refused) {
            throw new KafkaException("Topics could not be created", refused.getCause());
        } catch (TimeoutException late) {
            throw new KafkaException("Topics could not be created in time", late);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Topics were not created", ending);
        }
    }

    /** All topics and their dead letters. */
    List<NewTopic> topics() {
        return Stream.concat(
                        Topics.ALL.stream().map(name -> topic(name, properties.retention())),
                        Topics.ALL.stream()
                                .map(name -> topic(Topics.deadLetter(name), properties.deadLetterRetention())))
                .toList();
    }

    private NewTopic topic(String name, Duration retention) {
        return new NewTopic(name, properties.partitions(), properties.replication())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis())));
    }
}
