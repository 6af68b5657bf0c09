package uk.nsirs.triage.pathway;

import java.util.HashMap;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * What goes on for a patient's relatives. The models call it as {@code families}.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("families")
public final class FamilySteps {

    private static final List<String> HANDED_OVER =
            List.of(ProcessVariables.REFERENCE, ProcessVariables.CASE_FILE_URL, ProcessVariables.PRIORITY, "gene");

    private final RuntimeService runtime;

    FamilySteps(@Lazy RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** Begins the invitations as a process of its own: it goes on when the patient leaves or dies (H7). */
    public void invite(DelegateExecution execution) {
        var variables = new HashMap<String, Object>();
        HANDED_OVER.forEach(name -> variables.put(name, execution.getVariable(name)));
        runtime.startProcessInstanceByKey("FamilyInvitations", execution.getProcessBusinessKey(), variables);
    }
}
