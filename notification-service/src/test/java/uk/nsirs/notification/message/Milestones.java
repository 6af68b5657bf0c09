package uk.nsirs.notification.message;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import uk.nsirs.events.AppointmentMode;
import uk.nsirs.events.AppointmentType;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.DelayReason;
import uk.nsirs.events.DischargeOutcome;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.Funder;
import uk.nsirs.events.FundingDecision;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Milestone.AdviceGiven;
import uk.nsirs.events.Milestone.AppointmentBooked;
import uk.nsirs.events.Milestone.AppointmentChanged;
import uk.nsirs.events.Milestone.AppointmentMissed;
import uk.nsirs.events.Milestone.FamilyTestingOffered;
import uk.nsirs.events.Milestone.FundingOutcomeReached;
import uk.nsirs.events.Milestone.FundingRequested;
import uk.nsirs.events.Milestone.InformationRequested;
import uk.nsirs.events.Milestone.PathwayDelayed;
import uk.nsirs.events.Milestone.PatientDischarged;
import uk.nsirs.events.Milestone.PlanAgreed;
import uk.nsirs.events.Milestone.ReferralAccepted;
import uk.nsirs.events.Milestone.ReferralNotAccepted;
import uk.nsirs.events.Milestone.ReferralReceived;
import uk.nsirs.events.Milestone.ReferralWithdrawalConfirmed;
import uk.nsirs.events.Milestone.RelapseAdviceGiven;
import uk.nsirs.events.Milestone.ResultAvailable;
import uk.nsirs.events.Milestone.SurveillanceDue;
import uk.nsirs.events.Milestone.TestRequested;
import uk.nsirs.events.Milestone.TreatmentStarted;
import uk.nsirs.events.MissingItem;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Recipient;
import uk.nsirs.events.Redirect;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.SurveillanceKind;
import uk.nsirs.events.TestKind;
import uk.nsirs.events.Therapy;
import uk.nsirs.events.WithdrawalReason;

/** Milestones as tests tell them. */
public final class Milestones {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
    private static final UUID LETTER = UUID.fromString("3b9f7a52-52f1-4d86-9c1c-8f0b0b0c7a11");

    /** In winter time; half past nine. */
    private static final OffsetDateTime VISIT = OffsetDateTime.parse("2026-12-21T09:30:00Z");

    private final ReferralReference reference;
    private final Recipient recipient;

    private Milestones(ReferralReference reference, Recipient recipient) {
        this.reference = reference;
        this.recipient = recipient;
    }

    public static Milestones of(ReferralReference reference, Recipient recipient) {
        return new Milestones(reference, recipient);
    }

    public static Recipient diabetesTeam(String mailbox) {
        return new Recipient(
                OdsCode.of("RJZ"), EmailAddress.of(mailbox), "Diabetes and endocrinology", "Dr A Example", "DX-1042");
    }

    public ReferralReceived received() {
        return new ReferralReceived(reference, NOW, recipient, Intent.REFERRAL, false);
    }

    public ReferralReceived adviceRequestReceived() {
        return new ReferralReceived(reference, NOW, recipient, Intent.ADVICE, false);
    }

    public ReferralReceived receivedAsPossibleDuplicate() {
        return new ReferralReceived(reference, NOW, recipient, Intent.REFERRAL, true);
    }

    public InformationRequested informationRequested() {
        return informationRequested(0);
    }

    public InformationRequested reminder(int number) {
        return informationRequested(number);
    }

    private InformationRequested informationRequested(int chase) {
        return new InformationRequested(
                reference,
                NOW,
                recipient,
                List.of(
                        new MissingItem(
                                "fastingInsulin", "A fasting insulin above 150 pmol/L would meet the criteria."),
                        new MissingItem("bmi", "The criteria depend on the body mass index.")),
                chase,
                LocalDate.of(2026, 12, 7),
                null);
    }

    public InformationRequested informationRequestedByLetter() {
        return new InformationRequested(reference, NOW, recipient, List.of(), 0, LocalDate.of(2026, 12, 7), LETTER);
    }

    public InformationRequested informationRequestedByListAndLetter() {
        var listed = informationRequested();
        return new InformationRequested(reference, NOW, recipient, listed.items(), 0, listed.dueOn(), LETTER);
    }

    public ReferralAccepted accepted() {
        return new ReferralAccepted(reference, NOW, recipient, Priority.ROUTINE, false);
    }

    public ReferralAccepted acceptedAsUrgent() {
        return new ReferralAccepted(reference, NOW, recipient, Priority.URGENT, false);
    }

    public ReferralAccepted restored() {
        return new ReferralAccepted(reference, NOW, recipient, Priority.ROUTINE, true);
    }

    public ReferralNotAccepted notAccepted() {
        return new ReferralNotAccepted(reference, NOW, recipient, DecisionReason.CRITERIA_NOT_SHOWN, null);
    }

    public ReferralNotAccepted notAcceptedBetterServedElsewhere() {
        return new ReferralNotAccepted(
                reference, NOW, recipient, DecisionReason.OBESITY_RELATED, Redirect.OBESITY_SERVICES);
    }

    public ReferralNotAccepted notAcceptedAsDuplicate() {
        return new ReferralNotAccepted(reference, NOW, recipient, DecisionReason.DUPLICATE, null);
    }

    public AdviceGiven adviceGiven() {
        return new AdviceGiven(reference, NOW, recipient, LETTER);
    }

    public AdviceGiven adviceGivenByTelephone() {
        return new AdviceGiven(reference, NOW, recipient, null);
    }

    public ReferralWithdrawalConfirmed withdrawn() {
        return new ReferralWithdrawalConfirmed(reference, NOW, recipient, false, WithdrawalReason.PATIENT_CHOICE);
    }

    public ReferralWithdrawalConfirmed died() {
        return new ReferralWithdrawalConfirmed(reference, NOW, recipient, true, WithdrawalReason.PATIENT_DIED);
    }

    /** Every milestone in every form that reads differently, by the name of its golden file. */
    public Map<String, Milestone> all() {
        var all = new LinkedHashMap<String, Milestone>();
        all.put("referral-received", received());
        all.put("advice-request-received", adviceRequestReceived());
        all.put("referral-received-possible-duplicate", receivedAsPossibleDuplicate());
        all.put("information-requested", informationRequested());
        all.put("information-requested-reminder", reminder(2));
        all.put("information-requested-by-letter", informationRequestedByLetter());
        all.put("information-requested-by-list-and-letter", informationRequestedByListAndLetter());
        all.put("referral-accepted", accepted());
        all.put("referral-accepted-urgent", acceptedAsUrgent());
        all.put("referral-accepted-restored", restored());
        all.put("referral-not-accepted", notAccepted());
        all.put("referral-not-accepted-weight-management", notAcceptedBetterServedElsewhere());
        all.put("referral-not-accepted-duplicate", notAcceptedAsDuplicate());
        all.put("advice-given", adviceGiven());
        all.put("advice-given-by-telephone", adviceGivenByTelephone());
        all.put("referral-withdrawn", withdrawn());
        all.put("patient-died", died());
        all.putAll(afterAcceptance());
        return all;
    }

    /** The fourteen milestones of the pathway, in every form that reads differently, by the name of its golden file. */
    public Map<String, Milestone> afterAcceptance() {
        var all = new LinkedHashMap<String, Milestone>();
        for (var kind : TestKind.values()) {
            put(all, "test-requested", kind, testRequested(kind, kind == TestKind.RECEPTOR_ANTIBODY));
        }
        all.put("test-requested-genetic-laboratory-first", testRequested(TestKind.GENETIC, true));
        all.put("test-requested-receptor-antibody-without-a-call", testRequested(TestKind.RECEPTOR_ANTIBODY, false));
        all.put("result-available", resultAvailable(TestKind.GENETIC));
        all.put("plan-agreed", planAgreed(List.of(Therapy.METRELEPTIN, Therapy.DIETETIC_SUPPORT)));
        for (var funder : Funder.values()) {
            put(all, "funding-requested", funder, fundingRequested(Therapy.INSULIN_PUMP, funder, false));
            put(all, "funding-requested-urgently", funder, fundingRequested(Therapy.INSULIN_PUMP, funder, true));
        }
        for (var decision : FundingDecision.values()) {
            put(all, "funding-outcome", decision, fundingOutcome(Therapy.METABOLIC_SURGERY, decision));
        }
        for (var mode : AppointmentMode.values()) {
            put(all, "appointment-booked", mode, booked(AppointmentType.NEW, mode));
        }
        all.put("appointment-booked-follow-up", booked(AppointmentType.FOLLOW_UP, AppointmentMode.FACE_TO_FACE));
        all.put(
                "appointment-booked-follow-up-by-telephone",
                booked(AppointmentType.FOLLOW_UP, AppointmentMode.TELEPHONE));
        all.put("appointment-booked-infusion", booked(AppointmentType.INFUSION, null));
        all.put("appointment-changed", changed(AppointmentType.FOLLOW_UP, AppointmentMode.TELEPHONE, VISIT, false));
        all.put("appointment-changed-date-follows", changed(AppointmentType.NEW, null, null, false));
        all.put("appointment-cancelled", changed(AppointmentType.NEW, null, null, true));
        all.put(
                "appointment-cancelled-new-date-set",
                changed(AppointmentType.INFUSION, AppointmentMode.FACE_TO_FACE, VISIT, true));
        all.put("appointment-missed", missed(AppointmentType.FOLLOW_UP, false));
        all.put("appointment-missed-child", missed(AppointmentType.NEW, true));
        all.put("treatment-started", treatmentStarted(Therapy.METRELEPTIN));
        for (var kind : SurveillanceKind.values()) {
            put(all, "surveillance-due", kind, surveillanceDue(kind, LocalDate.of(2027, 5, 24)));
        }
        all.put("surveillance-due-without-a-day", surveillanceDue(SurveillanceKind.ANNUAL_REVIEW, null));
        all.put("relapse-advice-given", relapseAdvice(LETTER));
        all.put("relapse-advice-given-by-telephone", relapseAdvice(null));
        all.put("family-testing-offered", new FamilyTestingOffered(reference, NOW, recipient));
        for (var reason : DelayReason.values()) {
            put(all, "pathway-delayed", reason, delayed(reason, LocalDate.of(2027, 1, 18)));
        }
        all.put("pathway-delayed-without-a-day", delayed(DelayReason.APPOINTMENT, null));
        for (var outcome : DischargeOutcome.values()) {
            put(all, "patient-discharged", outcome, discharged(outcome, LETTER));
            put(all, "patient-discharged-without-a-letter", outcome, discharged(outcome, null));
        }
        return all;
    }

    TestRequested testRequested(TestKind kind, boolean contactLaboratoryFirst) {
        return new TestRequested(reference, NOW, recipient, kind, contactLaboratoryFirst);
    }

    ResultAvailable resultAvailable(TestKind kind) {
        return new ResultAvailable(reference, NOW, recipient, kind);
    }

    PlanAgreed planAgreed(List<Therapy> therapies) {
        return new PlanAgreed(reference, NOW, recipient, therapies);
    }

    FundingRequested fundingRequested(Therapy therapy, Funder funder, boolean urgent) {
        return new FundingRequested(reference, NOW, recipient, therapy, funder, urgent);
    }

    FundingOutcomeReached fundingOutcome(Therapy therapy, FundingDecision decision) {
        return new FundingOutcomeReached(reference, NOW, recipient, therapy, decision);
    }

    AppointmentBooked booked(AppointmentType type, AppointmentMode mode) {
        return booked(type, mode, VISIT);
    }

    AppointmentBooked booked(AppointmentType type, AppointmentMode mode, OffsetDateTime startsAt) {
        return new AppointmentBooked(reference, NOW, recipient, type, mode, startsAt);
    }

    AppointmentChanged changed(AppointmentType type, AppointmentMode mode, OffsetDateTime startsAt, boolean cancelled) {
        return new AppointmentChanged(reference, NOW, recipient, type, mode, startsAt, cancelled);
    }

    AppointmentMissed missed(AppointmentType type, boolean child) {
        return new AppointmentMissed(reference, NOW, recipient, type, child);
    }

    TreatmentStarted treatmentStarted(Therapy therapy) {
        return new TreatmentStarted(reference, NOW, recipient, therapy);
    }

    SurveillanceDue surveillanceDue(SurveillanceKind kind, LocalDate dueOn) {
        return new SurveillanceDue(reference, NOW, recipient, kind, dueOn);
    }

    RelapseAdviceGiven relapseAdvice(UUID letterId) {
        return new RelapseAdviceGiven(reference, NOW, recipient, letterId);
    }

    PathwayDelayed delayed(DelayReason reason, LocalDate newDate) {
        return new PathwayDelayed(reference, NOW, recipient, reason, newDate);
    }

    PatientDischarged discharged(DischargeOutcome outcome, UUID letterId) {
        return new PatientDischarged(reference, NOW, recipient, outcome, letterId);
    }

    private static void put(Map<String, Milestone> all, String name, Enum<?> form, Milestone milestone) {
        all.put(name + "-" + form.name().toLowerCase(Locale.ROOT).replace('_', '-'), milestone);
    }
}
