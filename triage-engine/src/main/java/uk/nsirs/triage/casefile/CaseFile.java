package uk.nsirs.triage.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param submission as it arrived; never changes
 * @param known what is clinically known by now
 * @param priority raised by the rules, or decided by a person
 * @param judgement what the criteria have said
 * @param standing how far its pathway is
 * @param withdrawalReason empty unless it was withdrawn or the patient died
 */
public record CaseFile(
        Submission submission,
        Known known,
        Priority priority,
        Judgement judgement,
        Standing standing,
        Optional<WithdrawalReason> withdrawalReason) {

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

    /**
     * What arrived.
     *
     * @param receivedAt when intake stored it
     * @param referral as it was sent
     * @param flags what is unusual but possible
     * @param duplicates other open referrals that may be the same patient's
     * @param recordedBy who of the service's staff wrote it down (REF-10); empty where the trust sent it itself
     */
    public record Submission(
            ReferralReference reference,
            Instant receivedAt,
            Referral referral,
            List<Fault> flags,
            List<ReferralReference> duplicates,
            Optional<String> recordedBy) {

        /** Hides what identifies a person. */
        @Override
        public String toString() {
            return "Submission[" + reference + "]";
        }
    }

    /**
     * What is clinically known.
     *
     * @param clinical as sent, overwritten field by field by what was supplied since
     * @param notAvailable what the referrer cannot supply
     */
    public record Known(Clinical clinical, List<NotAvailable> notAvailable) {

        /** With what the referrer supplied since: a field that is known overwrites. What is supplied can be had. */
        Known with(InformationSupplied event) {
            var unavailable = new LinkedHashMap<String, NotAvailable>();
            notAvailable.forEach(each -> unavailable.put(each.field(), each));
            event.notAvailable().forEach(each -> unavailable.put(each.field(), each));
            CriteriaFacts.names(event.clinical()).forEach(unavailable::remove);
            return new Known(clinical.overwrittenBy(event.clinical()), List.copyOf(unavailable.values()));
        }
    }

    /** The case file a submitted referral opens. */
    public static CaseFile opened(ReferralSubmitted event) {
        var referral = event.referral();
        return new CaseFile(
                new Submission(
                        event.reference(),
                        event.submittedAt(),
                        referral,
                        event.flags(),
                        event.possibleDuplicates(),
                        Optional.ofNullable(event.recordedBy())),
                new Known(referral.clinical() == null ? Clinical.UNKNOWN : referral.clinical(), List.of()),
                referral.priority() == null ? Priority.ROUTINE : referral.priority(),
                new Judgement.NotYet(),
                new Standing.Undecided(Status.RECEIVED),
                Optional.empty());
    }

    public ReferralReference reference() {
        return submission.reference();
    }

    public Instant receivedAt() {
        return submission.receivedAt();
    }

    /** The day it was received, in the service's local time: ages are judged on that day (REF-08). */
    public LocalDate receivedOn() {
        return receivedAt().atZone(WorkingCalendar.LONDON).toLocalDate();
    }

    public Referral referral() {
        return submission.referral();
    }

    public Intent intent() {
        return referral().intent() == null ? Intent.REFERRAL : referral().intent();
    }

    public Recipient recipient() {
        return referral().referrer().recipient();
    }

    public List<Fault> flags() {
        return submission.flags();
    }

    public List<ReferralReference> duplicates() {
        return submission.duplicates();
    }

    public boolean possibleDuplicate() {
        return !duplicates().isEmpty();
    }

    public Clinical clinical() {
        return known.clinical();
    }

    public List<NotAvailable> notAvailable() {
        return known.notAvailable();
    }

    /** Number of the newest evaluation; 0 before the first. */
    public int evaluation() {
        return judgement.evaluation();
    }

    /** What the newest evaluation recommends; empty before the first. */
    public Optional<Recommendation> recommendation() {
        return judgement.recommendation();
    }

    public Status status() {
        return standing.status();
    }

    /** Whether the pathway is over; what arrives later stays visible. */
    public boolean closed() {
        return standing instanceof Standing.Closed;
    }

    /** What the referral criteria are given: the age is that of the day it was received (REF-08). */
    public Map<String, Object> facts() {
        return factsOn(receivedOn());
    }

    /** The same, with the age on another day. */
    public Map<String, Object> factsOn(LocalDate day) {
        return CriteriaFacts.of(
                clinical(),
                referral().patient().dateOfBirth(),
                day,
                notAvailable().stream().map(NotAvailable::field).toList(),
                intent(),
                referral().priority());
    }

    /** With what the referrer supplied since. */
    public CaseFile with(InformationSupplied event) {
        return new CaseFile(submission, known.with(event), priority, judgement, standing, withdrawalReason);
    }

    /** With the outcome of a further evaluation. Rules only raise the priority. */
    public CaseFile with(Recommendation newer) {
        var raised = priority == Priority.URGENT ? Priority.URGENT : newer.priority();
        return new CaseFile(submission, known, raised, judgement.then(newer), standing, withdrawalReason);
    }

    /** With the priority a person decided. */
    public CaseFile with(Priority decided) {
        return new CaseFile(submission, known, decided, judgement, standing, withdrawalReason);
    }

    /** As the referrer is told now. */
    public CaseFile with(Status status) {
        return with(standing.told(status), withdrawalReason);
    }

    /** Accepted by a named person, or taken up again after a withdrawal. */
    public CaseFile acceptedNow() {
        return with(new Standing.Accepted(Status.ACCEPTED), Optional.empty());
    }

    /** Taken back by the referrer, or the patient died; the process closes it. */
    public CaseFile withdrawn(WithdrawalReason reason) {
        return with(standing, Optional.of(reason));
    }

    /** The pathway is over. */
    public CaseFile closedAs(Status last) {
        return with(new Standing.Closed(last, standing.accepted()), withdrawalReason);
    }

    private CaseFile with(Standing newStanding, Optional<WithdrawalReason> newReason) {
        return new CaseFile(submission, known, priority, judgement, newStanding, newReason);
    }

    /** Hides what identifies a person. */
    @Override
    public String toString() {
        return "CaseFile[" + reference() + "]";
    }
}
