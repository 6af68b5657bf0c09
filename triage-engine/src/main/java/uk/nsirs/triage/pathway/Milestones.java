package uk.nsirs.triage.pathway;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.LetterEvent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Redirect;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.triage.calendar.WorkingCalendar;
import uk.nsirs.triage.casefile.CaseFile.Status;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.Letters;
import uk.nsirs.triage.criteria.Recommendation;

/**
 * Tells the referring trust what happened, and sets where the referral stands, in the engine's own transaction. The
 * models call it as {@code milestones}.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("milestones")
public final class Milestones {

    private final CaseFiles cases;
    private final Letters letters;
    private final Clock clock;

    Milestones(CaseFiles cases, Letters letters, Clock clock) {
        this.cases = cases;
        this.letters = letters;
        this.clock = clock;
    }

    public void referralReceived(DelegateExecution execution) {
        var caseFile = Cases.of(execution, cases);
        cases.save(caseFile.with(Status.AWAITING_DECISION));
        cases.publish(new Milestone.ReferralReceived(
                caseFile.reference(), now(), caseFile.recipient(), caseFile.intent(), caseFile.possibleDuplicate()));
    }

    public void informationRequested(DelegateExecution execution) {
        var caseFile = Cases.of(execution, cases);
        var items = caseFile.recommendation().map(Recommendation::missing).orElse(List.of());
        var chase = execution.getVariable("chase") instanceof Number number ? number.intValue() : 0;
        var closes = Objects.toString(execution.getVariable("closesOn"), null);
        cases.save(caseFile.with(Status.AWAITING_INFORMATION));
        cases.publish(new Milestone.InformationRequested(
                caseFile.reference(),
                now(),
                caseFile.recipient(),
                items,
                chase,
                closes == null
                        ? null
                        : OffsetDateTime.parse(closes)
                                .atZoneSameInstant(WorkingCalendar.LONDON)
                                .toLocalDate()));
    }

    public void referralAccepted(DelegateExecution execution) {
        var accepted = Cases.of(execution, cases).acceptedNow();
        cases.save(accepted);
        cases.publish(new Milestone.ReferralAccepted(
                accepted.reference(), now(), accepted.recipient(), accepted.priority(), false));
    }

    public void referralNotAccepted(DelegateExecution execution) {
        var caseFile = Cases.of(execution, cases);
        var reason = DecisionReason.valueOf((String) execution.getVariable(ProcessVariables.DECISION_REASON));
        cases.save(caseFile.closedAs(Status.NOT_ACCEPTED));
        cases.publish(new Milestone.ReferralNotAccepted(
                caseFile.reference(), now(), caseFile.recipient(), reason, redirect(execution, reason)));
    }

    public void adviceGiven(DelegateExecution execution) {
        var caseFile = Cases.of(execution, cases);
        var letter = letters.newest(caseFile.reference(), LetterEvent.Kind.ADVICE)
                .map(Letters.Letter::letterId)
                .orElse(null);
        cases.save(caseFile.closedAs(Status.ADVICE_GIVEN));
        cases.publish(new Milestone.AdviceGiven(caseFile.reference(), now(), caseFile.recipient(), letter));
    }

    public void withdrawalConfirmed(DelegateExecution execution) {
        var died = Boolean.TRUE.equals(execution.getVariable(ProcessVariables.PATIENT_DIED));
        var caseFile = Cases.of(execution, cases);
        var reason = died
                ? WithdrawalReason.PATIENT_DIED
                : caseFile.withdrawalReason().orElse(WithdrawalReason.OTHER);
        cases.publish(new Milestone.ReferralWithdrawalConfirmed(
                caseFile.reference(), now(), caseFile.recipient(), died, reason));
    }

    private Redirect redirect(DelegateExecution execution, DecisionReason reason) {
        return reason == DecisionReason.OBESITY_RELATED
                        || "OBESITY_SERVICES".equals(execution.getVariable(ProcessVariables.REDIRECT))
                ? Redirect.OBESITY_SERVICES
                : null;
    }

    private Instant now() {
        return clock.instant();
    }
}
