package uk.nsirs.triage.pathway;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.springframework.stereotype.Component;
import uk.nsirs.events.MissingItem;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.criteria.FieldNames;
import uk.nsirs.triage.criteria.HomeCountry;
import uk.nsirs.triage.criteria.Recommendation;

/**
 * Gives the criteria their facts and keeps what they answer. The models call it as {@code criteria}.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("criteria")
public final class CriteriaStep {

    /** The engine cuts nothing off: a variable that is longer than its column fails. */
    private static final int LONGEST_TEXT = 3_900;

    private final CaseFiles cases;
    private final DecisionTables tables;

    CriteriaStep(CaseFiles cases, DecisionTables tables) {
        this.cases = cases;
        this.tables = tables;
    }

    /** The facts; transient, so that no copy is kept in the engine's tables. */
    public TypedValue facts(DelegateExecution execution) {
        return Variables.untypedValue(tables.prepared(Cases.of(execution, cases).facts()), true);
    }

    /** Stores the evaluation and shows it to the process and its open task. */
    public void record(DelegateExecution execution) {
        var caseFile = Cases.of(execution, cases);
        var facts = caseFile.facts();
        Map<String, Object> answer = ((DmnDecisionResult) execution.getVariable("decisionResult")).getSingleEntry();
        var recommendation = tables.recommendation(answer, facts);
        var evaluated = caseFile.with(recommendation);
        if (evaluated.status() == CaseFile.Status.AWAITING_INFORMATION && !recommendation.needsInformation()) {
            evaluated = evaluated.with(CaseFile.Status.AWAITING_DECISION);
        }
        cases.evaluated(evaluated, facts);
        var whole = execution.getProcessInstance();
        shown(evaluated, recommendation).forEach(whole::setVariable);
    }

    /** What the newest evaluation shows: codes, and sentences of the rules. */
    private static Map<String, Object> shown(CaseFile evaluated, Recommendation result) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put(ProcessVariables.EVALUATION, evaluated.evaluation());
        shown.put(ProcessVariables.RECOMMENDATION, result.recommendation().name());
        shown.put(
                ProcessVariables.REDIRECT,
                result.redirect() == null ? null : result.redirect().name());
        shown.put(ProcessVariables.PRIORITY, evaluated.priority().name());
        shown.put(ProcessVariables.INFORMATION_NEEDED, result.needsInformation());
        shown.put(
                ProcessVariables.MISSING,
                result.missing().stream().map(MissingItem::field).collect(Collectors.joining(",")));
        shown.put(
                ProcessVariables.MISSING_TEXT,
                cut(result.missing().stream()
                        .map(each -> "- " + FieldNames.nameWithUnit(each.field()) + ": " + each.why())
                        .collect(Collectors.joining("\n"))));
        shown.put(ProcessVariables.RECOMMENDATION_TEXT, sentence(result.recommendation()));
        shown.put(ProcessVariables.CRITERION_C1_TEXT, criterion(result, "C1"));
        shown.put(ProcessVariables.CRITERION_C2_TEXT, criterion(result, "C2"));
        shown.put(ProcessVariables.CRITERION_C3_TEXT, criterion(result, "C3"));
        // EXC-05: only how many, since the codes are the referrer's own
        var causes = evaluated.clinical().otherCausesExcluded();
        shown.put(ProcessVariables.OTHER_CAUSES, causes == null ? 0 : causes.size());
        // whether, never where
        shown.put(
                ProcessVariables.OUTSIDE_ENGLAND,
                HomeCountry.seemsOutsideEngland(evaluated.referral().patient()));
        return shown;
    }

    static String sentence(Recommendation.Outcome outcome) {
        return switch (outcome) {
            case MEETS -> "The referral criteria are met.";
            case DOES_NOT_MEET -> "The referral criteria are not met.";
            case NEEDS_REVIEW -> "The rules cannot decide: clinical review is needed.";
            case NEEDS_INFORMATION -> "More information is needed before the criteria can be judged.";
        };
    }

    private static String criterion(Recommendation result, String id) {
        return cut(result.criterion(id)
                .map(each -> id + " " + state(each.result()) + ": " + String.join("; ", each.reasons()))
                .orElse(""));
    }

    private static String state(Recommendation.Result result) {
        return switch (result) {
            case MET -> "met";
            case NOT_MET -> "not met";
            case UNKNOWN -> "not known";
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
