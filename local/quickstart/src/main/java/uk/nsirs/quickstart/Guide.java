package uk.nsirs.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import uk.nsirs.quickstart.Journey.Step;

/**
 * Takes one patient through the pathway, by the same calls as Tasklist, Cockpit, laboratories, funders and booking
 * systems: nothing is done here that one of them could not do, and every check is made. What an earlier run did is
 * remembered and not done again.
 */
final class Guide {

    private static final String OBSERVER = "administrator";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final long POLL_MILLIS = 100;

    private final Caller intake;
    private final Caller triage;
    private final Memory memory;
    private final Duration patience;

    /**
     * @param patience how long a step waits for what it needs, a task or a timer
     */
    Guide(Caller intake, Caller triage, Memory memory, Duration patience) {
        this.intake = intake;
        this.triage = triage;
        this.memory = memory;
        this.patience = patience;
    }

    /**
     * Takes the patient to the end of the journey.
     *
     * @param today the day on which the patient was referred
     * @throws CannotStart where a step fails: names the patient and the step
     */
    void take(Journey journey, String reference, LocalDate today) {
        String progress = journey.name() + ".steps";
        int done = memory.find(progress).map(Integer::parseInt).orElse(0);
        for (int i = done; i < journey.steps().size(); i++) {
            Step step = journey.steps().get(i);
            try {
                take(step, new Patient(journey, reference, today, "demo-" + journey.name() + "-" + (i + 1)));
            } catch (CannotStart failure) {
                throw new CannotStart(
                        journey.name() + " (" + reference + "), step " + (i + 1) + " of "
                                + journey.steps().size() + ", " + step.words() + ": " + failure.getMessage(),
                        failure);
            }
            memory.keep(progress, Integer.toString(i + 1));
        }
    }

    /**
     * @param id of what is sent now: the same again in a second run
     */
    private record Patient(Journey journey, String reference, LocalDate today, String id) {

        JsonNode dated(JsonNode template) {
            return Journey.on(today, template);
        }
    }

    private void take(Step step, Patient patient) {
        if (step instanceof Step.Complete complete) {
            complete(complete, patient);
        } else if (step instanceof Step.Report report) {
            report(report, patient);
        } else if (step instanceof Step.BringForward bringForward) {
            bringForward(bringForward, patient);
        } else if (step instanceof Step.Write write) {
            need(triage.post(
                    "/api/cases/" + patient.reference() + "/letters", write.by(), patient.dated(write.letter())));
        } else if (step instanceof Step.Withdraw withdraw) {
            need(intake.post(
                    "/api/referrals/" + patient.reference() + "/withdrawal",
                    withdraw.by(),
                    withdraw.why(),
                    patient.id()));
        }
    }

    private void complete(Step.Complete step, Patient patient) {
        if (began(patient, task -> triage.get("/engine-rest/history/task?finished=true&taskId=" + task, OBSERVER))) {
            return;
        }
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        patient.dated(step.answers())
                .fields()
                .forEachRemaining(answer -> variables.putObject(answer.getKey()).set("value", answer.getValue()));
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("variables", variables);
        // Where the process went on at the very moment, nothing was kept, and the task is looked for again.
        await("the task was not opened", () -> openTask(step.task(), step.of(), patient)
                .filter(task -> {
                    begin(patient, task);
                    var answer = triage.post("/engine-rest/task/" + task + "/complete", step.by(), body);
                    if (answer.status() == CONFLICT) {
                        return false;
                    }
                    need(answer);
                    return true;
                }));
    }

    /** The order's id stands on the form that goes with the sample, the request or the letter of appointment. */
    private void report(Step.Report step, Patient patient) {
        String task = awaitTask(step.task(), step.of(), patient);
        var order = triage.get("/engine-rest/task/" + task + "/variables/orderId", OBSERVER);
        need(order);
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("resultId", patient.id()).put("version", 1).put("status", "FINAL");
        report.put("reference", patient.reference());
        report.set("orderId", order.body().path("value"));
        report.putObject("subject")
                .set("nhsNumber", patient.journey().referral().at("/patient/nhsNumber"));
        report.setAll((ObjectNode) patient.dated(step.content()));
        need(intake.post("/api/results/" + step.kind(), step.by(), report, patient.id()));
    }

    private void bringForward(Step.BringForward step, Patient patient) {
        if (began(patient, job -> triage.get("/engine-rest/history/job-log?successLog=true&jobId=" + job, OBSERVER))) {
            return;
        }
        // A timer that was planned anew in between is another job: then it is looked for again. So it is where the job
        // was run, or its process went on, at the very moment.
        await("the timer did not begin", () -> timer(step, patient).filter(job -> {
            begin(patient, job);
            var answer = triage.post(
                    "/engine-rest/job/" + job + "/execute", step.by(), JsonNodeFactory.instance.objectNode());
            if (answer.status() == NOT_FOUND || answer.status() == CONFLICT) {
                return false;
            }
            need(answer);
            return true;
        }));
    }

    private Optional<String> timer(Step.BringForward step, Patient patient) {
        // One query for both is not to be had: together they are SQL that Camunda 7.24 gets wrong.
        Set<String> instances = list(triage.get(
                        "/engine-rest/process-instance?businessKey=" + patient.reference(), OBSERVER))
                .map(instance -> instance.path("id").asText())
                .collect(Collectors.toSet());
        return list(triage.get("/engine-rest/job?timers=true&activityId=" + step.timer(), OBSERVER))
                .filter(found ->
                        instances.contains(found.path("processInstanceId").asText()))
                .map(found -> found.path("id").asText())
                .findFirst();
    }

    /** Remembered before it is sent: should the answer be lost, the next run asks whether it was done. */
    private void begin(Patient patient, String id) {
        memory.keep(patient.id() + ".begun", id);
    }

    /**
     * Whether an earlier run did this step and never heard the answer. A report needs no such question: its id and its
     * content are the same again.
     */
    private boolean began(Patient patient, Function<String, Caller.Answer> history) {
        return memory.find(patient.id() + ".begun")
                .filter(id -> list(history.apply(id)).findAny().isPresent())
                .isPresent();
    }

    private String awaitTask(String task, Map<String, String> of, Patient patient) {
        return await("the task was not opened", () -> openTask(task, of, patient));
    }

    private Optional<String> openTask(String task, Map<String, String> of, Patient patient) {
        ObjectNode query = JsonNodeFactory.instance.objectNode();
        query.put("taskDefinitionKey", task).put("processInstanceBusinessKey", patient.reference());
        ArrayNode variables = query.putArray("processVariables");
        of.forEach((name, value) ->
                variables.addObject().put("name", name).put("operator", "eq").put("value", value));
        return list(triage.post("/engine-rest/task", OBSERVER, query))
                .map(found -> found.path("id").asText())
                .findFirst();
    }

    private String await(String otherwise, Supplier<Optional<String>> wanted) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<String> found = wanted.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStart(otherwise + " within " + patience.toSeconds() + " s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CannotStart("Interrupted while the demo was running.", interrupted);
            }
        }
    }

    private static Stream<JsonNode> list(Caller.Answer answer) {
        need(answer);
        return StreamSupport.stream(answer.body().spliterator(), false);
    }

    private static void need(Caller.Answer answer) {
        if (!answer.isGood()) {
            throw new CannotStart("refused with " + answer.complaint());
        }
    }
}
