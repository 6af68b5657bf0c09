package uk.nsirs.relay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.relay.House.aReference;
import static uk.nsirs.relay.House.event;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.servers.RealServers;
import uk.nsirs.servers.Servers;

@RealServers
class RelayTest {

    private House house;
    private Servers servers;

    @BeforeEach
    void open(Servers servers) {
        this.servers = servers;
        house = new House(servers);
    }

    @AfterEach
    void close() {
        servers.kafka().start();
        house.close();
    }

    @Test
    void events_of_one_reference_keep_their_order_however_many_append_at_once() throws Exception {
        var references = Stream.generate(House::aReference).limit(5).toList();
        house.jdbc.execute("create table referral (reference text primary key, number bigint not null)");
        references.forEach(reference -> house.jdbc.update("insert into referral values (?, 0)", reference.value()));
        house.startRelay();

        inParallel(4, () -> {
            for (int i = 0; i < 50; i++) {
                appendUnderRowLock(references.get(ThreadLocalRandom.current().nextInt(references.size())));
            }
        });

        await().until(() -> house.waiting() == 0);
        var published = new ArrayList<Long>();
        for (var reference : references) {
            var numbers = house.numbersOf(reference);
            assertThat(numbers).isEqualTo(upTo(numbers.size()));
            published.addAll(numbers);
        }
        assertThat(published).hasSize(200);
    }

    @Test
    void a_row_that_commits_after_a_higher_position_was_published_is_not_lost() throws Exception {
        var late = aReference();
        var early = aReference();
        var appended = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        house.startRelay();
        var slow = Executors.newSingleThreadExecutor();
        var slowTransaction = slow.submit(() -> house.transaction.executeWithoutResult(transaction -> {
            house.outbox.append(event(late, 1));
            appended.countDown();
            awaitLatch(mayCommit);
        }));
        assertThat(appended.await(5, SECONDS)).isTrue();

        house.append(event(early, 1));
        await().until(() -> house.numbersOf(early).equals(List.of(1L)));
        mayCommit.countDown();
        slowTransaction.get();
        slow.shutdown();

        await().until(() -> house.numbersOf(late).equals(List.of(1L)));
    }

    @Test
    void a_broker_that_is_away_delays_everything_and_loses_nothing() {
        var reference = aReference();
        house.startRelay();
        house.append(event(reference, 1));
        await().until(() -> house.waiting() == 0);

        servers.kafka().stop();
        for (int n = 2; n <= 20; n++) {
            house.append(event(reference, n));
        }
        // Longer than a batch waits for its acknowledgements, so that the producer is given up and made again.
        await().pollDelay(House.properties().sendTimeout().plusSeconds(1)).until(() -> house.waiting() == 19);
        servers.kafka().start();

        await().until(() -> house.waiting() == 0);
        assertThat(firstAppearances(house.numbersOf(reference))).isEqualTo(upTo(20));
    }

    @Test
    void another_relay_takes_over_when_the_active_one_loses_its_session_in_the_middle_of_a_batch() {
        var references = Stream.generate(House::aReference).limit(3).toList();
        int each = 500;
        house.transaction.executeWithoutResult(transaction -> house.outbox.appendAll(LongStream.rangeClosed(1, each)
                .boxed()
                .flatMap(n -> references.stream().map(reference -> event(reference, n)))
                .toList()));

        var first = house.startRelay(house.watched(300, this::cutRelaySessions));
        var second = house.startRelay(house.watched(300, this::cutRelaySessions));

        await().until(() -> house.waiting() == 0);
        int copies = 0;
        for (var reference : references) {
            var numbers = house.numbersOf(reference);
            assertThat(firstAppearances(numbers)).isEqualTo(upTo(each));
            copies += numbers.size() - each;
        }
        assertThat(copies).as("records sent without the lock").isPositive();
        await().untilAsserted(() ->
                assertThat(Stream.of(first, second).filter(Relay::isActive)).hasSize(1));
    }

    @Test
    void a_relay_that_stops_hands_over_at_once() {
        var reference = aReference();
        var first = house.startRelay();
        await().until(first::isActive);
        var second = house.startRelay();

        first.stop();

        await().until(second::isActive);
        assertThat(first.isActive()).isFalse();
        house.append(event(reference, 1));
        await().until(() -> house.numbersOf(reference).equals(List.of(1L)));
    }

    private void appendUnderRowLock(ReferralReference reference) {
        house.transaction.executeWithoutResult(transaction -> {
            var number = house.jdbc.queryForObject(
                    "update referral set number = number + 1 where reference = ? returning number",
                    Long.class,
                    reference.value());
            house.outbox.append(event(reference, number));
        });
    }

    private void cutRelaySessions() {
        house.jdbc.queryForList(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where application_name = 'event-relay' and datname = current_database()
                """);
    }

    private static void inParallel(int threads, Runnable work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        var running = new ArrayList<Future<?>>();
        for (int i = 0; i < threads; i++) {
            running.add(pool.submit(work));
        }
        for (var one : running) {
            one.get();
        }
        pool.shutdown();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, SECONDS)).isTrue();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    /** What is left when every later copy is dropped, as an inbox does. */
    private static List<Long> firstAppearances(List<Long> numbers) {
        return List.copyOf(new LinkedHashSet<>(numbers));
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
