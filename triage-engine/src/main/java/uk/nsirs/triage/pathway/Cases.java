package uk.nsirs.triage.pathway;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;

/** From an execution to its case file. */
final class Cases {

    private Cases() {}

    /** The business key is the reference; each call activity passes it. */
    static ReferralReference reference(DelegateExecution execution) {
        return new ReferralReference(execution.getProcessBusinessKey());
    }

    /** The locked case file of the execution's referral. */
    static CaseFile of(DelegateExecution execution, CaseFiles cases) {
        return cases.locked(reference(execution))
                .orElseThrow(() -> new IllegalStateException("No case file for this process"));
    }
}
