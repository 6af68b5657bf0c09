package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Trusts that submit one referral after the other, each with a key of its own and again and again until it is taken: as a
 * referrer's system does that was told to.
 */
final class Submitters implements AutoCloseable {

    private static final int THREADS = 3;
    /** Before each try: intake takes far more than triage starts on a small machine, and a backlog proves nothing. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final List<Caller> instances;
    private final AtomicInteger submissions = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<Caller.Answer> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile boolean stopping;

    Submitters(RunningSystem system) {
        this(List.of(system.intake("rjz-referrer")));
    }

    /** To one instance of intake after the other, as behind a load balancer that knows nothing of their health. */
    Submitters(List<Caller> instances) {
        this.instances = instances;
        for (int i = 0; i < THREADS; i++) {
            threads.execute(this::submit);
        }
    }

    /** The references of what was answered with 201 so far. */
    List<String> accepted() {
        return List.copyOf(accepted);
    }

    /** Every answer that was not a 201. */
    List<Caller.Answer> refusals() {
        return List.copyOf(refusals);
    }

    /** How often the connection failed or nothing came back. */
    int unanswered() {
        return unanswered.get();
    }

    /** Waits until so many more are taken. */
    void awaitMore(int number) {
        int target = accepted.size() + number;
        await(number + " more referrals are taken").atMost(PATIENCE).until(() -> accepted.size() >= target);
    }

    /** Ends the stream after the referrals that are under way, each taken in the end. */
    List<String> finish() throws InterruptedException {
        stopping = true;
        threads.shutdown();
        assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("each submitter's last referral is taken")
                .isTrue();
        return accepted();
    }

    @Override
    public void close() {
        stopping = true;
        threads.shutdownNow();
    }

    private void submit() {
        while (!stopping) {
            var key = UUID.randomUUID().toString();
            var referral = Patients.andreaWithTypeBInsulinResistance();
            var turn = new AtomicInteger(submissions.getAndIncrement());
            accepted.add(await("the referral is taken")
                    .atMost(PATIENCE)
                    .pollDelay(PAUSE)
                    .pollInterval(PAUSE)
                    .until(() -> submitted(referral, key, turn.getAndIncrement()), reference -> reference != null));
        }
    }

    /** The reference, or null where it is to be sent again. */
    private String submitted(ObjectNode referral, String key, int turn) {
        try {
            var instance = instances.get(Math.floorMod(turn, instances.size()));
            var answer = instance.post("/api/referrals", referral, key);
            if (answer.status() == 201) {
                return answer.body().get("reference").asText();
            }
            refusals.add(answer);
        } catch (UncheckedIOException connectionLost) {
            unanswered.incrementAndGet();
        }
        return null;
    }
}
