package uk.nsirs.relay;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaConnectionDetails;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives a service its outbox, inbox, relay and the settings of its Kafka listeners. A service configures
 * {@code spring.datasource.*}, {@code spring.kafka.bootstrap-servers} and
 * {@code spring.flyway.locations: classpath:db/event-relay,classpath:db/migration}; the rest has defaults
 * ({@code nsirs.relay.*}, {@code nsirs.topics.*}).
 */
@AutoConfiguration(
        after = {JdbcTemplateAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class},
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration"
        },
        before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({RelayProperties.class, TopicProperties.class})
public class EventRelayAutoConfiguration {

    /** Longer than the slowest batch: 500 records, each with its tries. */
    private static final int MAX_POLL_INTERVAL_MILLIS = 600_000;

    /**
     * How long an instance may be silent before the others of its service take over its partitions. The client's own 45
     * seconds are a long time for a clinician to wait; {@code spring.kafka.consumer.properties.session.timeout.ms} sets
     * another.
     */
    private static final int SESSION_TIMEOUT_MILLIS = 15_000;

    private static final int HEARTBEAT_MILLIS = 5_000;

    @Bean
    Outbox outbox(
            JdbcTemplate jdbc,
            ObjectProvider<Clock> clock,
            RelayProperties properties,
            Environment environment,
            ObjectProvider<Relay> relay) {
        var source = properties.source().isEmpty()
                ? "/nsirs/" + environment.getRequiredProperty("spring.application.name")
                : properties.source();
        return new JdbcOutbox(
                jdbc,
                clock.getIfUnique(Clock::systemUTC),
                source,
                properties.maxRecordBytes().toBytes(),
                () -> relay.ifAvailable(Relay::wake));
    }

    @Bean
    Inbox inbox(JdbcTemplate jdbc) {
        return new JdbcInbox(jdbc);
    }

    @Bean
    InboxCleanup inboxCleanup(JdbcTemplate jdbc, RelayProperties properties, TopicProperties topics) {
        if (properties.inboxRetention().compareTo(topics.retention()) <= 0
                || properties.inboxRetention().compareTo(topics.deadLetterRetention()) <= 0) {
            throw new IllegalStateException("nsirs.relay.inbox-retention must be longer than nsirs.topics.retention and"
                    + " nsirs.topics.dead-letter-retention, or a record could be processed twice");
        }
        return new InboxCleanup(new JdbcInbox(jdbc), properties.inboxRetention(), properties.inboxCleanup());
    }

    @Bean
    TopicSetup topicSetup(
            TopicProperties topics,
            KafkaProperties kafka,
            ObjectProvider<KafkaConnectionDetails> connection,
            ObjectProvider<SslBundles> bundles) {
        var settings = kafka.buildAdminProperties(bundles.getIfAvailable());
        connection.ifAvailable(details -> settings.put("bootstrap.servers", details.getAdminBootstrapServers()));
        settings.put("default.api.timeout.ms", "20000");
        settings.put("request.timeout.ms", "10000");
        settings.put("reconnect.backoff.max.ms", "5000");
        return new TopicSetup(topics, settings);
    }

    @Bean
    Producers relayProducers(
            TopicSetup topics,
            KafkaProperties kafka,
            RelayProperties properties,
            ObjectProvider<KafkaConnectionDetails> connection,
            ObjectProvider<SslBundles> bundles) {
        var settings = kafka.buildProducerProperties(bundles.getIfAvailable());
        connection.ifAvailable(details -> settings.put("bootstrap.servers", details.getProducerBootstrapServers()));
        settings.putAll(Producers.settings(properties.maxRecordBytes().toBytes()));
        return () -> {
            topics.ensure();
            return new KafkaProducer<>(settings);
        };
    }

    @Bean(destroyMethod = "close")
    DeadLetterPublisher deadLetterPublisher(
            Producers producers, RelayProperties properties, ObjectProvider<MeterRegistry> meters) {
        return new DeadLetterPublisher(
                producers, properties.sendTimeout(), meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    @Bean
    @ConditionalOnMissingBean
    TransientFault transientFault() {
        return TransientFault.standard();
    }

    @Bean
    EventConsumers eventConsumers(
            Inbox inbox,
            PlatformTransactionManager transactions,
            TransientFault transientFault,
            DeadLetterPublisher deadLetters,
            RelayProperties properties) {
        return new EventConsumers(new Processing(
                inbox,
                new TransactionTemplate(transactions),
                transientFault::anyCause,
                deadLetters,
                properties.tries()));
    }

    @Bean
    @ConditionalOnProperty(name = "nsirs.relay.enabled", matchIfMissing = true)
    Relay eventRelay(
            DataSource pool,
            ObjectProvider<JdbcConnectionDetails> details,
            Producers producers,
            RelayProperties properties,
            ObjectProvider<MeterRegistry> meters) {
        return new Relay(
                ownSession(pool, details), producers, properties, meters.getIfAvailable(SimpleMeterRegistry::new));
    }

    /** Not from the pool, which would lose one for good, and would end it when it is old. */
    private static RelaySession.Source ownSession(DataSource pool, ObjectProvider<JdbcConnectionDetails> details) {
        return () -> {
            var database = details.getIfAvailable();
            if (database == null) {
                return pool.getConnection();
            }
            var settings = new Properties();
            if (database.getUsername() != null) {
                settings.setProperty("user", database.getUsername());
            }
            if (database.getPassword() != null) {
                settings.setProperty("password", database.getPassword());
            }
            settings.setProperty("ApplicationName", "event-relay");
            settings.setProperty("connectTimeout", "10");
            settings.setProperty("socketTimeout", "30");
            settings.setProperty("tcpKeepAlive", "true");
            return DriverManager.getConnection(database.getJdbcUrl(), settings);
        };
    }

    @Bean
    @ConditionalOnMissingBean(ConsumerFactory.class)
    ConsumerFactory<byte[], byte[]> kafkaConsumerFactory(
            KafkaProperties kafka,
            ObjectProvider<KafkaConnectionDetails> connection,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<MeterRegistry> meters) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MILLIS,
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS,
                ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 5_000));
        settings.putAll(kafka.buildConsumerProperties(bundles.getIfAvailable()));
        connection.ifAvailable(details -> settings.put("bootstrap.servers", details.getConsumerBootstrapServers()));
        settings.putAll(Map.of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false));
        var factory = new DefaultKafkaConsumerFactory<byte[], byte[]>(settings);
        meters.ifAvailable(registry -> factory.addListener(new MicrometerConsumerListener<>(registry)));
        return factory;
    }

    @Bean
    @ConditionalOnMissingBean(name = "kafkaListenerContainerFactory")
    ConcurrentKafkaListenerContainerFactory<byte[], byte[]> kafkaListenerContainerFactory(
            ConsumerFactory<byte[], byte[]> consumers, RelayProperties properties) {
        var factory = new ConcurrentKafkaListenerContainerFactory<byte[], byte[]>();
        factory.setConsumerFactory(consumers);
        factory.setBatchListener(true);
        factory.setConcurrency(properties.concurrency());
        factory.setCommonErrorHandler(new RedeliverWithBackOff(properties.retryFrom(), properties.retryTo()));
        factory.getContainerProperties().setAckMode(AckMode.BATCH);
        factory.getContainerProperties().setPollTimeout(1_000);
        factory.getContainerProperties().setAuthExceptionRetryInterval(properties.retryTo());
        return factory;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "nsirs.relay.enabled", matchIfMissing = true)
    static class Watched {

        @Bean
        OutboxGauges outboxGauges(JdbcTemplate jdbc, Relay relay, ObjectProvider<MeterRegistry> meters) {
            return new OutboxGauges(jdbc, relay, meters.getIfAvailable(SimpleMeterRegistry::new));
        }

        /** Up even with a backlog: the broker being away stops nothing but the publishing. */
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnClass(HealthIndicator.class)
        static class WithHealth {

            @Bean
            HealthIndicator eventRelayHealthIndicator(Relay relay, OutboxGauges gauges) {
                return () -> Health.up()
                        .withDetail("active", relay.isActive())
                        .withDetail("waiting", gauges.backlog().size())
                        .withDetail("oldestSeconds", gauges.backlog().ageSeconds())
                        .build();
            }
        }
    }
}
