package uk.nsirs.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nsirs.relay.House.aReference;
import static uk.nsirs.relay.House.event;
import static uk.nsirs.relay.House.numberOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.dao.CannotAcquireLockException;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.servers.RealServers;
import uk.nsirs.servers.Servers;

@RealServers
@TestInstance(Lifecycle.PER_CLASS)
class EventConsumerTest {

    private static final String TOPIC = "nsirs.commands";
    private static final String LETTERS = "nsirs.commands.dlt";

    private House house;
    private ReferralReference reference;
    private String name;
    private long offset;

    /** Written in the transaction of each event: what a reader of the database sees. */
    private List<Long> done() {
        return house.jdbc.queryForList(
                "select number from done where reference = ? order by place", Long.class, reference.value());
    }

    @BeforeAll
    void open(Servers servers) {
        house = new House(servers);
        house.jdbc.execute("create table done (place serial, reference text, number bigint)");
    }

    @AfterAll
    void close() {
        house.close();
    }

    @BeforeEach
    void aFreshConsumer() {
        reference = aReference();
        name = "consumer of " + reference;
    }

    @Test
    void an_event_that_comes_again_is_dropped_within_a_batch_and_across_batches() {
        var consumer = house.consumers().builder(name).each(this::note).build();
        var first = record(1);
        var second = record(2);

        consumer.consume(List.of(first, copyOf(first), second));
        consumer.consume(List.of(copyOf(second), record(3)));

        assertThat(done()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void duplicates_are_dropped_among_the_events_that_go_first_too() {
        var consumer = consumerWithBatchOfEvenNumbers();
        var two = record(2);

        consumer.consume(List.of(record(1), two, copyOf(two), record(4)));
        consumer.consume(List.of(copyOf(two), record(6)));

        assertThat(done()).containsExactly(2L, 4L, 1L, 6L);
    }

    @Test
    void each_consumer_processes_an_event_once() {
        var record = record(1);

        house.consumers().builder(name).each(this::note).build().consume(List.of(record));
        house.consumers()
                .builder(name + "'s neighbour")
                .each(this::note)
                .build()
                .consume(List.of(record));

        assertThat(done()).containsExactly(1L, 1L);
    }

    @Test
    void events_that_fail_together_are_done_one_by_one_and_only_the_poisonous_one_is_dead() {
        var consumer = house.consumers()
                .builder(name)
                .batched(event -> true, events -> {
                    events.forEach(this::note);
                    if (events.stream().anyMatch(event -> numberOf(event.event()) == 2)) {
                        throw new IllegalStateException("holds data: Ada Testpatient");
                    }
                })
                .each(this::note)
                .build();

        consumer.consume(List.of(record(1), record(2), record(3)));

        assertThat(done()).containsExactly(1L, 3L);
        var letters = house.published(LETTERS, reference);
        assertThat(letters).hasSize(1);
        assertThat(numberOf(House.read(letters.get(0)).event())).isEqualTo(2);
        assertThat(header(letters.get(0), DeadLetter.CAUSE))
                .startsWith("java.lang.IllegalStateException")
                .doesNotContain("Testpatient");
    }

    @Test
    void a_poisonous_record_is_dead_while_its_neighbours_go_through() {
        var consumer = house.consumers().builder(name).each(this::note).build();
        var tombstone = new ConsumerRecord<byte[], byte[]>(TOPIC, 5, offset++, bytes(reference.value()), null);
        var noise = new ConsumerRecord<>(TOPIC, 5, offset++, bytes(reference.value()), bytes("not an event"));
        noise.headers().add("binary", new byte[] {(byte) 0xfe});

        consumer.consume(List.of(record(1), tombstone, noise, record(2)));

        assertThat(done()).containsExactly(1L, 2L);
        var letters = house.published(LETTERS, reference);
        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).value()).isNull();
        var letter = letters.get(1);
        assertThat(letter.value()).isEqualTo(noise.value());
        assertThat(letter.headers().lastHeader("binary").value()).containsExactly(0xfe);
        assertThat(header(letter, DeadLetter.CONSUMER)).isEqualTo(name);
        assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo(TOPIC);
        assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("5");
        assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo(Long.toString(noise.offset()));
        assertThat(header(letter, DeadLetter.CAUSE)).startsWith("The record has no CloudEvents headers");
        assertThat(house.meters
                        .counter("nsirs.relay.dead.letters", "consumer", name)
                        .count())
                .isEqualTo(2);
    }

    @Test
    void a_bug_is_tried_three_times_and_what_says_it_is_unprocessable_once() {
        var tries = new AtomicInteger();
        var bug = house.consumers()
                .builder(name)
                .each(event -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException();
                })
                .build();
        var refusals = new AtomicInteger();
        var refusal = house.consumers()
                .builder(name)
                .each(event -> {
                    refusals.incrementAndGet();
                    throw new UnprocessableEventException("Of another service");
                })
                .build();

        bug.consume(List.of(record(1)));
        refusal.consume(List.of(record(2)));

        assertThat(tries).hasValue(3);
        assertThat(refusals).hasValue(1);
        assertThat(house.published(LETTERS, reference))
                .extracting(letter -> header(letter, DeadLetter.CAUSE))
                .anyMatch("Of another service"::equals);
    }

    @Test
    void a_dead_letter_that_is_replayed_is_processed_since_the_inbox_never_took_it() {
        var broken = new AtomicInteger(3);
        var consumer = house.consumers()
                .builder(name)
                .each(event -> {
                    if (broken.getAndDecrement() > 0) {
                        throw new IllegalStateException();
                    }
                    note(event);
                })
                .build();
        var record = record(1);
        consumer.consume(List.of(record));
        assertThat(done()).isEmpty();

        consumer.consume(List.of(copyOf(record)));
        consumer.consume(List.of(copyOf(record)));

        assertThat(done()).containsExactly(1L);
    }

    @Test
    void two_transactions_that_meet_at_a_row_are_sorted_out_at_once() {
        var conflicts = new AtomicInteger(3);
        var consumer = house.consumers()
                .builder(name)
                .each(event -> {
                    note(event);
                    if (conflicts.getAndDecrement() > 0) {
                        throw new CannotAcquireLockException("somebody else has it");
                    }
                })
                .build();

        consumer.consume(List.of(record(1), record(2)));

        assertThat(done()).containsExactly(1L, 2L);
    }

    @Test
    void while_something_is_away_no_later_record_goes_first_nothing_is_dead_and_then_all_is_done_once() {
        var away = new AtomicInteger(1);
        var consumer = house.consumers()
                .builder(name)
                .each(event -> {
                    if (numberOf(event.event()) == 2 && away.get() == 1) {
                        throw new CannotAcquireLockException("away");
                    }
                    note(event);
                })
                .build();
        var records = List.of(record(1), record(2), record(3));

        for (int redelivery = 0; redelivery < 5; redelivery++) {
            assertThatThrownBy(() -> consumer.consume(records)).isInstanceOf(NotProcessedYetException.class);
            assertThat(done()).containsExactly(1L);
        }
        away.set(0);
        consumer.consume(records);

        assertThat(done()).containsExactly(1L, 2L, 3L);
        assertThat(house.published(LETTERS, reference)).isEmpty();
    }

    @Test
    void a_batch_that_is_delivered_again_makes_no_second_dead_letter() {
        var away = new AtomicInteger(1);
        var consumer = house.consumers()
                .builder(name)
                .each(event -> {
                    if (numberOf(event.event()) == 1) {
                        throw new UnprocessableEventException("Never");
                    }
                    if (away.get() == 1) {
                        throw new CannotAcquireLockException("away");
                    }
                    note(event);
                })
                .build();
        var records = List.of(record(1), record(2));

        assertThatThrownBy(() -> consumer.consume(records)).isInstanceOf(NotProcessedYetException.class);
        assertThatThrownBy(() -> consumer.consume(records)).isInstanceOf(NotProcessedYetException.class);
        away.set(0);
        consumer.consume(records);

        assertThat(house.published(LETTERS, reference)).hasSize(1);
        assertThat(done()).containsExactly(2L);
    }

    @Test
    void the_consumer_of_dead_letters_takes_what_is_unreadable_and_never_makes_another_dead_letter() {
        var letters = new ArrayList<DeadLetter>();
        var broken = new AtomicInteger(1);
        var consumer = house.consumers()
                .builder(name)
                .eachDeadLetter(letter -> {
                    if (broken.get() == 1) {
                        throw new IllegalStateException("a bug");
                    }
                    letters.add(letter);
                })
                .build();
        var dead = new ConsumerRecord<>(LETTERS, 5, offset++, bytes(reference.value()), bytes("not an event"));
        dead.headers().add(DeadLetter.TOPIC, bytes(TOPIC)).add(DeadLetter.PARTITION, bytes("3"));
        dead.headers().add(DeadLetter.OFFSET, bytes("77")).add(DeadLetter.CONSUMER, bytes("intake"));
        dead.headers().add(DeadLetter.CAUSE, bytes("why"));

        assertThatThrownBy(() -> consumer.consume(List.of(dead))).isInstanceOf(NotProcessedYetException.class);
        broken.set(0);
        consumer.consume(List.of(dead));
        consumer.consume(List.of(copyOf(dead)));

        assertThat(letters).hasSize(1);
        var letter = letters.get(0);
        assertThat(letter.topic()).isEqualTo(TOPIC);
        assertThat(letter.partition()).isEqualTo(3);
        assertThat(letter.offset()).isEqualTo(77);
        assertThat(letter.consumer()).isEqualTo("intake");
        assertThat(letter.cause()).isEqualTo("why");
        assertThat(letter.reference()).contains(reference);
        assertThat(letter.eventId()).isEmpty();
        assertThat(house.published(LETTERS + ".dlt", reference)).isEmpty();
    }

    @Test
    void five_hundred_events_that_go_first_ask_the_inbox_once() {
        var batches = new ArrayList<Integer>();
        var consumer = house.consumers()
                .builder(name)
                .batched(event -> true, events -> batches.add(events.size()))
                .each(this::note)
                .build();

        consumer.consume(LongStream.range(0, 500).mapToObj(this::record).toList());

        assertThat(batches).containsExactly(500);
        assertThat(house.jdbc.queryForObject("select count(*) from inbox where consumer = ?", Integer.class, name))
                .isEqualTo(500);
    }

    private EventConsumer consumerWithBatchOfEvenNumbers() {
        return house.consumers()
                .builder(name)
                .batched(event -> numberOf(event.event()) % 2 == 0, events -> events.forEach(this::note))
                .each(this::note)
                .build();
    }

    private void note(ReceivedEvent event) {
        house.jdbc.update(
                "insert into done (reference, number) values (?, ?)",
                event.event().reference().value(),
                numberOf(event.event()));
    }

    private ConsumerRecord<byte[], byte[]> record(long number) {
        var written = EventFormat.write(UUID.randomUUID(), "/nsirs/test", Instant.EPOCH, event(reference, number));
        var record = new ConsumerRecord<>(TOPIC, 5, offset++, bytes(written.key()), written.value());
        written.headers().forEach(record.headers()::add);
        return record;
    }

    /** The same event at a later offset. */
    private ConsumerRecord<byte[], byte[]> copyOf(ConsumerRecord<byte[], byte[]> original) {
        var copy = new ConsumerRecord<>(original.topic(), 5, offset++, original.key(), original.value());
        original.headers().forEach(copy.headers()::add);
        return copy;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
