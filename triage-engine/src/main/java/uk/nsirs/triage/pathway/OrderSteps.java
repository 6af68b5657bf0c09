package uk.nsirs.triage.pathway;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.OrderKind;
import uk.nsirs.triage.casefile.Orders;
import uk.nsirs.triage.casefile.TaskDecisions;

/**
 * What the processes ask others for. The models call it as {@code orders}.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("orders")
public final class OrderSteps {

    private final Orders orders;
    private final CaseFiles cases;
    private final TaskDecisions decisions;

    OrderSteps(Orders orders, CaseFiles cases, TaskDecisions decisions) {
        this.orders = orders;
        this.cases = cases;
        this.decisions = decisions;
    }

    /**
     * Places an order and sets {@code orderId} and {@code orderKind} where the execution is: branches that run beside
     * each other have an order each.
     *
     * @param kind the name of an {@link OrderKind}
     */
    public void place(DelegateExecution execution, String kind) {
        var reference = Cases.of(execution, cases).reference();
        var id = orders.place(
                reference, OrderKind.valueOf(kind), decisions.lastPersonIn(execution.getProcessInstanceId()));
        execution.setVariableLocal(ProcessVariables.ORDER_ID, id);
        execution.setVariableLocal(ProcessVariables.ORDER_KIND, kind);
    }

    /** The order of this execution is answered. */
    public void close(DelegateExecution execution) {
        Cases.of(execution, cases);
        orders.close((String) execution.getVariable(ProcessVariables.ORDER_ID));
    }

    /** Withdrawn, or the patient died: nobody waits any more. */
    public void cancelAll(DelegateExecution execution) {
        orders.cancelAll(Cases.of(execution, cases).reference());
    }
}
