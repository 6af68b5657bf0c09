package uk.nsirs.triage.pathway;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.stereotype.Component;
import uk.nsirs.events.AppointmentMode;
import uk.nsirs.events.AppointmentType;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.DelayReason;
import uk.nsirs.events.DischargeOutcome;
import uk.nsirs.events.Funder;
import uk.nsirs.events.FundingDecision;
import uk.nsirs.events.LetterEvent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Recipient;
import uk.nsirs.events.Redirect;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ResultEvent.DeteriorationReported;
import uk.nsirs.events.SurveillanceKind;
import uk.nsirs.events.TestKind;
import uk.nsirs.events.Therapy;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.triage.calendar.WorkingCalendar;
import uk.nsirs.triage.casefile.CaseFile.Status;
import uk.nsirs.triage.casefile.CaseFiles;
import uk.nsirs.triage.casefile.Letters;
import uk.nsirs.triage.casefile.OrderKind;
import uk.nsirs.triage.casefile.Orders;
import uk.nsirs.triage.casefile.ReportedResults;
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
    private final Orders orders;
    private final ReportedResults results;
    private final Clock clock;

    Milestones(CaseFiles cases, Letters letters, Orders orders, ReportedResults results, Clock clock) {
        this.cases = cases;
        this.letters = letters;
        this.orders = orders;
        this.results = results;
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
                                .toLocalDate(),
                clinicianAsked(execution)
                        ? letters.asking(caseFile).map(Letters.Letter::letterId).orElse(null)
                        : null));
    }

    /** A letter is looked for only where there can be one: not for each new referral that lacks something. */
    private static boolean clinicianAsked(DelegateExecution execution) {
        var triage = execution.getProcessInstance().getSuperExecution();
        return triage != null && Boolean.TRUE.equals(triage.getVariable(ProcessVariables.CLINICIAN_ASKED));
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

    /** A test was ordered; reads {@code orderKind}. */
    public void testRequested(DelegateExecution execution) {
        tell(
                execution,
                (reference, at, to) -> new Milestone.TestRequested(
                        reference, at, to, testKind(execution), testKind(execution) == TestKind.RECEPTOR_ANTIBODY));
    }

    /** A result is in the case file; reads {@code orderKind}. */
    public void resultAvailable(DelegateExecution execution) {
        tell(execution, (reference, at, to) -> new Milestone.ResultAvailable(reference, at, to, testKind(execution)));
    }

    /** The meeting agreed a plan; reads {@code planDieteticSupport} and its like, one for each therapy. */
    public void planAgreed(DelegateExecution execution) {
        var therapies = Arrays.stream(Therapy.values())
                .filter(therapy -> Boolean.TRUE.equals(execution.getVariable(Therapies.planned(therapy))))
                .toList();
        tell(execution, (reference, at, to) -> new Milestone.PlanAgreed(reference, at, to, therapies));
    }

    /** A funder was asked; reads {@code therapy}, {@code funder} and {@code urgentRequest}. */
    public void fundingRequested(DelegateExecution execution) {
        tell(
                execution,
                (reference, at, to) -> new Milestone.FundingRequested(
                        reference,
                        at,
                        to,
                        therapy(execution),
                        Funder.valueOf(text(execution, "funder")),
                        Boolean.TRUE.equals(execution.getVariable("urgentRequest"))));
    }

    /** The funder answered; reads {@code therapy} and {@code fundingDecision}. */
    public void fundingOutcomeReached(DelegateExecution execution) {
        tell(
                execution,
                (reference, at, to) -> new Milestone.FundingOutcomeReached(
                        reference,
                        at,
                        to,
                        therapy(execution),
                        FundingDecision.valueOf(text(execution, "fundingDecision"))));
    }

    /** Reads {@code appointmentType}, {@code appointmentMode} and {@code appointmentOn}. */
    public void appointmentBooked(DelegateExecution execution) {
        tell(
                execution,
                (reference, at, to) -> new Milestone.AppointmentBooked(
                        reference, at, to, type(execution), mode(execution), startsAt(execution)));
    }

    /** Reads the same and {@code appointmentStatus}: moved, or called off. */
    public void appointmentChanged(DelegateExecution execution) {
        var cancelled = "CANCELLED".equals(execution.getVariable("appointmentStatus"));
        tell(
                execution,
                (reference, at, to) -> new Milestone.AppointmentChanged(
                        reference,
                        at,
                        to,
                        type(execution),
                        mode(execution),
                        cancelled ? null : startsAt(execution),
                        cancelled));
    }

    /** Reads {@code appointmentType} and {@code child}; where the age is not known, as of a child. */
    public void appointmentMissed(DelegateExecution execution) {
        tell(
                execution,
                (reference, at, to) -> new Milestone.AppointmentMissed(
                        reference, at, to, type(execution), !Boolean.FALSE.equals(execution.getVariable("child"))));
    }

    /** Reads {@code therapy}. */
    public void treatmentStarted(DelegateExecution execution) {
        tell(execution, (reference, at, to) -> new Milestone.TreatmentStarted(reference, at, to, therapy(execution)));
    }

    /** Reads {@code surveillanceKind} and, where there is one, {@code surveillanceDueOn}, an ISO date, or date and time. */
    public void surveillanceDue(DelegateExecution execution) {
        tell(
                execution,
                (reference, at, to) -> new Milestone.SurveillanceDue(
                        reference,
                        at,
                        to,
                        SurveillanceKind.valueOf(text(execution, "surveillanceKind")),
                        day(execution, "surveillanceDueOn")));
    }

    /** With the newest letter of advice written since the deterioration was reported, where there is one. */
    public void relapseAdviceGiven(DelegateExecution execution) {
        var since = results.lastRecorded(Cases.reference(execution), DeteriorationReported.class);
        tell(
                execution,
                (reference, at, to) -> new Milestone.RelapseAdviceGiven(
                        reference,
                        at,
                        to,
                        letters.newest(reference, LetterEvent.Kind.ADVICE)
                                .filter(letter ->
                                        since.map(letter.issuedAt()::isAfter).orElse(true))
                                .map(Letters.Letter::letterId)
                                .orElse(null)));
    }

    /** Testing was offered to the family; says nothing of any relative (H7). */
    public void familyTestingOffered(DelegateExecution execution) {
        tell(execution, Milestone.FamilyTestingOffered::new);
    }

    /** Reads {@code delayReason} and, where there is one, {@code delayedUntil}, an ISO date, or date and time. */
    public void pathwayDelayed(DelegateExecution execution) {
        tell(
                execution,
                (reference, at, to) -> new Milestone.PathwayDelayed(
                        reference,
                        at,
                        to,
                        DelayReason.valueOf(text(execution, "delayReason")),
                        day(execution, "delayedUntil")));
    }

    /** The patient left: nobody waits any more for what was ordered. Reads {@code dischargeOutcome}. */
    public void patientDischarged(DelegateExecution execution) {
        var caseFile = Cases.of(execution, cases);
        orders.cancelAll(caseFile.reference());
        cases.save(caseFile.closedAs(Status.DISCHARGED));
        cases.publish(new Milestone.PatientDischarged(
                caseFile.reference(),
                now(),
                caseFile.recipient(),
                DischargeOutcome.valueOf(text(execution, "dischargeOutcome")),
                letters.newest(caseFile.reference(), LetterEvent.Kind.DISCHARGE)
                        .map(Letters.Letter::letterId)
                        .orElse(null)));
    }

    /** A milestone of an accepted referral: from the first of them on it is in the pathway. */
    private void tell(DelegateExecution execution, Told milestone) {
        var caseFile = Cases.of(execution, cases);
        if (caseFile.status() == Status.ACCEPTED) {
            cases.save(caseFile.with(Status.IN_PATHWAY));
        }
        cases.publish(milestone.of(caseFile.reference(), now(), caseFile.recipient()));
    }

    private interface Told {
        Milestone of(ReferralReference reference, Instant at, Recipient to);
    }

    private static TestKind testKind(DelegateExecution execution) {
        return switch (OrderKind.valueOf(text(execution, ProcessVariables.ORDER_KIND))) {
            case LABORATORY_PANEL -> TestKind.LABORATORY_PANEL;
            case LIVER_MRI -> TestKind.LIVER_MRI;
            case CARDIAC_BASELINE -> TestKind.CARDIAC_BASELINE;
            case GENETIC_TEST -> TestKind.GENETIC;
            case RECEPTOR_ANTIBODY -> TestKind.RECEPTOR_ANTIBODY;
            case FUNDING_REQUEST, APPOINTMENT -> throw new IllegalStateException("This order is no test");
        };
    }

    private static Therapy therapy(DelegateExecution execution) {
        var therapy = text(execution, "therapy");
        // A request for funding calls it so
        return therapy.equals("MEDICINE") ? Therapy.MEDICINE_TREATMENT : Therapy.valueOf(therapy);
    }

    private static AppointmentType type(DelegateExecution execution) {
        return AppointmentType.valueOf(text(execution, "appointmentType"));
    }

    private static AppointmentMode mode(DelegateExecution execution) {
        var mode = execution.getVariable("appointmentMode");
        return TaskForm.isAnswer(mode) ? AppointmentMode.valueOf((String) mode) : null;
    }

    private static OffsetDateTime startsAt(DelegateExecution execution) {
        return Moments.read(text(execution, "appointmentOn")).toOffsetDateTime();
    }

    private static LocalDate day(DelegateExecution execution, String variable) {
        var day = execution.getVariable(variable);
        return TaskForm.isAnswer(day) ? Moments.read((String) day).toLocalDate() : null;
    }

    private static String text(DelegateExecution execution, String variable) {
        if (execution.getVariable(variable) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw new IllegalStateException("A milestone needs the process variable " + variable);
    }

    private Redirect redirect(DelegateExecution execution, DecisionReason reason) {
        // A duplicate's patient is cared for under the other referral
        return reason == DecisionReason.OBESITY_RELATED
                        || (reason != DecisionReason.DUPLICATE
                                && "OBESITY_SERVICES".equals(execution.getVariable(ProcessVariables.REDIRECT)))
                ? Redirect.OBESITY_SERVICES
                : null;
    }

    private Instant now() {
        return clock.instant();
    }
}
