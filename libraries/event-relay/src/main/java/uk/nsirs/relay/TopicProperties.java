package uk.nsirs.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code nsirs.topics.*}; used where a topic does not exist yet.
 *
 * @param create whether a service creates the topics it finds missing
 * @param partitions of each topic; raising it later moves keys to other partitions
 * @param replication copies of each partition
 * @param retention how long records are kept
 * @param deadLetterRetention how long dead letters are kept
 */
@ConfigurationProperties("nsirs.topics")
record TopicProperties(
        @DefaultValue("true") boolean create,
        @DefaultValue("12") int partitions,
        @DefaultValue("1") short replication,
        @DefaultValue("30d") Duration retention,
        @DefaultValue("90d") Duration deadLetterRetention) {}
