package uk.nsirs.triage.pathway;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.LetterEvent.Kind;
import uk.nsirs.events.Priority;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.access.StaffMember;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.Letters;
import uk.nsirs.triage.casefile.TaskDecisions;
import uk.nsirs.triage.casefile.Undeliverables;
import uk.nsirs.triage.criteria.Recommendation;
import uk.nsirs.triage.criteria.Recommendation.Outcome;

/**
 * A form helps; the server decides. Called by every user task, as {@code completionRules}: whatever way an answer
 * comes, it is checked here.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("completionRules")
public final class CompletionRules {

    private static final int REMINDED_PRIORITY = 80;

    private final IdentityService identity;
    private final TaskService tasks;
    private final StaffMember.Directory directory;
    private final CaseFiles cases;
    private final Letters letters;
    private final TaskDecisions decisions;
    private final Undeliverables undeliverables;

    CompletionRules(
            @Lazy IdentityService identity,
            @Lazy TaskService tasks,
            StaffMember.Directory directory,
            CaseFiles cases,
            Letters letters,
            TaskDecisions decisions,
            Undeliverables undeliverables) {
        this.identity = identity;
        this.tasks = tasks;
        this.directory = directory;
        this.cases = cases;
        this.letters = letters;
        this.decisions = decisions;
        this.undeliverables = undeliverables;
    }

    /** A new task begins without the answers of an earlier one of its kind. */
    public void prepare(DelegateTask task) {
        for (var field : Answers.fields(task.getTaskDefinitionKey()).keySet()) {
            if (task.hasVariable(field)) {
                task.removeVariable(field);
            }
        }
    }

    /** Moves a task that waits for too long up the list. */
    public void remind(DelegateExecution execution) {
        tasks.createTaskQuery()
                .processInstanceId(execution.getProcessInstanceId())
                .taskDefinitionKey("Task_ConfirmTriageDecision")
                .list()
                .forEach(task -> tasks.setPriority(task.getId(), REMINDED_PRIORITY));
    }

    /** Refuses an answer that must not stand, with words for the reader. */
    public void check(DelegateTask task) {
        var key = task.getTaskDefinitionKey();
        var person = person(key);
        var given = Answers.given(key, task::getVariable);
        Answers.fault(key, new HashMap<>(given)).ifPresent(fault -> {
            throw Refusals.refuse(fault);
        });
        Integer evaluation = null;
        switch (key) {
            case "Task_ConfirmTriageDecision" -> evaluation = checkTriageDecision(task, given, person);
            case "Task_ResolveDuplicate" -> checkDuplicate(task, given, person);
            case "Task_GiveAdvice" -> checkAdvice(task, given);
            case "Task_ResolveUndeliverableEmail" -> checkResend(task, given);
            case "Task_ConfirmClosure" -> needed(given, ProcessVariables.CLOSURE_ANSWER);
            case "Task_ResolveUnprocessableMessage" -> needed(given, ProcessVariables.MESSAGE_ANSWER);
            default -> {
                // Planning the work-up takes no answer
            }
        }
        decisions.keep(
                task.getId(),
                Objects.toString(task.getVariable(ProcessVariables.REFERENCE), null),
                key,
                person.id(),
                given,
                evaluation);
    }

    private StaffMember person(String task) {
        var authentication = identity.getCurrentAuthentication();
        var person = authentication == null
                ? null
                : directory.find(authentication.getUserId()).orElse(null);
        if (person == null) {
            throw Refusals.refuse("Sign in to complete a task.");
        }
        if (!person.isInAnyOf(Answers.candidates(task))) {
            throw Refusals.refuse("This task is for " + String.join(" or ", Answers.candidates(task)) + ".");
        }
        return person;
    }

    /** REF-09, EXC-03: the rules only recommend; a named clinician decides, and says why. */
    private int checkTriageDecision(DelegateTask task, Map<String, String> given, StaffMember person) {
        var caseFile = caseFile(task);
        if (!(task.getVariable(ProcessVariables.EVALUATION) instanceof Number seen)
                || seen.doubleValue() != caseFile.evaluation()) {
            throw Refusals.refuse("New information arrived. Look at the new recommendation before you decide.");
        }
        task.setVariable(ProcessVariables.EVALUATION, caseFile.evaluation());
        var decision = needed(given, ProcessVariables.DECISION);
        var reason = given.get(ProcessVariables.DECISION_REASON);
        var outcome =
                caseFile.recommendation().map(Recommendation::recommendation).orElse(Outcome.NEEDS_REVIEW);
        if (reason == null && !follows(decision, outcome)) {
            throw Refusals.refuse(
                    outcome == Outcome.NEEDS_REVIEW
                            ? "Choose a reason: the rules could not decide."
                            : "Choose a reason: this decision differs from the recommendation.");
        }
        var duplicate = decision.equals("DO_NOT_ACCEPT") && "DUPLICATE".equals(reason);
        if (!duplicate && duplicateOpen(task)) {
            throw Refusals.refuse(
                    "Another open referral may be the same patient's. Answer \"Resolve possible duplicate\""
                            + " first.");
        }
        checkPriority(task, caseFile, given, reason);
        if (decision.equals("DO_NOT_ACCEPT")) {
            var coded = reason == null ? reasonOf(caseFile) : DecisionReason.valueOf(reason);
            task.setVariable(ProcessVariables.DECISION_REASON, coded.name());
            letters.issueStandard(caseFile, coded, person);
        }
        if (decision.equals("ADVISE")) {
            task.setVariable(
                    ProcessVariables.ADVICE_WRITTEN,
                    letters.newest(caseFile.reference(), Kind.ADVICE).isPresent());
        }
        return caseFile.evaluation();
    }

    private void checkPriority(DelegateTask task, CaseFile caseFile, Map<String, String> given, String reason) {
        var decided = given.get(ProcessVariables.DECIDED_PRIORITY);
        if (decided == null) {
            return;
        }
        var priority = Priority.valueOf(decided);
        if (priority == Priority.ROUTINE && caseFile.priority() == Priority.URGENT && reason == null) {
            throw Refusals.refuse("Choose a reason: this lowers the priority.");
        }
        cases.save(caseFile.with(priority));
        task.setVariable(ProcessVariables.PRIORITY, priority.name());
    }

    private void checkDuplicate(DelegateTask task, Map<String, String> given, StaffMember person) {
        if (needed(given, ProcessVariables.DUPLICATE_ANSWER).equals("SAME_EPISODE")) {
            letters.issueStandard(caseFile(task), DecisionReason.DUPLICATE, person);
        }
    }

    private void checkAdvice(DelegateTask task, Map<String, String> given) {
        if (needed(given, ProcessVariables.ADVICE_OUTCOME).equals("ADVICE_GIVEN")
                && letters.newest(reference(task), Kind.ADVICE).isEmpty()) {
            throw Refusals.refuse("Write the advice as a letter first, from the case file.");
        }
    }

    private void checkResend(DelegateTask task, Map<String, String> given) {
        if (needed(given, ProcessVariables.EMAIL_ANSWER).equals("RESEND")
                && undeliverables.mailbox((String) task.getVariable("id")).isEmpty()) {
            throw Refusals.refuse("Enter the corrected mailbox in the case file before sending again.");
        }
    }

    private boolean duplicateOpen(DelegateTask task) {
        return tasks.createTaskQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .taskDefinitionKey("Task_ResolveDuplicate")
                        .count()
                > 0;
    }

    private CaseFile caseFile(DelegateTask task) {
        return cases.locked(reference(task)).orElseThrow(() -> new IllegalStateException("No case file for this task"));
    }

    private static ReferralReference reference(DelegateTask task) {
        return new ReferralReference((String) task.getVariable(ProcessVariables.REFERENCE));
    }

    private static String needed(Map<String, String> given, String field) {
        var code = given.get(field);
        if (code == null) {
            throw Refusals.refuse(field + " is needed.");
        }
        return code;
    }

    private static boolean follows(String decision, Outcome outcome) {
        return switch (outcome) {
            case MEETS -> decision.equals("ACCEPT");
            case DOES_NOT_MEET -> decision.equals("DO_NOT_ACCEPT");
            case NEEDS_INFORMATION -> decision.equals("ASK_REFERRER");
            case NEEDS_REVIEW -> false;
        };
    }

    private static DecisionReason reasonOf(CaseFile caseFile) {
        return caseFile.recommendation().map(Recommendation::redirect).isPresent()
                ? DecisionReason.OBESITY_RELATED
                : DecisionReason.CRITERIA_NOT_SHOWN;
    }
}
