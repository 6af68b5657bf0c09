package uk.nsirs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nsirs.quickstart.Journey.Step;

/** One patient taken along, against a server that stands for intake and triage and keeps what it was sent. */
class GuideTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate TODAY = LocalDate.of(2026, 7, 1);
    /** A job that the engine still names, and that is gone when it is to be executed. */
    private static final String GONE = "j1";

    private static final String REFERENCE = "NSIRS-2026-7K3QX9";

    /** For what comes; on a slow machine the first call alone takes a second. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path home;

    private final List<String> sent = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** What the engine answers where it is asked for a task. */
    private String open = "[{\"id\": \"t1\"}]";

    /** What it answers where it is asked for the history of a task. */
    private String finished = "[]";

    private int completion = 204;

    /** How often it answers a completion so first that something else changed the task at the same moment. */
    private int overtaken;

    /** What it answers where a job is to be executed that is gone: gone before the call, or while it was answered. */
    private int gone = 404;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_task_is_completed_with_days_counted_from_the_referral() {
        guide().take(journey(complete("Task_RecordConsent")), REFERENCE, TODAY);

        assertThat(sent)
                .containsExactly("/engine-rest/task/t1/complete {\"variables\":{\"on\":{\"value\":\"2026-06-01\"},"
                        + "\"at\":{\"value\":\"2026-07-29T10:30+01:00\"},\"units\":{\"value\":7.5}}}");
    }

    @Test
    void a_report_quotes_the_order_that_waits_for_it_and_the_subject() throws IOException {
        var report = new Step.Report(
                "funding-decisions",
                "Task_RecordFundingDecision",
                Map.of(),
                "funder",
                JSON.readTree("{\"decision\": \"APPROVED\"}"));

        guide().take(journey(report), REFERENCE, TODAY);

        assertThat(sent)
                .containsExactly("/api/results/funding-decisions {\"resultId\":\"demo-somebody-1\",\"version\":1,"
                        + "\"status\":\"FINAL\",\"reference\":\"" + REFERENCE + "\",\"orderId\":\"" + REFERENCE
                        + "-2\",\"subject\":{\"nhsNumber\":\"9990000018\"},\"decision\":\"APPROVED\"}");
    }

    @Test
    void what_was_done_is_not_done_again() {
        var journey = journey(complete("Task_RecordConsent"), complete("Task_ConfirmDiagnosis"));
        guide().take(journey, REFERENCE, TODAY);
        assertThat(sent).hasSize(2);

        guide().take(journey, REFERENCE, TODAY);

        assertThat(sent).hasSize(2);
    }

    @Test
    void a_step_that_is_refused_names_the_patient_the_step_and_what_the_service_says_and_is_tried_again() {
        var journey = journey(complete("Task_RecordConsent"));
        completion = 400;

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> guide().take(journey, REFERENCE, TODAY))
                .withMessageContaining("somebody (" + REFERENCE + "), step 1 of 1")
                .withMessageContaining("complete Task_RecordConsent as clinician")
                .withMessageContaining("400: This task is for counsellors.");

        completion = 204;
        guide().take(journey, REFERENCE, TODAY);
        assertThat(sent).hasSize(2);
    }

    @Test
    void a_task_that_was_completed_though_the_answer_was_lost_is_not_waited_for() {
        var journey = journey(complete("Task_RecordConsent"), complete("Task_ConfirmDiagnosis"));
        completion = 500;
        assertThatExceptionOfType(CannotStart.class).isThrownBy(() -> guide().take(journey, REFERENCE, TODAY));

        // when it was done all the same
        completion = 204;
        finished = "[{\"id\": \"t1\"}]";
        guide().take(journey, REFERENCE, TODAY);

        // then the first step was sent once, and the second step as well
        assertThat(sent).hasSize(2);
    }

    @Test
    void a_task_that_nobody_opens_is_named() {
        open = "[]";

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() ->
                        guide(Duration.ofMillis(300)).take(journey(complete("Task_RecordConsent")), REFERENCE, TODAY))
                .withMessageContaining("complete Task_RecordConsent as clinician: the task was not opened");
    }

    @Test
    void a_task_whose_process_went_on_at_the_very_moment_is_looked_for_again() {
        overtaken = 2;

        guide().take(journey(complete("Task_RecordConsent")), REFERENCE, TODAY);

        assertThat(sent).hasSize(3).allMatch(call -> call.startsWith("/engine-rest/task/t1/complete "));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 409})
    void a_timer_that_was_planned_anew_meanwhile_is_looked_for_again(int answerOfTheEngine) {
        gone = answerOfTheEngine;

        guide().take(journey(new Step.BringForward("Event_ReviewSoonDue", "administrator")), REFERENCE, TODAY);

        assertThat(sent).containsExactly("/engine-rest/job/" + GONE + "/execute {}", "/engine-rest/job/j2/execute {}");
    }

    private Guide guide() {
        return guide(PATIENCE);
    }

    private Guide guide(Duration patience) {
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        return new Guide(
                new Caller("referral-intake", address, account -> Accounts.PASSWORD),
                new Caller("triage-engine", address, account -> Accounts.PASSWORD),
                new Memory(home.resolve("memory.properties")),
                patience);
    }

    private static Step complete(String task) {
        try {
            return new Step.Complete(
                    task,
                    Map.of(),
                    "clinician",
                    JSON.readTree(
                            """
                            {"on": "${today-30}", "at": "${today+28 at 10:30}", "units": 7.5}"""));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Journey journey(Step... steps) {
        JsonNode referral =
                JSON.createObjectNode().set("patient", JSON.createObjectNode().put("nhsNumber", "9990000018"));
        return new Journey("somebody", "shows something", "rjz-referrer", referral, List.of(steps));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (path.equals("/engine-rest/task")) {
            reply(exchange, 200, open);
        } else if (path.equals("/engine-rest/history/task")) {
            reply(exchange, 200, finished);
        } else if (path.equals("/engine-rest/process-instance")) {
            reply(exchange, 200, "[{\"id\": \"p1\"}]");
        } else if (path.equals("/engine-rest/job")) {
            reply(
                    exchange,
                    200,
                    "[{\"id\": \"" + (sent.isEmpty() ? GONE : "j2") + "\", \"processInstanceId\": \"p1\"}]");
        } else if (path.endsWith(GONE + "/execute")) {
            sent.add(path + " " + body);
            reply(exchange, gone, "{}");
        } else if (path.endsWith("/variables/orderId")) {
            reply(exchange, 200, "{\"value\": \"" + REFERENCE + "-2\"}");
        } else {
            sent.add(path + " " + body);
            reply(
                    exchange,
                    sent.size() <= overtaken ? 409 : completion,
                    "{\"message\": \"This task is for counsellors.\"}");
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
        if (status != 204) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
