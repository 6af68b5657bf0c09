package uk.nsirs.triage.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.Fault;
import uk.nsirs.events.Intent;
import uk.nsirs.events.NotAvailable;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Recipient;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralEvent.InformationSupplied;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.triage.calendar.WorkingCalendar;
import uk.nsirs.triage.criteria.CriteriaFacts;
import uk.nsirs.triage.criteria.Recommendation;

/**
 * Everything known of one referral.
 *
 * @param receivedAt when intake stored it
 * @param referral as it was sent
 * @param clinical what is clinically known by now: as sent, overwritten field by field by what was supplied since
 * @param notAvailable what the referrer cannot supply
 * @param flags what is unusual but possible
 * @param duplicates other open referrals that may be the same patient's
 * @param priority raised by the rules, or decided by a person
 * @param evaluation number of the newest evaluation, 0 before the first
 * @param recommendation of the newest evaluation, or null before the first
 * @param withdrawalReason null unless it was withdrawn or the patient died
 * @param closed whether the pathway is over; what arrives later stays visible
 */
public record CaseFile(
        ReferralReference reference,
        Status status,
        Instant receivedAt,
        Referral referral,
        Clinical clinical,
        List<NotAvailable> notAvailable,
        List<Fault> flags,
        List<ReferralReference> duplicates,
        Priority priority,
        int evaluation,
        Recommendation recommendation,
        boolean accepted,
        boolean patientDied,
        WithdrawalReason withdrawalReason,
        boolean closed) {

    /** Where the referral stands, as the referrer is told. */
    public enum Status {
        RECEIVED,
        AWAITING_INFORMATION,
        AWAITING_DECISION,
        ACCEPTED,
        NOT_ACCEPTED,
        ADVICE_GIVEN,
        IN_PATHWAY,
        WITHDRAWN,
        DISCHARGED
    }

    /** The case file a submitted referral opens. */
    public static CaseFile opened(ReferralSubmitted event) {
        var referral = event.referral();
        var priority = referral.priority() == null ? Priority.ROUTINE : referral.priority();
        return new CaseFile(
                event.reference(),
                Status.RECEIVED,
                event.submittedAt(),
                referral,
                referral.clinical() == null ? Clinical.UNKNOWN : referral.clinical(),
                List.of(),
                event.flags(),
                event.possibleDuplicates(),
                priority,
                0,
                null,
                false,
                false,
                null,
                false);
    }

    /** The day it was received, in the service's local time: ages are judged on that day (REF-08). */
    public LocalDate receivedOn() {
        return receivedAt.atZone(WorkingCalendar.LONDON).toLocalDate();
    }

    public Intent intent() {
        return referral.intent() == null ? Intent.REFERRAL : referral.intent();
    }

    public Recipient recipient() {
        return referral.referrer().recipient();
    }

    public boolean possibleDuplicate() {
        return !duplicates.isEmpty();
    }

    /** What the decision tables are given. */
    public java.util.Map<String, Object> facts() {
        return CriteriaFacts.of(
                clinical,
                referral.patient().dateOfBirth(),
                receivedOn(),
                notAvailable.stream().map(NotAvailable::field).toList(),
                intent(),
                referral.priority());
    }

    /** With what the referrer supplied since: a field that is known overwrites. What is supplied can be had. */
    public CaseFile with(InformationSupplied event) {
        var merged = clinical.overwrittenBy(event.clinical());
        var supplied = CriteriaFacts.names(event.clinical());
        var unavailable = new java.util.LinkedHashMap<String, NotAvailable>();
        notAvailable.forEach(each -> unavailable.put(each.field(), each));
        event.notAvailable().forEach(each -> unavailable.put(each.field(), each));
        supplied.forEach(unavailable::remove);
        return copy(
                status,
                merged,
                List.copyOf(unavailable.values()),
                priority,
                evaluation,
                recommendation,
                accepted,
                patientDied,
                withdrawalReason,
                closed);
    }

    /** With the outcome of a further evaluation. Rules only raise the priority. */
    public CaseFile with(Recommendation newer) {
        var raised = priority == Priority.URGENT ? Priority.URGENT : newer.priority();
        return copy(
                status,
                clinical,
                notAvailable,
                raised,
                evaluation + 1,
                newer,
                accepted,
                patientDied,
                withdrawalReason,
                closed);
    }

    public CaseFile with(Status newStatus) {
        return copy(
                newStatus,
                clinical,
                notAvailable,
                priority,
                evaluation,
                recommendation,
                accepted,
                patientDied,
                withdrawalReason,
                closed);
    }

    public CaseFile with(Priority decided) {
        return copy(
                status,
                clinical,
                notAvailable,
                decided,
                evaluation,
                recommendation,
                accepted,
                patientDied,
                withdrawalReason,
                closed);
    }

    /** Accepted by a named person, or taken up again after a withdrawal. */
    public CaseFile acceptedNow() {
        return copy(
                Status.ACCEPTED,
                clinical,
                notAvailable,
                priority,
                evaluation,
                recommendation,
                true,
                false,
                null,
                false);
    }

    /** Taken back by the referrer, or the patient died; the process closes it. */
    public CaseFile withdrawn(WithdrawalReason reason) {
        return copy(
                status,
                clinical,
                notAvailable,
                priority,
                evaluation,
                recommendation,
                accepted,
                reason == WithdrawalReason.PATIENT_DIED,
                reason,
                closed);
    }

    /** The pathway is over. */
    public CaseFile closedAs(Status last) {
        return copy(
                last,
                clinical,
                notAvailable,
                priority,
                evaluation,
                recommendation,
                accepted,
                patientDied,
                withdrawalReason,
                true);
    }

    private CaseFile copy(
            Status newStatus,
            Clinical newClinical,
            List<NotAvailable> newNotAvailable,
            Priority newPriority,
            int newEvaluation,
            Recommendation newRecommendation,
            boolean newAccepted,
            boolean newPatientDied,
            WithdrawalReason newReason,
            boolean newClosed) {
        return new CaseFile(
                reference,
                newStatus,
                receivedAt,
                referral,
                newClinical,
                newNotAvailable,
                flags,
                duplicates,
                newPriority,
                newEvaluation,
                newRecommendation,
                newAccepted,
                newPatientDied,
                newReason,
                newClosed);
    }

    /** Hides what identifies a person. */
    @Override
    public String toString() {
        return "CaseFile[" + reference + "]";
    }
}
