package uk.nsirs.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.relay.House.aReference;
import static uk.nsirs.relay.House.event;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import uk.nsirs.events.LetterEvent;
import uk.nsirs.events.LetterEvent.LetterIssued;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.servers.RealServers;
import uk.nsirs.servers.Servers;

@RealServers
@TestInstance(Lifecycle.PER_CLASS)
class OutboxTest {

    private House house;

    @BeforeAll
    void open(Servers servers) {
        house = new House(servers);
        house.startRelay();
    }

    @AfterAll
    void close() {
        house.close();
    }

    @Test
    void an_event_of_a_transaction_that_rolls_back_is_never_published() {
        var reference = aReference();
        house.transaction.executeWithoutResult(transaction -> {
            house.outbox.append(event(reference, 1));
            transaction.setRollbackOnly();
        });

        house.append(event(reference, 2));

        await().untilAsserted(() -> assertThat(house.numbersOf(reference)).containsExactly(2L));
    }

    @Test
    void appending_outside_a_transaction_is_refused() {
        assertThatThrownBy(() -> house.outbox.append(event(aReference(), 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_event_travels_as_a_CloudEvent_in_binary_mode_under_its_reference() {
        var reference = aReference();
        var id = house.transaction.execute(transaction -> house.outbox.append(event(reference, 7)));

        await().until(() -> !house.published("nsirs.commands", reference).isEmpty());

        var record = house.published("nsirs.commands", reference).get(0);
        assertThat(header(record, "ce_id")).isEqualTo(id.toString());
        assertThat(header(record, "ce_type")).isEqualTo("uk.nsirs.EmailResendRequested");
        assertThat(header(record, "ce_source")).isEqualTo("/nsirs/test");
        assertThat(header(record, "ce_subject")).isEqualTo(reference.value());
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_time")).endsWith("Z");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(new String(record.value(), UTF_8)).startsWith("{\"reference\":\"" + reference);
        assertThat(House.read(record).event()).isEqualTo(event(reference, 7));
    }

    @Test
    void many_events_keep_the_order_of_their_list() {
        var reference = aReference();
        var events = IntStream.range(0, 500).mapToObj(n -> event(reference, n)).toList();

        house.transaction.executeWithoutResult(transaction -> house.outbox.appendAll(events));

        await().until(() -> house.numbersOf(reference).size() == 500);
        assertThat(house.numbersOf(reference)).isSorted();
    }

    @Test
    void an_event_that_the_broker_would_refuse_is_refused_when_it_is_appended() {
        var reference = aReference();
        house.transaction.executeWithoutResult(transaction -> {
            house.outbox.append(event(reference, 1));
            assertThatThrownBy(() -> house.outbox.append(letterOf(reference, (int) House.LARGEST)))
                    .isInstanceOf(EventTooLargeException.class)
                    .hasMessageNotContaining("xx");
        });

        await().untilAsserted(() -> assertThat(house.numbersOf(reference)).containsExactly(1L));
        assertThat(house.published("nsirs.letters", reference)).isEmpty();
    }

    @Test
    void the_largest_event_that_is_appended_is_one_that_the_broker_takes() {
        var reference = aReference();
        house.append(letterOf(reference, (int) House.LARGEST - 2_000));

        await().untilAsserted(() ->
                assertThat(house.published("nsirs.letters", reference)).hasSize(1));
    }

    @Test
    void a_replay_is_the_original_record_without_the_reason_it_was_dead() {
        var reference = aReference();
        byte[] value = {1, 2, (byte) 0xff};
        byte[] binary = {0, (byte) 0x80};
        var dead = new ReceivedRecord(
                "nsirs.commands.dlt",
                3,
                4,
                reference.value().getBytes(UTF_8),
                value,
                Map.of("ce_id", "x".getBytes(UTF_8), "binary", binary, DeadLetter.CAUSE, "why".getBytes(UTF_8)));

        house.transaction.executeWithoutResult(transaction -> house.outbox.replay("nsirs.notifications", dead));

        await().until(() -> !house.published("nsirs.notifications", reference).isEmpty());
        var record = house.published("nsirs.notifications", reference).get(0);
        assertThat(record.value()).isEqualTo(value);
        assertThat(record.headers().lastHeader("binary").value()).isEqualTo(binary);
        assertThat(header(record, "ce_id")).isEqualTo("x");
        assertThat(record.headers().lastHeader(DeadLetter.CAUSE)).isNull();
    }

    private static LetterEvent letterOf(ReferralReference reference, int characters) {
        return new LetterIssued(
                reference,
                new UUID(0, 1),
                Instant.EPOCH,
                LetterEvent.Kind.ADVICE,
                "Title",
                "x".repeat(characters),
                "Dr A Example",
                "Consultant");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
