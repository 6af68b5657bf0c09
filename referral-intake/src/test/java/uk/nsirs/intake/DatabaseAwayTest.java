package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.nsirs.events.Topics;
import uk.nsirs.servers.Servers;

/** Promise 1: what was answered with 201 is there once, and what was not is not half there. */
@Intake
class DatabaseAwayTest {

    private static final int SENDERS = 4;
    private static final int EACH = 15;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theDatabaseGoesAwayInTheMiddleOfAStream(Servers servers) throws Exception {
        var accepted = new ConcurrentLinkedQueue<String>();
        var others = new ConcurrentLinkedQueue<Caller.Answer>();
        var done = new AtomicInteger();
        var desk = Desk.of(port, "administrator");
        var senders = Executors.newFixedThreadPool(SENDERS);
        try {
            // given senders that send each referral until it is taken, with the same key each time
            for (int i = 0; i < SENDERS; i++) {
                senders.execute(() -> {
                    // A fast machine would be through before the database is away.
                    for (int n = 0; n < EACH || others.isEmpty(); n++) {
                        accepted.add(sendUntilTaken(Patients.somebody(), others));
                    }
                    done.incrementAndGet();
                });
            }
            await().atMost(Duration.ofMinutes(3)).until(() -> accepted.size() >= 5);

            // when the database is away for a while
            servers.postgres().stop();
            try {
                await().atMost(Duration.ofMinutes(3)).until(() -> !others.isEmpty());
                // people are told so too, and not in JSON
                var page = desk.get("/contacts");
                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page.body()).contains("<h1>Not available for the moment</h1>", "in a few seconds");
            } finally {
                servers.postgres().start();
            }
            await().atMost(Duration.ofMinutes(3)).until(() -> done.get() == SENDERS);
        } finally {
            senders.shutdownNow();
            senders.awaitTermination(10, TimeUnit.SECONDS);
        }

        // then the senders were told to come back, and nothing else
        assertThat(others).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("10");
            assertThat(answer.contentType()).startsWith("application/problem+json");
        });
        // and each referral is there once, and is published once
        var references = List.copyOf(accepted);
        assertThat(references).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(SENDERS * EACH);
        assertThat(jdbc.sql("select count(*) from referral where reference in (:references)")
                        .param("references", references)
                        .query(Integer.class)
                        .single())
                .isEqualTo(references.size());
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(published()).containsAll(references));
        // and what was not answered left nothing behind
        assertThat(jdbc.sql(
                                """
                                select count(*) from referral r where not exists
                                    (select 1 from referral_timeline t where t.reference = r.reference)""")
                        .query(Integer.class)
                        .single())
                .isZero();
        var held =
                jdbc.sql("select reference from referral").query(String.class).list();
        assertThat(published()).containsAll(held);
        assertThat(held).containsAll(new java.util.HashSet<>(published()));
    }

    private String sendUntilTaken(ObjectNode referral, ConcurrentLinkedQueue<Caller.Answer> others) {
        var caller = Caller.of(port, "rjz-referrer");
        var key = UUID.randomUUID().toString();
        return await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> {
                            var answer = caller.post("/api/referrals", referral, "Idempotency-Key", key);
                            if (answer.status() != 201) {
                                others.add(answer);
                            }
                            return answer;
                        },
                        answer -> answer.status() == 201)
                .reference();
    }

    private static List<String> published() {
        var references = new ArrayList<String>();
        for (var event : new TopicReader(Topics.REFERRALS).all()) {
            if (event.type().equals("uk.nsirs.ReferralSubmitted")) {
                references.add(event.key());
            }
        }
        return Collections.unmodifiableList(references);
    }
}
