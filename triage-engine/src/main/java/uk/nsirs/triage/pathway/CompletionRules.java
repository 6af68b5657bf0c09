package uk.nsirs.triage.pathway;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.access.StaffMember;
import uk.nsirs.triage.calendar.WorkingCalendar;
import uk.nsirs.triage.casefile.CaseFacts;
import uk.nsirs.triage.casefile.TaskDecisions;
import uk.nsirs.triage.criteria.LearntFacts;

/**
 * A form helps; the server decides. Called by every user task, as {@code completionRules}: whatever way an answer
 * comes, it is checked here, by the task's own form ({@link TaskForms}) and by the rules between its fields
 * ({@link TaskRules}).
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("completionRules")
public final class CompletionRules {

    private static final int REMINDED_PRIORITY = 80;

    private final IdentityService identity;
    private final TaskService tasks;
    private final StaffMember.Directory directory;
    private final TaskForms forms;
    private final TaskDecisions decisions;
    private final CaseFacts facts;
    private final Clock clock;
    private final Map<String, Consumer<Completion>> rules = new HashMap<>();

    CompletionRules(
            @Lazy IdentityService identity,
            @Lazy TaskService tasks,
            StaffMember.Directory directory,
            TaskForms forms,
            TaskDecisions decisions,
            CaseFacts facts,
            Clock clock,
            List<TaskRules> groups) {
        this.identity = identity;
        this.tasks = tasks;
        this.directory = directory;
        this.forms = forms;
        this.decisions = decisions;
        this.facts = facts;
        this.clock = clock;
        groups.forEach(group -> group.rules().forEach((task, rule) -> {
            if (rules.put(task, rule) != null) {
                throw new IllegalStateException("Two rules for one task: " + task);
            }
        }));
    }

    /** A new task begins without the answers of an earlier one of its kind. */
    public void prepare(DelegateTask task) {
        for (var field : form(task).asked()) {
            if (task.hasVariable(field)) {
                task.setVariable(field, null);
            }
        }
    }

    /** Moves every open task of this process instance up the list: one of them has waited for too long. */
    public void remind(DelegateExecution execution) {
        tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .list()
                .forEach(task -> tasks.setPriority(task.getId(), Math.max(task.getPriority(), REMINDED_PRIORITY)));
    }

    /** Refuses an answer that must not stand, with words for the reader. */
    public void check(DelegateTask task) {
        var form = form(task);
        var person = person(form);
        var given = form.given(task::getVariable);
        form.fault(given).ifPresent(fault -> {
            throw Refusals.refuse(fault);
        });
        form.missing(given).stream().findFirst().ifPresent(field -> {
            throw Refusals.refuse(field + " is needed.");
        });
        // Whatever way it was sent, the models read a null where nothing was answered
        form.asked().stream()
                .filter(field -> !given.containsKey(field))
                .forEach(field -> task.setVariable(field, null));
        rules.getOrDefault(task.getTaskDefinitionKey(), nothingMore -> {})
                .accept(new Completion(
                        task, Map.copyOf(given), person, ZonedDateTime.now(clock.withZone(WorkingCalendar.LONDON))));
        if (InsulinDose.incomplete(form, given)) {
            throw Refusals.refuse(InsulinDose.INCOMPLETE);
        }
        var reference = Objects.toString(task.getVariable(ProcessVariables.REFERENCE), null);
        var learnt = LearntFacts.in(given);
        if (!learnt.isEmpty()) {
            facts.learn(new ReferralReference(reference), learnt, task.getTaskDefinitionKey());
        }
        var kept = decisions.keep(
                task.getId(),
                reference,
                task.getTaskDefinitionKey(),
                task.getProcessInstanceId(),
                person.id(),
                given,
                form.fields().containsKey(ProcessVariables.EVALUATION)
                        ? (Integer) task.getVariable(ProcessVariables.EVALUATION)
                        : null);
        if (!kept) {
            // Somebody with the same task open was quicker, or one person clicked twice
            throw Refusals.refuse("This task has been completed already.");
        }
    }

    /** The ids of the tasks that have a rule. */
    Set<String> ruled() {
        return Set.copyOf(rules.keySet());
    }

    private TaskForm form(DelegateTask task) {
        return forms.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
    }

    private StaffMember person(TaskForm form) {
        var authentication = identity.getCurrentAuthentication();
        var person = authentication == null
                ? null
                : directory.find(authentication.getUserId()).orElse(null);
        if (person == null) {
            throw Refusals.refuse("Sign in to complete a task.");
        }
        if (!person.isInAnyOf(form.candidates())) {
            throw Refusals.refuse("This task is for " + String.join(" or ", form.candidates()) + ".");
        }
        return person;
    }
}
