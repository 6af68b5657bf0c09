package uk.nsirs.triage.access;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.access.EngineRequestPolicy.Verdict.Refused;

/**
 * Tells a failure of the engine from two who did something at the same moment: two people with one task, one who clicks
 * twice, an administrator who runs a job that is running. The engine answers each with a 500 and words about its tables.
 * What was asked for is looked at again instead, so the answer says how things stand.
 */
@Component
final class Overtaken {

    private static final Pattern TASK_WORK = Pattern.compile("/task/([^/]+)/([a-z-]+)");
    private static final Pattern JOB_WORK = Pattern.compile("/job/([^/]+)/[a-z]+");

    /** In whatever the engine answers where two changed the same: "Entity was updated by another transaction". */
    private static final String CHANGED_BY_ANOTHER = "ENGINE-03005";

    /** What the engine notes in a task's history where somebody completed it. */
    private static final String COMPLETED = "completed";

    private final TaskService tasks;
    private final HistoryService history;
    private final ManagementService management;

    Overtaken(TaskService tasks, HistoryService history, ManagementService management) {
        this.tasks = tasks;
        this.history = history;
        this.management = management;
    }

    /** Whether {@code request} works on one task or one job, so that somebody can be quicker. */
    static boolean canBe(EngineRequest request) {
        return request.wayIn() == EngineRequest.WayIn.ENGINE
                && !request.method().equals("GET")
                && (TASK_WORK.matcher(request.path()).matches()
                        || JOB_WORK.matcher(request.path()).matches());
    }

    /**
     * What to answer to {@code request}, with which the engine failed; empty where it was a failure indeed.
     *
     * @param failure the body of the engine's answer
     */
    Optional<Refused> by(EngineRequest request, byte[] failure) {
        var task = TASK_WORK.matcher(request.path());
        if (task.matches()) {
            return byWorkOn(task.group(1), task.group(2)).or(() -> byAnother(failure));
        }
        var job = JOB_WORK.matcher(request.path());
        if (job.matches() && management.createJobQuery().jobId(job.group(1)).count() == 0) {
            return Optional.of(conflicting(
                    "This job is not there any more: it has run, or what it was part of has gone on without it."));
        }
        return byAnother(failure);
    }

    private Optional<Refused> byWorkOn(String taskId, String work) {
        var open = tasks.createTaskQuery().taskId(taskId).singleResult();
        if (open == null) {
            return Optional.of(ended(taskId));
        }
        return work.equals("claim") && open.getAssignee() != null
                ? Optional.of(conflicting("This task is claimed by " + open.getAssignee() + "."))
                : Optional.empty();
    }

    private Refused ended(String taskId) {
        var task = history.createHistoricTaskInstanceQuery().taskId(taskId).singleResult();
        if (task == null) {
            return new Refused(HttpStatus.NOT_FOUND.value(), "There is no such task.");
        }
        var why = COMPLETED.equals(task.getDeleteReason())
                ? "This task has been completed already"
                : "What this task was part of has ended, and the task with it";
        return conflicting(why + ". Nothing that you sent now was kept; the case file says how things stand.");
    }

    private static Optional<Refused> byAnother(byte[] failure) {
        return new String(failure, StandardCharsets.UTF_8).contains(CHANGED_BY_ANOTHER)
                ? Optional.of(conflicting("Something else changed this at the same moment. Look at it again, and repeat"
                        + " what you did if it is still wanted."))
                : Optional.empty();
    }

    private static Refused conflicting(String message) {
        return new Refused(HttpStatus.CONFLICT.value(), message);
    }
}
