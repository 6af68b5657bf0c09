package uk.nsirs.triage.pathway;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.Milestone;
import uk.nsirs.triage.casefile.CaseFile.Status;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.Orders;

/**
 * What the processes do to the case file itself. The models call it as {@code casefile}.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("casefile")
public final class CaseFileSteps {

    private final CaseFiles cases;
    private final Orders orders;
    private final Clock clock;

    CaseFileSteps(CaseFiles cases, Orders orders, Clock clock) {
        this.cases = cases;
        this.orders = orders;
        this.clock = clock;
    }

    /** Withdrawn, or the patient died: first nobody waits any more for orders and appointments. */
    public void close(DelegateExecution execution) {
        var caseFile = Cases.of(execution, cases);
        orders.cancelAll(caseFile.reference());
        cases.save(caseFile.closedAs(Status.WITHDRAWN));
    }

    /** The same episode was referred twice: the first referral goes on, this one ends (its letter was issued with the answer). */
    public void closeAsDuplicate(DelegateExecution execution) {
        var caseFile = Cases.of(execution, cases);
        cases.save(caseFile.closedAs(Status.NOT_ACCEPTED));
        cases.publish(new Milestone.ReferralNotAccepted(
                caseFile.reference(), clock.instant(), caseFile.recipient(), DecisionReason.DUPLICATE, null));
    }

    /** A withdrawn, accepted referral goes back to its work. */
    public void restore(DelegateExecution execution) {
        var restored = Cases.of(execution, cases).acceptedNow();
        cases.save(restored);
        cases.publish(new Milestone.ReferralAccepted(
                restored.reference(), clock.instant(), restored.recipient(), restored.priority(), true));
    }
}
