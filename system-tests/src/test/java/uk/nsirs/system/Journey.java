package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;

/**
 * One patient's way through the service, told in tasks, reports and time. A task is answered by somebody whom it is
 * offered to, as its form allows; what a story does not dwell on is answered with what the form offers first.
 */
final class Journey {

    /** As an answer: the day it is when the answer is given. */
    static final String TODAY = "today";

    /** What the trust is told up to a diagnosis for which the heart, the blood, the liver and the genes were looked at. */
    static final List<String> WORKUP = List.of(
            "ReferralReceived",
            "ReferralAccepted",
            // heart, blood, liver; the first visit and the scan
            "TestRequested",
            "TestRequested",
            "TestRequested",
            "AppointmentBooked",
            "AppointmentBooked",
            "ResultAvailable",
            // genes
            "TestRequested",
            "ResultAvailable",
            "ResultAvailable",
            "ResultAvailable");

    private static final Map<String, String> ACCOUNTS = Map.of(
            "clinicians", "clinician",
            "nurses", "nurse",
            "dietitians", "dietitian",
            "counsellors", "counsellor",
            "administrators", "administrator");
    private static final String BOOKING = "Task_BookAppointment";
    private static final String VISIT = "Task_RecordAttendance";

    private final RunningSystem system;
    private final Service service;
    /** The account of the trust that referred. */
    private final String referrer;

    private final String reference;
    private final LocalDate birth;
    /** What is answered to a task that the story does not dwell on. */
    private final Map<String, Map<String, Object>> usual = new HashMap<>();

    private Journey(RunningSystem system, String referrer, String reference, LocalDate birth) {
        this.system = system;
        this.referrer = referrer;
        this.service = new Service(system);
        this.reference = reference;
        this.birth = birth;
        usually(VISIT, Map.of("appointmentStatus", "ATTENDED", "visitOutcome", "WORKUP_GOES_ON"));
        usually(
                "Task_RecordLaboratoryPanel",
                Map.of("resultStatus", "FINAL", "takenOn", TODAY, "adiponectinMgPerL", 2.1));
        usually("Task_RecordGeneticResult", Map.of("geneticResult", "NONE_FOUND"));
        usually("Task_RecordFollowUp", Map.of("nextStep", "CONTINUE", "nextReview", "ANNUAL_REVIEW"));
        usually("Task_RecordLiverMri", Map.of("resultStatus", "FINAL", "doneOn", TODAY, "liverFatPercent", 12));
        usually(
                "Task_RecordCardiacBaseline",
                Map.of("resultStatus", "FINAL", "doneOn", TODAY, "ejectionFractionPercent", 62));
        usually("Task_GiveGeneticCounselling", Map.of("counsellingOutcome", "GIVEN", "counselledOn", TODAY));
    }

    /** The trust sends the referral. */
    static Journey of(RunningSystem system, ObjectNode referral) {
        var referrer = Patients.referrer(referral).get("organisation").asText().toLowerCase(Locale.ROOT) + "-referrer";
        var answer = system.intake(referrer).post("/api/referrals", referral);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var birth =
                LocalDate.parse(Patients.patient(referral).get("dateOfBirth").asText());
        return new Journey(system, referrer, answer.body().get("reference").asText(), birth);
    }

    String reference() {
        return reference;
    }

    LocalDate today() {
        return system.time().today();
    }

    /** What is answered to a task that the story does not dwell on, where the form's first offer would not do. */
    Journey usually(String task, Map<String, Object> answers) {
        usual.put(task, answers);
        return this;
    }

    /** The referral is accepted. */
    Journey accepted() {
        return answers("Task_ConfirmTriageDecision", Map.of("decision", "ACCEPT", "decisionReason", "CRITERIA_MET"));
    }

    /** The work-up is done, with this diagnosis. */
    Journey diagnosed(String diagnosis) {
        return goesOnTo("Task_ConfirmDiagnosis")
                .answers("Task_ConfirmDiagnosis", Map.of("diagnosis", diagnosis, "furtherTesting", "NONE"));
    }

    /** The next weekly meeting agrees on these therapies. */
    Journey planned(String... therapies) {
        var plan = new HashMap<String, Object>(Map.of("followUpMonths", 12));
        for (var therapy : therapies) {
            plan.put("plan" + therapy, true);
        }
        return hasOpen().after("P7D").answers("Task_RecordMdtOutcome", plan).hasStatus("IN_PATHWAY");
    }

    /** Somebody whom it is offered to answers the one open task of this kind; it is waited for. */
    Journey answers(String task, Map<String, Object> answers) {
        complete(awaitTask(task), answers);
        return this;
    }

    Journey answers(String task) {
        return answers(task, usual(task));
    }

    /** The server refuses these answers, and the task stays. */
    Journey refuses(String task, Map<String, Object> answers, String words) {
        var open = awaitTask(task);
        var answer = send(open, account(open), answers);
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.text()).contains(words);
        return this;
    }

    /** The visit that waits to be booked is booked as far ahead as patients are promised, and attended. */
    Journey visits() {
        return answers(BOOKING).reaches(VISIT).after("P22D").answers(VISIT);
    }

    /**
     * Everybody does what is asked of them, and nobody waits for anything but visits, until a task of this kind is open.
     */
    Journey goesOnTo(String task) {
        while (true) {
            var open = tasks();
            if (open.stream().anyMatch(each -> kind(each).equals(task))) {
                return this;
            }
            var next = open.stream().filter(each -> !kind(each).equals(VISIT)).findFirst();
            if (next.isPresent()) {
                complete(next.get(), usual(kind(next.get())));
            } else {
                assertThat(open)
                        .as("Nobody has anything to do, and %s of %s is not open", task, reference)
                        .isNotEmpty();
                after("P22D");
                open.forEach(visit -> complete(visit, usual.get(VISIT)));
            }
        }
    }

    /** Everybody does what is asked of them until nobody is asked anything. */
    Journey rests() {
        for (var open = tasks(); !open.isEmpty(); open = tasks()) {
            var next = open.get(0);
            if (kind(next).equals(VISIT)) {
                after("P22D");
            }
            complete(next, usual(kind(next)));
        }
        return this;
    }

    /** Time goes on; what is due by then happens. */
    Journey after(String amount) {
        settled();
        system.time().forward(amount);
        settled();
        return this;
    }

    /** A laboratory, a funder, a booking system or the trust reports, and the case file has it. */
    Journey reported(String account, String kind, Map<String, Object> content) {
        var resultId = UUID.randomUUID().toString();
        var body = new HashMap<>(content);
        body.put("resultId", resultId);
        var answer = report(account, kind, birth, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
        soon().untilAsserted(() -> assertThat(caseFile().path("results").findValuesAsText("resultId"))
                .contains(resultId));
        return this;
    }

    /** Reports as said of somebody born on this day. */
    Caller.Answer report(String account, String kind, LocalDate birth, Map<String, Object> content) {
        var body = new HashMap<>(content);
        body.putIfAbsent("resultId", UUID.randomUUID().toString());
        body.putIfAbsent("version", 1);
        body.putIfAbsent("status", "FINAL");
        body.put("reference", reference);
        body.put("subject", Map.of("dateOfBirth", birth.toString()));
        return system.intake(account)
                .post("/api/results/" + kind, body, UUID.randomUUID().toString());
    }

    /** A clinician writes a letter, from the case file. */
    Journey letter(String kind) {
        var answer = system.triage("clinician")
                .post(
                        "/api/cases/" + reference + "/letters",
                        Map.of("kind", kind, "title", "Letter", "body", "What was done and what comes next."));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return this;
    }

    /** The trust withdraws the referral. */
    Journey withdrawn(String reason) {
        var answer =
                system.intake(referrer).post("/api/referrals/" + reference + "/withdrawal", Map.of("reason", reason));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
        return this;
    }

    /** Waits until such a task is open. */
    Journey reaches(String task) {
        awaitTask(task);
        return this;
    }

    /** Waits until exactly these tasks are open. */
    Journey hasOpen(String... tasks) {
        soon().untilAsserted(() -> assertThat(openTasks()).containsExactlyInAnyOrder(tasks));
        return this;
    }

    /** Waits until the trust reads this status. */
    Journey hasStatus(String status) {
        service.awaitStatus(referrer, reference, status);
        return this;
    }

    /** The kinds of the tasks that are open once everything else is done. */
    List<String> openTasks() {
        return tasks().stream().map(Journey::kind).sorted().toList();
    }

    /** Waits until this is all that the trust was told, in this order, each by one e-mail. */
    Journey wasTold(List<String> first, String... then) {
        var milestones = new ArrayList<>(first);
        milestones.addAll(List.of(then));
        soon().untilAsserted(() -> assertThat(told()).containsExactlyElementsOf(milestones));
        service.awaitMails(reference, milestones.size());
        return this;
    }

    /** The e-mails that the trust reads about this referral. */
    List<JsonNode> mails() {
        return service.mails(reference);
    }

    /** What the trust was told so far; what was not sent is named with what became of it. */
    List<String> told() {
        var told = new ArrayList<String>();
        for (var delivery : system.notification("administrator")
                .get("/api/deliveries?reference=" + reference)
                .body()) {
            var state = delivery.path("state").asText();
            told.add(delivery.path("milestone").asText() + (state.equals("SENT") ? "" : " " + state));
        }
        return told;
    }

    /** What the trust was told, once this is the last of it and every e-mail has left. */
    List<String> toldUntil(String last) {
        soon().untilAsserted(() -> assertThat(told()).endsWith(last).noneMatch(each -> each.contains(" ")));
        return told();
    }

    /** What the case file shows to a clinician. */
    JsonNode caseFile() {
        var answer = system.triage("clinician").get("/api/cases/" + reference);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    /** Orders and appointments, as "kind state", oldest first. */
    List<String> orders() {
        return Service.list(caseFile().path("orders")).stream()
                .map(order ->
                        order.path("kind").asText() + " " + order.path("state").asText())
                .toList();
    }

    /** The id of the one open order of this kind. */
    String openOrder(String kind) {
        var open = Service.list(caseFile().path("orders")).stream()
                .filter(order -> order.path("kind").asText().equals(kind)
                        && order.path("state").asText().equals("OPEN"))
                .toList();
        assertThat(open).as("open orders of " + reference).hasSize(1);
        return open.get(0).path("orderId").asText();
    }

    /** The processes that run for this referral. */
    List<String> processes() {
        return Service.list(instances()).stream()
                .map(instance -> instance.path("definitionKey").asText())
                .sorted()
                .toList();
    }

    /** Nothing runs any more for this referral, and nothing is left over. */
    Journey isOver() {
        soon().untilAsserted(() -> assertThat(processes()).isEmpty());
        return hasNoFault();
    }

    /** Administrators see no incident and no failed job of this referral. */
    Journey hasNoFault() {
        settled();
        var cockpit = system.triage("administrator");
        for (var instance : Service.list(instances())) {
            var id = instance.path("id").asText();
            assertThat(Service.list(cockpit.get("/engine-rest/incident?processInstanceId=" + id)
                            .body()))
                    .isEmpty();
            assertThat(Service.list(cockpit.get("/engine-rest/job?withException=true&processInstanceId=" + id)
                            .body()))
                    .isEmpty();
        }
        assertThat(Service.list(caseFile().path("pendingMessages")))
                .allSatisfy(
                        message -> assertThat(message.path("state").asText()).isNotIn("PENDING", "TASK"));
        return this;
    }

    private JsonNode instances() {
        return system.triage("administrator")
                .get("/engine-rest/process-instance?businessKey=" + reference)
                .body();
    }

    /** Waits until the engine has nothing to do before a person or time does something. */
    private void settled() {
        soon().until(service::rests);
    }

    private List<JsonNode> tasks() {
        settled();
        return Service.list(system.triage("clinician")
                        .get("/engine-rest/task?processInstanceBusinessKey=" + reference)
                        .body())
                .stream()
                .sorted(Comparator.comparing(Journey::kind))
                .toList();
    }

    private JsonNode awaitTask(String task) {
        return service.awaitTask(reference, task);
    }

    private void complete(JsonNode task, Map<String, Object> answers) {
        var account = account(task);
        var answer = send(task, account, answers);
        assertThat(answer.status())
                .as("%s by %s with %s: %s", kind(task), account, answers, answer.text())
                .isEqualTo(204);
    }

    private Caller.Answer send(JsonNode task, String account, Map<String, Object> answers) {
        var variables = Caller.JSON.createObjectNode();
        var given = new HashMap<>(defaults(task));
        given.putAll(answers);
        given.replaceAll((name, value) -> TODAY.equals(value) ? today().toString() : value);
        given.forEach((name, value) -> variables.putObject(name).putPOJO("value", value));
        return service.complete(account, task, variables);
    }

    /** Somebody who finds the task in the list: the first of the groups that it is offered to. */
    private String account(JsonNode task) {
        var links = system.triage("clinician")
                .get("/engine-rest/task/" + task.get("id").asText() + "/identity-links?type=candidate");
        return Service.list(links.body()).stream()
                .map(link -> ACCOUNTS.get(link.path("groupId").asText()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElseThrow(() -> new AssertionError("Nobody is offered " + task));
    }

    /** What the form asks for in any case, answered with what it offers first. */
    private Map<String, Object> defaults(JsonNode task) {
        var form = system.triage("clinician")
                .get("/engine-rest/task/" + task.get("id").asText() + "/deployed-form");
        assertThat(form.status()).as(form.text()).isEqualTo(200);
        var defaults = new HashMap<String, Object>();
        for (var component : form.body().path("components")) {
            if (component.path("validate").path("required").asBoolean()
                    && component.path("conditional").isMissingNode()
                    && !component.path("readonly").asBoolean()) {
                defaults.put(component.get("key").asText(), first(component));
            }
        }
        return defaults;
    }

    private Object first(JsonNode component) {
        return switch (component.get("type").asText()) {
            case "select", "radio" ->
                component.path("values").path(0).path("value").asText();
            case "checkbox" -> true;
            case "number" -> component.path("validate").path("min").asInt();
            case "datetime" -> today().toString();
            default -> throw new AssertionError("A form asks in a way nobody answers: " + component);
        };
    }

    private Map<String, Object> usual(String task) {
        if (!task.equals(BOOKING)) {
            return usual.getOrDefault(task, Map.of());
        }
        // With the notice that patients are promised
        var on = system.time().now().plusDays(22).toLocalDateTime().withNano(0);
        return Map.of("appointmentStatus", "BOOKED", "appointmentOn", on.toString(), "bookedMode", "FACE_TO_FACE");
    }

    private static String kind(JsonNode task) {
        return task.path("taskDefinitionKey").asText();
    }

    private ConditionFactory soon() {
        return Service.soon("what happens to " + reference);
    }
}
