package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 1: the database is away in the middle of a stream, and nothing is lost, doubled or left for somebody to mend. */
@ExtendWith(RunningSystem.class)
@Order(Integer.MAX_VALUE - 1)
class DatabaseAwayTest {

    private static final int BEFORE = 30;
    private static final int AFTER = 20;
    private static final List<String> SERVICES = List.of("referral-intake", "triage-engine", "notification-service");

    private RunningSystem system;
    private Service service;

    @BeforeEach
    void connect(RunningSystem running) {
        system = running;
        service = new Service(running);
    }

    @Test
    void theDatabaseIsAwayForSomeSeconds() throws Exception {
        theDatabaseIsAway(Duration.ofSeconds(8));
    }

    @Test
    @Tag("exhaustive")
    void theDatabaseIsAwayForThreeMinutes() throws Exception {
        theDatabaseIsAway(Duration.ofMinutes(3));
    }

    private void theDatabaseIsAway(Duration outage) throws Exception {
        var audit = Audit.begins(system);
        var processes = SERVICES.stream().map(system::pid).toList();
        var database = system.postgres();
        try (var submitters = new Submitters(system)) {
            // given a stream of referrals
            submitters.awaitMore(BEFORE);

            // when the database crashes in the middle of it and stays away
            database.crash();
            try {
                await().during(outage)
                        .atMost(outage.plusMinutes(1))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> !database.answers()
                                && SERVICES.stream().map(system::pid).toList().equals(processes));
                assertThat(referrersAndStaffAskFor(submitters.accepted().get(0)))
                        .allSatisfy(DatabaseAwayTest::saysWhenToComeBack);
                // The rules need no database.
                assertThat(criteriaCheck().status()).isEqualTo(200);
            } finally {
                database.start();
            }

            // then all goes on by itself
            submitters.awaitMore(AFTER);
            var accepted = submitters.finish();

            // and the senders were told to come back, and nothing else
            assertThat(submitters.refusals()).isNotEmpty().allSatisfy(DatabaseAwayTest::saysWhenToComeBack);
            assertThat(submitters.unanswered()).isZero();
            assertThat(SERVICES.stream().map(system::pid)).isEqualTo(processes);
            audit.everyReferralIsKeptStartedAndToldOnce(accepted);
            // and a clinician can go on with one that was sent before
            var reference = accepted.get(0);
            var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");
            assertThat(service.decide("clinician", task, "ACCEPT", null).status())
                    .isEqualTo(204);
            service.awaitStatus(reference, "ACCEPTED");
        }
    }

    private List<Caller.Answer> referrersAndStaffAskFor(String reference) {
        return Stream.of(
                        system.intake("rjz-referrer").get("/api/referrals"),
                        system.triage("clinician").get("/api/cases/" + reference),
                        system.notification("administrator").get("/api/deliveries?reference=" + reference))
                .toList();
    }

    private Caller.Answer criteriaCheck() {
        return system.triage("rjz-referrer")
                .post(
                        "/api/criteria-checks",
                        Map.of("clinical", Map.of("bmi", 22.9), "patient", Map.of("dateOfBirth", "1996-02-11")));
    }

    private static void saysWhenToComeBack(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.text()).doesNotContain("Exception", "org.", "\tat ");
    }
}
