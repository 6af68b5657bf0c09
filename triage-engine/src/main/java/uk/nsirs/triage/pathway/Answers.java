package uk.nsirs.triage.pathway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What each user task may be answered with: codes only. A field or a value that does not stand here never reaches the
 * engine, so nothing a person types can become a process variable.
 */
public final class Answers {

    private static final Set<String> PRIORITIES = Set.of("ROUTINE", "URGENT");

    private static final Map<String, Map<String, Set<String>>> FIELDS = Map.of(
            "Task_ConfirmTriageDecision",
            Map.of(
                    ProcessVariables.DECISION, Set.of("ACCEPT", "DO_NOT_ACCEPT", "ASK_REFERRER", "ADVISE"),
                    ProcessVariables.DECISION_REASON,
                            Set.of(
                                    "CRITERIA_MET",
                                    "CRITERIA_NOT_SHOWN",
                                    "OBESITY_RELATED",
                                    "OTHER_CAUSE",
                                    "OUTSIDE_ENGLAND",
                                    "DUPLICATE",
                                    "CLINICAL_JUDGEMENT",
                                    "OTHER"),
                    ProcessVariables.DECIDED_PRIORITY, PRIORITIES),
            "Task_ResolveDuplicate",
            Map.of(ProcessVariables.DUPLICATE_ANSWER, Set.of("SAME_EPISODE", "NEW_EPISODE", "DIFFERENT_PERSON")),
            "Task_GiveAdvice",
            Map.of(ProcessVariables.ADVICE_OUTCOME, Set.of("ADVICE_GIVEN", "CONVERT_TO_REFERRAL")),
            "Task_PlanDiagnosticWorkup",
            Map.of(),
            "Task_ConfirmClosure",
            Map.of(ProcessVariables.CLOSURE_ANSWER, Set.of("CONFIRM", "RESTORE")),
            "Task_ResolveUnprocessableMessage",
            Map.of(ProcessVariables.MESSAGE_ANSWER, Set.of("REPLAY", "DISCARD")),
            "Task_ResolveUndeliverableEmail",
            Map.of(ProcessVariables.EMAIL_ANSWER, Set.of("RESEND", "GIVE_UP")));

    private static final Map<String, Set<String>> CANDIDATES = Map.of(
            "Task_ConfirmTriageDecision", Set.of("clinicians"),
            "Task_ResolveDuplicate", Set.of("administrators", "clinicians"),
            "Task_GiveAdvice", Set.of("clinicians"),
            "Task_PlanDiagnosticWorkup", Set.of("clinicians"),
            "Task_ConfirmClosure", Set.of("administrators"),
            "Task_ResolveUnprocessableMessage", Set.of("administrators"),
            "Task_ResolveUndeliverableEmail", Set.of("administrators"));

    private Answers() {}

    /** The groups that may complete the task; empty where it is not known. */
    static Set<String> candidates(String task) {
        return CANDIDATES.getOrDefault(task, Set.of());
    }

    /** The fields of the task's answer with their codes. */
    static Map<String, Set<String>> fields(String task) {
        return FIELDS.getOrDefault(task, Map.of());
    }

    /**
     * Why {@code submitted} is no answer to the task; empty where it is one. Never repeats a value, nor the name of a
     * field that is not known.
     *
     * @param submitted field to value; a null or an empty text counts as not answered
     */
    public static Optional<String> fault(String task, Map<String, Object> submitted) {
        var known = fields(task);
        for (var field : submitted.entrySet()) {
            var value = field.getValue();
            if (field.getKey().equals(ProcessVariables.EVALUATION)) {
                if (!(value instanceof Integer) && value != null) {
                    return Optional.of("evaluation is a whole number.");
                }
            } else if (!known.containsKey(field.getKey())) {
                return Optional.of("This task takes only "
                        + (known.isEmpty()
                                ? "no answers"
                                : known.keySet().stream().sorted().toList())
                        + ". Free text belongs into a letter, written from the case file.");
            } else if (value != null
                    && !"".equals(value)
                    && !(value instanceof String code
                            && known.get(field.getKey()).contains(code))) {
                return Optional.of(field.getKey() + " is one of "
                        + known.get(field.getKey()).stream().sorted().toList() + ".");
            }
        }
        return Optional.empty();
    }

    /** The answers that were given, without the empty ones. */
    static Map<String, String> given(String task, Function<String, Object> variable) {
        var given = new LinkedHashMap<String, String>();
        for (var field : List.copyOf(fields(task).keySet())) {
            if (variable.apply(field) instanceof String code && !code.isEmpty()) {
                given.put(field, code);
            }
        }
        return given;
    }
}
