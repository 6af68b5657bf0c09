package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clinicians who accept referrals, at one instance of triage after the other, and look again where the answer to a
 * decision was lost.
 */
final class Deciders implements AutoCloseable {

    private static final int THREADS = 2;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Set<String> DECIDED = Set.of("ACCEPTED", "IN_PATHWAY");

    private final List<Caller> intake;
    private final List<Caller> triage;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Set<String> accepted = new ConcurrentSkipListSet<>();
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param intake where a referrer reads the status
     * @param triage where a clinician decides
     */
    Deciders(List<Caller> intake, List<Caller> triage) {
        this.intake = intake;
        this.triage = triage;
    }

    /** Lets a clinician accept the referral as soon as it is triaged; does not wait for it. */
    void accept(String reference) {
        if (accepted.add(reference)) {
            open.incrementAndGet();
            threads.execute(() -> {
                var tries = new AtomicInteger();
                await("the decision on " + reference)
                        .atMost(PATIENCE)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(PAUSE)
                        .until(() -> isDecided(reference, tries.getAndIncrement()));
                open.decrementAndGet();
            });
        }
    }

    /** Waits until the referrers read of every decision; the references that were accepted. */
    Set<String> finish() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("each decision is made")
                .isTrue();
        assertThat(open).as("decisions that were not made").hasValue(0);
        return Set.copyOf(accepted);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private boolean isDecided(String reference, int turn) {
        try {
            var status =
                    one(intake, turn).get("/api/referrals/" + reference).body().path("status");
            if (DECIDED.contains(status.asText())) {
                return true;
            }
            var caller = one(triage, turn);
            var tasks = caller.get("/engine-rest/task?taskDefinitionKey=Task_ConfirmTriageDecision"
                    + "&processInstanceBusinessKeyLike=" + reference);
            if (tasks.status() == 200) {
                tasks.body().forEach(task -> accept(caller, task));
            }
        } catch (UncheckedIOException connectionLost) {
            // The next try goes to the other instance and sees what became of this one.
            return false;
        }
        return false;
    }

    private static void accept(Caller caller, JsonNode task) {
        caller.post(
                "/engine-rest/task/" + task.get("id").asText() + "/complete",
                Map.of("variables", Map.of("decision", Map.of("value", "ACCEPT", "type", "String"))));
    }

    private static Caller one(List<Caller> instances, int turn) {
        return instances.get(Math.floorMod(turn, instances.size()));
    }
}
