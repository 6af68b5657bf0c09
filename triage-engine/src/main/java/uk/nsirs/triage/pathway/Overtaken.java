package uk.nsirs.triage.pathway;

import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;

/**
 * Tells a failure of the engine from two who did something at the same moment: two people with one task, one who clicks
 * twice, an administrator who runs a job that is running. The engine answers each with a failure and words about its
 * tables. What was asked for is looked at again instead, so the words say how things stand.
 */
@Component
public final class Overtaken {

    /** What the engine notes in a task's history where somebody completed it. */
    private static final String COMPLETED = "completed";

    /** In whatever the engine answers where two changed the same: "Entity was updated by another transaction". */
    private static final String CHANGED_BY_ANOTHER = "ENGINE-03005";

    private final TaskService tasks;
    private final HistoryService history;
    private final ManagementService management;

    Overtaken(TaskService tasks, HistoryService history, ManagementService management) {
        this.tasks = tasks;
        this.history = history;
        this.management = management;
    }

    /** Whether there is, or was, a task of this id. */
    public boolean isTask(String taskId) {
        return history.createHistoricTaskInstanceQuery().taskId(taskId).count() > 0;
    }

    /**
     * Why something could not be done with a task that there is, or was.
     *
     * @param claim whether it was to be claimed
     * @param failure what the engine said of it
     * @return words for the reader; empty where it was a failure indeed
     */
    public Optional<String> workingOnTask(String taskId, boolean claim, String failure) {
        var open = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (open == null) {
            return Optional.of(ended(taskId));
        }
        return claim && open.getAssignee() != null
                ? Optional.of("This task is claimed by " + open.getAssignee() + ".")
                : byAnother(failure);
    }

    private String ended(String taskId) {
        var task = history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult();
        var why = COMPLETED.equals(task.getDeleteReason())
                ? "This task has been completed already"
                : "What this task was part of has ended, and the task with it";
        return why + ". Nothing that you sent now was kept; the case file says how things stand.";
    }

    /**
     * Why something could not be done with a job.
     *
     * @param failure what the engine said of it
     * @return words for the reader; empty where it was a failure indeed
     */
    public Optional<String> workingOnJob(String jobId, String failure) {
        return management.createJobQuery().jobId(jobId).count() == 0
                ? Optional.of(
                        "This job is not there any more: it has run, or what it was part of has gone on without it.")
                : byAnother(failure);
    }

    private static Optional<String> byAnother(String failure) {
        return failure.contains(CHANGED_BY_ANOTHER)
                ? Optional.of(
                        "Something else changed this at the same moment. Look at it again, and repeat what you did"
                                + " if it is still wanted.")
                : Optional.empty();
    }
}
