package uk.nsirs.bpmn.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;

/**
 * One referral led by chance: any open task is answered as its form allows, any awaited message comes, or time goes on to
 * the next timer. One seed, one walk.
 */
final class RandomWalk {

    /** After so many steps the referral is withdrawn, and what is left is only answered. */
    static final int STEPS = 200;

    private static final int PATIENCE_AT_THE_END = 60;
    private static final List<String> STOPPING = List.of("Message_ReferralWithdrawn", "Message_PatientDeceased");
    private static final Map<String, String> THERAPIES = Map.of(
            "DieteticSupport", "DIETETIC_SUPPORT",
            "MedicineTreatment", "MEDICINE_TREATMENT",
            "InsulinPump", "INSULIN_PUMP",
            "Metreleptin", "METRELEPTIN",
            "Immunosuppression", "IMMUNOSUPPRESSION",
            "MetabolicSurgery", "METABOLIC_SURGERY",
            "PsychologicalSupport", "PSYCHOLOGICAL_SUPPORT");
    private static final List<String> AFTER_ACCEPTANCE =
            List.of("Message_DeteriorationReported", "Message_PlanReviewRequested");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What each message brings; one that is not named here brings nothing. */
    private static final Map<String, Map<String, List<Object>>> PAYLOADS = Map.of(
            "Message_ReferralWithdrawn", Map.of("withdrawalReason", List.of("PATIENT_CHOICE", "PATIENT_DIED")),
            "Message_GeneticTestReported",
                    Map.of(
                            "geneticResult",
                            List.of(
                                    "PATHOGENIC",
                                    "LIKELY_PATHOGENIC",
                                    "UNCERTAIN_SIGNIFICANCE",
                                    "NONE_FOUND",
                                    "SAMPLE_FAILED"),
                            "gene",
                            List.of("LMNA", "INSR", "PPARG")),
            "Message_ReceptorAntibodyReported",
                    Map.of(
                            "antibodyResult",
                            List.of("HIGH", "LOW", "NOT_DETECTED", "INDETERMINATE", "SAMPLE_REJECTED")),
            "Message_FundingDecided",
                    Map.of("fundingDecision", List.of("APPROVED", "REJECTED", "MORE_INFORMATION", "SCREENED_OUT")),
            "Message_AppointmentUpdated",
                    Map.of(
                            "appointmentStatus",
                            List.of("BOOKED", "CHANGED", "CANCELLED", "NOT_ATTENDED", "ATTENDED"),
                            "cancelledBy",
                            List.of("PATIENT", "SERVICE"),
                            "appointmentOn",
                            List.of("2031-05-06T10:00:00+01:00")),
            "Message_DeteriorationReported", Map.of("severeHypoglycaemia", List.of(true, false)),
            "Message_PlanReviewRequested",
                    Map.of(
                            "planReviewReason",
                            List.of("CLINICIAN_REQUEST", "RESULT_CORRECTED", "INFORMATION_SUPPLIED")),
            "Message_LaboratoryReported", Map.of("resultStatus", List.of("FINAL", "CORRECTED")),
            "Message_ImagingReported", Map.of("resultStatus", List.of("FINAL", "CORRECTED")));

    private final ProcessEngine engine;
    private final Random chance;
    private final List<String> trail = new ArrayList<>();

    RandomWalk(ProcessEngine engine, long seed) {
        this.engine = engine;
        this.chance = new Random(seed);
    }

    /** What was done, step by step: what a failing walk is told by. */
    List<String> trail() {
        return List.copyOf(trail);
    }

    /** Walks until the referral has ended. */
    void walk(String reference, Map<String, Object> variables) {
        engine.getRuntimeService()
                .createMessageCorrelation("Message_ReferralReceived")
                .processInstanceBusinessKey(reference)
                .setVariables(variables)
                .correlateStartMessage();
        walkOn();
        if (goOn()) {
            stopAndAnswerWhatIsLeft();
        }
    }

    /** Walks on until all has ended, there is nothing to do, or so many steps were made. */
    void walkOn() {
        for (int step = 0; step < STEPS && goOn() && isSomethingToDo(); step++) {
            step();
        }
    }

    private boolean isSomethingToDo() {
        return engine.getTaskService().createTaskQuery().count() > 0
                || engine.getManagementService()
                                .createJobQuery()
                                .timers()
                                .active()
                                .count()
                        > 0
                || !subscriptions().isEmpty();
    }

    /** Withdraws the referral, if it can be, and answers what is open then until all has ended. */
    void stopAndAnswerWhatIsLeft() {
        subscriptions().stream()
                .filter(each -> each.getEventName().equals("Message_ReferralWithdrawn"))
                .findAny()
                .ifPresent(each -> receive(each, Map.of("withdrawalReason", "PATIENT_CHOICE")));
        for (int step = 0; step < PATIENCE_AT_THE_END && goOn(); step++) {
            var tasks = engine.getTaskService().createTaskQuery().list();
            if (tasks.isEmpty()) {
                throw new AssertionError("Nothing to do, and not at an end: " + trail);
            }
            complete(tasks.get(0), Map.of("closureAnswer", "CONFIRM"));
        }
    }

    private void step() {
        var tasks = engine.getTaskService().createTaskQuery().list();
        var timers =
                engine.getManagementService().createJobQuery().timers().active().list();
        var awaited = subscriptions();
        int dice = chance.nextInt(100);
        if (dice < 4 && !awaited.isEmpty()) {
            var any = any(awaited);
            receive(any, payload(any.getEventName()));
        } else if (dice < 20 && awaited.stream().anyMatch(RandomWalk::expected)) {
            var one = any(awaited.stream().filter(RandomWalk::expected).toList());
            receive(one, payload(one.getEventName()));
        } else if (dice < 45 && !timers.isEmpty()) {
            next(timers);
        } else if (!tasks.isEmpty()) {
            complete(any(tasks), Map.of());
        } else if (!timers.isEmpty()) {
            next(timers);
        } else {
            var one = any(awaited);
            receive(one, payload(one.getEventName()));
        }
    }

    /** Runs what is due at once; false when the referral has ended. */
    private boolean goOn() {
        for (var jobs = continuations(); !jobs.isEmpty(); jobs = continuations()) {
            engine.getManagementService().executeJob(any(jobs).getId());
        }
        return engine.getRuntimeService().createProcessInstanceQuery().count() > 0;
    }

    private List<Job> continuations() {
        return engine.getManagementService().createJobQuery().messages().list();
    }

    /** What is awaited; the service itself asks for a review of a plan, or to treat again, of an accepted referral only. */
    private List<EventSubscription> subscriptions() {
        var accepted = engine.getRuntimeService()
                        .createVariableInstanceQuery()
                        .variableName("accepted")
                        .count()
                > 0;
        return engine.getRuntimeService().createEventSubscriptionQuery().eventType("message").list().stream()
                .filter(each -> each.getExecutionId() != null)
                .filter(each -> accepted || !AFTER_ACCEPTANCE.contains(each.getEventName()))
                .toList();
    }

    /** What people and laboratories send in the ordinary course; the rest stops or disturbs. */
    private static boolean expected(EventSubscription subscription) {
        return !List.of(
                        "Message_ReferralWithdrawn",
                        "Message_PatientDeceased",
                        "Message_DeteriorationReported",
                        "Message_PlanReviewRequested",
                        "Message_PlanAgreed")
                .contains(subscription.getEventName());
    }

    private void receive(EventSubscription subscription, Map<String, Object> payload) {
        trail.add(subscription.getEventName() + " " + payload);
        engine.getRuntimeService()
                .messageEventReceived(subscription.getEventName(), subscription.getExecutionId(), payload);
    }

    private Map<String, Object> payload(String message) {
        var payload = new HashMap<String, Object>();
        PAYLOADS.getOrDefault(message, Map.of()).forEach((name, values) -> payload.put(name, any(values)));
        if (STOPPING.contains(message)) {
            payload.put("resumedTherapies", runningTherapies());
            payload.put("securedFunding", securedFunding());
        }
        return payload;
    }

    /** What the service says with a message that stops the referral. */
    private String runningTherapies() {
        return THERAPIES.entrySet().stream()
                .filter(therapy -> engine.getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey(therapy.getKey())
                                .count()
                        > 0)
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
    }

    private String securedFunding() {
        return THERAPIES.entrySet().stream()
                .flatMap(
                        therapy -> engine
                                .getRuntimeService()
                                .createProcessInstanceQuery()
                                .processDefinitionKey(therapy.getKey())
                                .list()
                                .stream()
                                .map(each -> engine.getRuntimeService().getVariable(each.getId(), "fundingOutcome"))
                                .filter(outcome -> "APPROVED".equals(outcome) || "SELF_FUNDED".equals(outcome))
                                .map(outcome -> therapy.getValue() + ":" + outcome))
                .collect(Collectors.joining(","));
    }

    /** Time goes on to the next timer. */
    private void next(List<Job> timers) {
        var next = timers.stream().min(Comparator.comparing(Job::getDuedate)).orElseThrow();
        if (next.getDuedate().after(ClockUtil.getCurrentTime())) {
            ClockUtil.setCurrentTime(new Date(next.getDuedate().getTime() + 1_000));
        }
        trail.add("timer of " + next.getProcessDefinitionKey());
        engine.getManagementService().executeJob(next.getId());
    }

    private void complete(Task task, Map<String, Object> answers) {
        var given = new HashMap<>(answer(task));
        given.putAll(answers);
        trail.add(task.getTaskDefinitionKey() + " " + given);
        engine.getTaskService().complete(task.getId(), given);
    }

    /** An answer that the task's form allows: what is required, and the rest by chance. */
    private Map<String, Object> answer(Task task) {
        var answer = new HashMap<String, Object>();
        for (var component : form(task)) {
            if (component.has("key")
                    && !component.path("readonly").asBoolean()
                    && (component.path("validate").path("required").asBoolean() || chance.nextBoolean())) {
                answer.put(component.get("key").asText(), value(component));
            }
        }
        return answer;
    }

    /** As the task's own deployment has it. */
    private List<JsonNode> form(Task task) {
        var id = task.getTaskDefinitionKey().substring("Task_".length());
        var deployment = engine.getRepositoryService()
                .getProcessDefinition(task.getProcessDefinitionId())
                .getDeploymentId();
        try (var form = engine.getRepositoryService().getResourceAsStream(deployment, "forms/" + id + ".form")) {
            var components = new ArrayList<JsonNode>();
            collect(JSON.readTree(form).get("components"), components);
            return components;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void collect(JsonNode components, List<JsonNode> into) {
        for (var component : components) {
            into.add(component);
            if (component.has("components")) {
                collect(component.get("components"), into);
            }
        }
    }

    private Object value(JsonNode component) {
        return switch (component.get("type").asText()) {
            case "select", "radio" -> any(component.findValuesAsText("value"));
            case "checkbox" -> chance.nextBoolean();
            case "number" -> number(component);
            case "datetime" ->
                LocalDate.ofInstant(ClockUtil.getCurrentTime().toInstant(), java.time.ZoneOffset.UTC)
                        .plusDays(chance.nextInt(200))
                        .toString();
            default -> throw new AssertionError("A form asks in a way nobody answers: " + component);
        };
    }

    private Object number(JsonNode component) {
        var least = component.path("validate").path("min").asDouble(0);
        var most = component.path("validate").path("max").asDouble(100);
        if (component.path("decimalDigits").asInt() == 0) {
            return (int) Math.round(least + chance.nextDouble() * (most - least));
        }
        return Math.round((least + chance.nextDouble() * (most - least)) * 10) / 10.0;
    }

    private <T> T any(List<T> list) {
        return list.get(chance.nextInt(list.size()));
    }
}
