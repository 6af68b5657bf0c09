package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.LetterEvent.Kind;
import uk.nsirs.events.Priority;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.Letters;
import uk.nsirs.triage.casefile.Undeliverables;
import uk.nsirs.triage.criteria.Recommendation;
import uk.nsirs.triage.criteria.Recommendation.Outcome;

/** The rules of the tasks before acceptance, and of what went wrong. */
@Component
final class TriageRules implements TaskRules {

    private final TaskService tasks;
    private final CaseFiles cases;
    private final Letters letters;
    private final Undeliverables undeliverables;

    TriageRules(@Lazy TaskService tasks, CaseFiles cases, Letters letters, Undeliverables undeliverables) {
        this.tasks = tasks;
        this.cases = cases;
        this.letters = letters;
        this.undeliverables = undeliverables;
    }

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of(
                "Task_ConfirmTriageDecision", this::decision,
                "Task_ResolveDuplicate", this::duplicate,
                "Task_GiveAdvice", this::advice,
                "Task_ResolveUnprocessableMessage", this::message,
                "Task_ResolveUndeliverableEmail", this::resend);
    }

    /** REF-09, EXC-03: the rules only recommend; a named clinician decides, and says why. */
    private void decision(Completion completion) {
        var task = completion.task();
        var caseFile = caseFile(completion);
        completion.need(
                task.getVariable(ProcessVariables.EVALUATION) instanceof Number seen
                        && seen.doubleValue() == caseFile.evaluation(),
                "New information arrived. Look at the new recommendation before you decide.");
        task.setVariable(ProcessVariables.EVALUATION, caseFile.evaluation());
        var reason = completion.code(ProcessVariables.DECISION_REASON);
        var decision = completion.code(ProcessVariables.DECISION).orElseThrow();
        var outcome =
                caseFile.recommendation().map(Recommendation::recommendation).orElse(Outcome.NEEDS_REVIEW);
        completion.need(
                reason.isPresent() || follows(decision, outcome),
                outcome == Outcome.NEEDS_REVIEW
                        ? "Choose a reason: the rules could not decide."
                        : "Choose a reason: this decision differs from the recommendation.");
        var duplicate =
                decision.equals("DO_NOT_ACCEPT") && completion.is(ProcessVariables.DECISION_REASON, "DUPLICATE");
        completion.need(
                duplicate || !duplicateOpen(task),
                "Another open referral may be the same patient's. Answer \"Resolve possible duplicate\" first.");
        if (decision.equals("ASK_REFERRER")) {
            completion.need(
                    caseFile.recommendation().stream()
                                    .anyMatch(known -> !known.missing().isEmpty())
                            || letters.asking(caseFile).isPresent(),
                    "Nothing is on the list of what is missing: write what you ask for as a letter first, from the case file.");
            task.setVariable(ProcessVariables.CLINICIAN_ASKED, true);
        }
        //
        completion.need(
                !decision.equals("ACCEPT")
                        || !Boolean.TRUE.equals(task.getVariable(ProcessVariables.OUTSIDE_ENGLAND))
                        || completion.yes("commissionerAgreed"),
                "The patient seems to live outside England: ask who commissions the care there, then tick that they agree.");
        priority(completion, caseFile);
        if (decision.equals("DO_NOT_ACCEPT")) {
            var coded = reason.map(DecisionReason::valueOf).orElseGet(() -> reasonOf(caseFile));
            task.setVariable(ProcessVariables.DECISION_REASON, coded.name());
            letters.issueStandard(caseFile, coded, completion.person());
        }
        if (decision.equals("ADVISE")) {
            task.setVariable(
                    ProcessVariables.ADVICE_WRITTEN,
                    letters.newest(caseFile.reference(), Kind.ADVICE).isPresent());
        }
    }

    private void priority(Completion completion, CaseFile caseFile) {
        completion
                .code(ProcessVariables.DECIDED_PRIORITY)
                .map(Priority::valueOf)
                .ifPresent(decided -> {
                    completion.need(
                            decided == Priority.URGENT
                                    || caseFile.priority() == Priority.ROUTINE
                                    || completion
                                            .code(ProcessVariables.DECISION_REASON)
                                            .isPresent(),
                            "Choose a reason: this lowers the priority.");
                    cases.save(caseFile.with(decided));
                    completion.task().setVariable(ProcessVariables.PRIORITY, decided.name());
                });
    }

    private void duplicate(Completion completion) {
        if (completion.is(ProcessVariables.DUPLICATE_ANSWER, "SAME_EPISODE")) {
            letters.issueStandard(caseFile(completion), DecisionReason.DUPLICATE, completion.person());
        }
    }

    private void advice(Completion completion) {
        completion.need(
                !completion.is(ProcessVariables.ADVICE_OUTCOME, "ADVICE_GIVEN")
                        || letters.newest(completion.reference(), Kind.ADVICE).isPresent(),
                "Write the advice as a letter first, from the case file.");
    }

    /** H17: a report of another patient was not kept; only its sender can put it right. */
    private void message(Completion completion) {
        if (Boolean.FALSE.equals(completion.task().getVariable(ProcessVariables.REPLAYABLE))) {
            completion.need(
                    !completion.any(ProcessVariables.MESSAGE_ANSWER),
                    "Nothing of this report was kept: it cannot be sent again or discarded here.");
            completion.need(
                    completion.yes("senderAsked"), "Ask the sender whom the report is about, then tick that you have.");
        } else {
            completion.need(
                    completion.any(ProcessVariables.MESSAGE_ANSWER),
                    "Say whether the message is sent again or discarded.");
        }
    }

    private void resend(Completion completion) {
        completion.need(
                !completion.is(ProcessVariables.EMAIL_ANSWER, "RESEND")
                        || undeliverables
                                .mailbox((String) completion.task().getVariable("id"))
                                .isPresent(),
                "Enter the corrected mailbox in the case file before sending again.");
    }

    private boolean duplicateOpen(DelegateTask task) {
        return tasks.createTaskQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .taskDefinitionKey("Task_ResolveDuplicate")
                        .count()
                > 0;
    }

    private CaseFile caseFile(Completion completion) {
        return cases.locked(completion.reference())
                .orElseThrow(() -> new IllegalStateException("No case file for this task"));
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
