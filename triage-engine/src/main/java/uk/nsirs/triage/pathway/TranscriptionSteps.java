package uk.nsirs.triage.pathway;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import uk.nsirs.events.ContactClosure;
import uk.nsirs.events.ReferralContactClosed;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.TaskDecisions;

/**
 * What becomes of a contact whose referral is to be written down (REF-10). The models call it as {@code transcription}.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("transcription")
public final class TranscriptionSteps {

    private final CaseFiles cases;
    private final TaskDecisions decisions;
    private final Clock clock;

    TranscriptionSteps(CaseFiles cases, TaskDecisions decisions, Clock clock) {
        this.cases = cases;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** Tells intake that no referral comes of it, and who said so. Reads {@code transcriptionOutcome}. */
    public void close(DelegateExecution execution) {
        cases.publish(new ReferralContactClosed(
                Cases.reference(execution),
                clock.instant(),
                ContactClosure.valueOf((String) execution.getVariable("transcriptionOutcome")),
                decisions.lastPersonIn(execution.getProcessInstanceId()).orElseThrow()));
    }
}
