package uk.nsirs.triage.pathway;

import java.util.HashMap;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.casefile.CaseFacts;
import uk.nsirs.triage.criteria.LearntFacts;

/**
 * Keeps what a decision answered. The models call it as {@code decisionResults}.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("decisionResults")
public final class DecisionResults {

    private final CaseFacts facts;

    DecisionResults(CaseFacts facts) {
        this.facts = facts;
    }

    /**
     * Each output of the decision becomes a process variable of its name: text, a number, true or false, or null. What
     * other processes of the patient need goes into the case file too.
     *
     * @throws IllegalStateException where the decision answered nothing, or more than one result
     */
    public void keep(DelegateExecution execution) {
        var answered = (DmnDecisionResult) execution.getVariable("decisionResult");
        if (answered.size() != 1) {
            throw new IllegalStateException("A decision with one result gave " + answered.size());
        }
        var learnt = new HashMap<String, Object>();
        answered.getSingleResult().getEntryMap().forEach((name, output) -> {
            var value = LearntFacts.plain(output);
            execution.setVariable(name, value);
            if (LearntFacts.SAID.contains(name)) {
                learnt.put(name, value);
            }
        });
        facts.learn(Cases.reference(execution), learnt, execution.getCurrentActivityId());
    }
}
