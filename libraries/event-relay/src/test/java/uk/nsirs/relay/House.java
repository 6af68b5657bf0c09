package uk.nsirs.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;
import uk.nsirs.events.CommandEvent.EmailResendRequested;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.servers.JdbcUrl;
import uk.nsirs.servers.Servers;

/** One service's database with outbox and inbox, and the JVM's broker; no Spring context. */
final class House implements AutoCloseable {

    static final long LARGEST = 950_000;

    static {
        // A machine that is busy with other things is slow, not broken.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    final JdbcTemplate jdbc;
    final TransactionTemplate transaction;
    final JdbcOutbox outbox;
    final JdbcInbox inbox;
    final Producers producers;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final JdbcUrl database;
    private final HikariDataSource pool;
    private final Map<String, Object> kafka;
    private final List<Relay> relays = new ArrayList<>();
    private final DeadLetterPublisher deadLetters;

    House(Servers servers) {
        database = servers.postgres().newDatabase("relay");
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setConnectionTimeout(2_000);
        pool = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/event-relay")
                .load()
                .migrate();
        jdbc = new JdbcTemplate(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        outbox = new JdbcOutbox(jdbc, Clock.systemUTC(), "/nsirs/test", LARGEST, () -> relays.forEach(Relay::wake));
        inbox = new JdbcInbox(jdbc);
        kafka = Map.of("bootstrap.servers", servers.kafka().bootstrapServers());
        var topics = new TopicSetup(
                new TopicProperties(true, 12, (short) 1, Duration.ofDays(30), Duration.ofDays(90)), kafka);
        producers = () -> {
            topics.ensure();
            var settings = new HashMap<>(kafka);
            settings.putAll(Producers.settings(LARGEST));
            return new KafkaProducer<>(settings);
        };
        deadLetters = new DeadLetterPublisher(producers, Duration.ofSeconds(10), meters);
        topics.ensure();
    }

    static RelayProperties properties() {
        return new RelayProperties(
                true,
                "/nsirs/test",
                DataSize.ofBytes(LARGEST),
                Duration.ofMillis(250),
                Duration.ofMillis(100),
                200,
                Duration.ofSeconds(5),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                3,
                1,
                Duration.ofDays(365),
                Duration.ofHours(1));
    }

    /** A further relay of this database, as another instance of the service has it. */
    Relay startRelay() {
        return startRelay(producers);
    }

    Relay startRelay(Producers producers) {
        var relay = new Relay(
                () -> {
                    var settings = new Properties();
                    settings.setProperty("user", database.username());
                    settings.setProperty("password", database.password());
                    settings.setProperty("ApplicationName", "event-relay");
                    return DriverManager.getConnection(database.url(), settings);
                },
                producers,
                properties(),
                meters);
        relays.add(relay);
        relay.start();
        return relay;
    }

    EventConsumers consumers() {
        return new EventConsumers(
                new Processing(inbox, transaction, TransientFault.standard()::anyCause, deadLetters, 3));
    }

    /** Producers of the real broker that tell when they have been given so many records, before they take the next. */
    @SuppressWarnings("unchecked")
    Producers watched(int records, Runnable then) {
        var sent = new AtomicInteger();
        return () -> {
            var producer = producers.open();
            return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                    House.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                        if (method.getName().equals("send") && sent.incrementAndGet() == records) {
                            then.run();
                        }
                        return method.invoke(producer, arguments);
                    });
        };
    }

    void append(DomainEvent event) {
        transaction.executeWithoutResult(status -> outbox.append(event));
    }

    int waiting() {
        return jdbc.queryForObject("select count(*) from outbox", Integer.class);
    }

    /** What stands in a topic for these references, per partition in order. */
    List<ConsumerRecord<byte[], byte[]>> published(String topic, ReferralReference... references) {
        var keys = List.of(references).stream().map(ReferralReference::value).toList();
        var settings = new HashMap<>(kafka);
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key() != null && keys.contains(new String(record.key(), UTF_8))) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    /** The numbers in the published events of one reference, as they stand in the topic. */
    List<Long> numbersOf(ReferralReference reference) {
        return published("nsirs.commands", reference).stream()
                .map(record -> numberOf(read(record).event()))
                .toList();
    }

    static ReceivedEvent read(ConsumerRecord<byte[], byte[]> record) {
        return EventFormat.read(ReceivedRecord.of(record), record.timestamp());
    }

    static ReferralReference aReference() {
        return ReferralReference.random(2026, ThreadLocalRandom.current());
    }

    /** An event that carries a number, so that its place in an order can be seen. */
    static DomainEvent event(ReferralReference reference, long number) {
        return new EmailResendRequested(
                reference,
                new UUID(0, number),
                Instant.parse("2026-03-02T09:00:00Z"),
                EmailAddress.of("diabetes.referrals@trust.example"));
    }

    static long numberOf(DomainEvent event) {
        return ((EmailResendRequested) event).eventId().getLeastSignificantBits();
    }

    @Override
    public void close() {
        relays.forEach(Relay::stop);
        deadLetters.close();
        pool.close();
    }
}
