package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionFactory;

/** What people do with the system, in their words. */
final class Service {

    /** How long is waited for what must come. A wait that succeeds costs nothing, and a busy machine is slow. */
    static final Duration SOON = Duration.ofMinutes(3);

    private final RunningSystem system;

    Service(RunningSystem system) {
        this.system = system;
    }

    /** Submits {@code referral} as RJZ and returns its reference. */
    String submit(ObjectNode referral) {
        var answer = system.intake("rjz-referrer").post("/api/referrals", referral);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().get("reference").asText();
    }

    /** Our reference of the referral that the trust calls {@code localReference}, as soon as there is one. */
    String awaitReference(String account, String localReference) {
        return await("the referral " + localReference + " of " + account)
                .atMost(SOON)
                .until(
                        () ->
                                list(system.intake(account)
                                                .get("/api/referrals?limit=100")
                                                .body()
                                                .path("referrals"))
                                        .stream()
                                        .filter(one -> one.path("localReference")
                                                .asText()
                                                .equals(localReference))
                                        .map(one -> one.path("reference").asText())
                                        .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    void awaitStatus(String reference, String status) {
        awaitStatus("rjz-referrer", reference, status);
    }

    /** As the referrer {@code account} reads it. */
    void awaitStatus(String account, String reference, String status) {
        await("status " + status + " of " + reference)
                .atMost(SOON)
                .until(
                        () -> system.intake(account)
                                .get("/api/referrals/" + reference)
                                .body()
                                .path("status")
                                .asText(),
                        status::equals);
    }

    /** Until the rules have answered so: what the referrer reads changes before they have seen what was supplied. */
    void awaitRecommendation(String reference, String recommendation) {
        await("recommendation " + recommendation + " of " + reference)
                .atMost(SOON)
                .until(
                        () -> system.triage("clinician")
                                .get("/api/cases/" + reference)
                                .body()
                                .path("recommendation")
                                .path("recommendation")
                                .asText(),
                        recommendation::equals);
    }

    /**
     * The one open task of this kind, as soon as it is there and the engine rests: whoever answered while a job of the same
     * process runs would now and then be told to look again.
     */
    JsonNode awaitTask(String reference, String task) {
        return soon(task + " of " + reference)
                .until(() -> rests() ? tasks(reference, task) : List.<JsonNode>of(), tasks -> tasks.size() == 1)
                .get(0);
    }

    /** Whether the engine has nothing to do before a person or time does something. */
    boolean rests() {
        return system.triage("administrator")
                        .get("/engine-rest/job/count?executable=true")
                        .body()
                        .path("count")
                        .asInt(-1)
                == 0;
    }

    /** A wait for something that must come. */
    static ConditionFactory soon(String what) {
        return await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .atMost(SOON);
    }

    List<JsonNode> tasks(String reference, String task) {
        var answer = system.triage("clinician")
                .get("/engine-rest/task?processInstanceBusinessKeyLike=" + reference + "&taskDefinitionKey=" + task);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return list(answer.body());
    }

    /** Completes the triage decision without the form. */
    Caller.Answer decide(String account, JsonNode task, String decision, String reason) {
        var variables = Caller.JSON.createObjectNode();
        variables.putObject("decision").put("value", decision).put("type", "String");
        if (reason != null) {
            variables.putObject("decisionReason").put("value", reason).put("type", "String");
        }
        return complete(account, task, variables);
    }

    Caller.Answer complete(String account, JsonNode task, ObjectNode variables) {
        return system.triage(account)
                .post("/engine-rest/task/" + task.get("id").asText() + "/complete", Map.of("variables", variables));
    }

    /** The e-mails that tell of this referral, oldest first. */
    List<JsonNode> mails(String reference) {
        return system.mails().stream()
                .filter(mail -> mail.path("text").asText().contains(reference))
                // As moments: the text of a whole second sorts behind that of its fractions.
                .sorted(Comparator.comparing(
                        mail -> OffsetDateTime.parse(mail.path("receivedAt").asText())))
                .toList();
    }

    List<JsonNode> awaitMails(String reference, int number) {
        return await(number + " e-mails about " + reference)
                .atMost(SOON)
                .until(() -> mails(reference), mails -> mails.size() == number);
    }

    List<JsonNode> awaitLetters(String reference, int number) {
        return await(number + " letters about " + reference)
                .atMost(SOON)
                .until(
                        () -> {
                            var body = system.intake("rjz-referrer")
                                    .get("/api/referrals/" + reference + "/letters")
                                    .body();
                            return list(body.isArray() ? body : body.path("letters"));
                        },
                        letters -> letters.size() == number);
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
