package uk.nsirs.bpmn.processes;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;

/** One business key's way through a process, step by step; what is due at once is run after every step. */
final class Walk {

    static final String REFERENCE = "NSIRS-2026-7K3QX9";

    private final ProcessEngine engine;
    private String started;

    Walk(ProcessEngine engine) {
        this.engine = engine;
    }

    void receiveReferral(Map<String, Object> variables) {
        startBy("Message_ReferralReceived", variables);
    }

    void startBy(String message, Map<String, Object> variables) {
        engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(REFERENCE)
                .setVariables(variables)
                .correlateStartMessage();
    }

    void start(String process, Map<String, Object> variables) {
        started = engine.getRuntimeService()
                .startProcessInstanceByKey(process, REFERENCE, variables)
                .getId();
        goOn();
    }

    void receive(String message, Map<String, Object> variables) {
        engine.getRuntimeService()
                .createMessageCorrelation(message)
                .processInstanceBusinessKey(REFERENCE)
                .setVariables(variables)
                .correlate();
        goOn();
    }

    void complete(String task, Map<String, Object> answers) {
        var open = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(task)
                .singleResult();
        if (open == null) {
            throw new AssertionError(task + " is not open, but " + openTasks());
        }
        engine.getTaskService().complete(open.getId(), answers);
        goOn();
    }

    /** Answers each open task of the kind, in any order, before anything goes on: as people do who work side by side. */
    @SafeVarargs
    final void completeTogether(String task, Map<String, Object>... answers) {
        var open = engine.getTaskService()
                .createTaskQuery()
                .taskDefinitionKey(task)
                .list();
        if (open.size() != answers.length) {
            throw new AssertionError(open.size() + " tasks are open: " + openTasks());
        }
        for (int i = 0; i < answers.length; i++) {
            engine.getTaskService().complete(open.get(i).getId(), answers[i]);
        }
        goOn();
    }

    /** What each open task of the kind shows under the name. */
    List<Object> shown(String task, String name) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(task).list().stream()
                .map(each -> engine.getTaskService().getVariable(each.getId(), name))
                .toList();
    }

    /** Called processes stand in as one open task each, {@code Called_<process>}: what it is completed with comes back. */
    void standInFor(String... processes) {
        for (var process : processes) {
            var model = Bpmn.createExecutableProcess(process)
                    .camundaHistoryTimeToLive(1)
                    .startEvent()
                    .userTask("Called_" + process)
                    .endEvent()
                    .done();
            engine.getRepositoryService()
                    .createDeployment()
                    .name(process + " stands in")
                    .enableDuplicateFiltering(true)
                    .addModelInstance(process + ".bpmn", model)
                    .deploy();
        }
    }

    void timeComesFor(String event) {
        var job = engine.getManagementService()
                .createJobQuery()
                .timers()
                .activityId(event)
                .singleResult();
        if (job == null) {
            throw new AssertionError("No timer runs for " + event);
        }
        engine.getManagementService().executeJob(job.getId());
        goOn();
    }

    /** Runs what the job executor would run at once, until nothing is left. */
    void goOn() {
        for (var jobs = continuations(); !jobs.isEmpty(); jobs = continuations()) {
            engine.getManagementService().executeJob(jobs.get(0).getId());
        }
    }

    List<Job> continuations() {
        return engine.getManagementService().createJobQuery().messages().list();
    }

    List<String> openTasks() {
        return engine.getTaskService().createTaskQuery().list().stream()
                .map(Task::getTaskDefinitionKey)
                .sorted()
                .toList();
    }

    /** What whoever does this task finds under the name; null: nothing. */
    Object variableAt(String task, String name) {
        return engine.getTaskService().getVariable(task(task).getId(), name);
    }

    /** What the process that was started has, or had at its end, under the name; null: nothing. */
    Object last(String name) {
        var variable = engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(started)
                .variableName(name)
                .singleResult();
        return variable == null ? null : variable.getValue();
    }

    Task task(String key) {
        return engine.getTaskService().createTaskQuery().taskDefinitionKey(key).singleResult();
    }

    List<String> running() {
        return engine.getRuntimeService().createProcessInstanceQuery().list().stream()
                .map(ProcessInstance::getProcessDefinitionKey)
                .sorted()
                .toList();
    }

    /** The day on which the one timer of this event goes off, as ISO 8601 writes it. */
    String dueOf(String event) {
        var timer = engine.getManagementService()
                .createJobQuery()
                .timers()
                .activityId(event)
                .singleResult();
        return LocalDate.ofInstant(timer.getDuedate().toInstant(), ZoneId.systemDefault())
                .toString();
    }

    List<String> timers() {
        return engine.getManagementService().createJobQuery().timers().list().stream()
                .map(job -> engine.getManagementService()
                        .createJobDefinitionQuery()
                        .jobDefinitionId(job.getJobDefinitionId())
                        .singleResult()
                        .getActivityId())
                .sorted()
                .toList();
    }

    /** How many places wait for this message under the one business key. */
    long waitingFor(String message) {
        return engine.getRuntimeService().createExecutionQuery().messageEventSubscriptionName(message).list().stream()
                .map(Execution::getProcessInstanceId)
                .map(instance -> engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult())
                .filter(instance -> REFERENCE.equals(instance.getBusinessKey()))
                .count();
    }

    boolean passed(String activity) {
        return engine.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .activityId(activity)
                        .finished()
                        .count()
                > 0;
    }
}
