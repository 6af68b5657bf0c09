package uk.nsirs.relay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.relay.House.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.servers.RealServers;
import uk.nsirs.servers.Servers;

/** A service as others write it: bootstrap servers and a group, everything else by auto-configuration. */
@RealServers
@SpringBootTest(
        classes = ListenerTest.Service.class,
        properties = {
            "spring.application.name=test",
            "spring.flyway.locations=classpath:db/event-relay",
            "spring.datasource.hikari.connection-timeout=1000",
            "nsirs.relay.retry-from=100ms",
            "nsirs.relay.retry-to=500ms"
        })
@DirtiesContext
@TestInstance(Lifecycle.PER_CLASS)
class ListenerTest {

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Producers producers;

    @Autowired
    private HealthIndicator eventRelayHealthIndicator;

    @Autowired
    private MeterRegistry meters;

    private final ReferralReference reference = House.aReference();
    private Servers servers;
    private House house;
    private Producer<byte[], byte[]> producer;

    @BeforeAll
    void open(Servers servers) {
        this.servers = servers;
        house = new House(servers);
        producer = producers.open();
        jdbc.execute("create table done (place serial, reference text, number bigint)");
    }

    @AfterAll
    void close() {
        servers.postgres().start();
        producer.close(Duration.ZERO);
        house.close();
    }

    @Test
    void what_arrives_while_the_database_is_away_is_done_once_and_in_order_when_it_is_back() {
        var records = LongStream.rangeClosed(1, 40)
                .mapToObj(n -> record(UUID.randomUUID(), n))
                .toList();
        records.subList(0, 10).forEach(producer::send);
        await().until(() -> done().size() == 10);

        servers.postgres().stop();
        records.subList(10, 30).forEach(producer::send);
        producer.flush();
        // Several rounds of trying, long enough that ten immediate tries would have discarded the batch.
        await().pollDelay(6, SECONDS).until(() -> true);
        servers.postgres().start();
        records.subList(30, 40).forEach(producer::send);

        await().ignoreExceptions().until(() -> done().size() >= 40);
        assertThat(done()).isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
        assertThat(house.published("nsirs.commands.dlt", reference)).isEmpty();
    }

    @Test
    void an_event_goes_from_the_outbox_to_the_listener_and_its_replay_is_dropped() {
        var other = House.aReference();
        transaction.executeWithoutResult(status -> outbox.append(event(other, 1)));
        await().until(() -> done(other).equals(List.of(1L)));

        var record = ReceivedRecord.of(house.published("nsirs.commands", other).get(0));
        transaction.executeWithoutResult(status -> {
            outbox.replay("nsirs.commands", record);
            outbox.append(event(other, 2));
        });

        await().until(() -> done(other).contains(2L));
        assertThat(done(other)).containsExactly(1L, 2L);
        assertThat(house.published("nsirs.commands", other)).hasSize(3);
    }

    @Test
    void health_and_metrics_say_how_much_waits() {
        await().untilAsserted(() -> {
            var health = eventRelayHealthIndicator.health();
            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsEntry("active", true).containsKeys("waiting", "oldestSeconds");
        });
        assertThat(meters.find("nsirs.relay.outbox.age").gauge()).isNotNull();
        assertThat(meters.find("nsirs.relay.outbox.size").gauge()).isNotNull();
        assertThat(meters.find("nsirs.relay.active").gauge().value()).isEqualTo(1);
    }

    private List<Long> done() {
        return done(reference);
    }

    private List<Long> done(ReferralReference of) {
        return jdbc.queryForList("select number from done where reference = ? order by place", Long.class, of.value());
    }

    private ProducerRecord<byte[], byte[]> record(UUID id, long number) {
        var written = EventFormat.write(id, "/nsirs/test", Instant.EPOCH, event(reference, number));
        var row = OutboxRow.of(written);
        return OutboxRow.toRecord(row.topic(), row.key(), row.headers(), row.value());
    }

    @SpringBootApplication
    static class Service {

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        CommandListener commandListener(EventConsumers consumers, JdbcTemplate jdbc) {
            return new CommandListener(consumers
                    .builder("test")
                    .each(event -> jdbc.update(
                            "insert into done (reference, number) values (?, ?)",
                            event.event().reference().value(),
                            House.numberOf(event.event())))
                    .build());
        }
    }

    static class CommandListener {

        private final EventConsumer consumer;

        CommandListener(EventConsumer consumer) {
            this.consumer = consumer;
        }

        @KafkaListener(topics = "nsirs.commands", groupId = "test", batch = "true")
        void on(List<ConsumerRecord<byte[], byte[]>> records) {
            consumer.consume(records);
        }
    }
}
