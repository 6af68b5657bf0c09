package uk.nsirs.intake.tracking;

import static uk.nsirs.intake.tracking.ProgressTest.NOW;
import static uk.nsirs.intake.tracking.ProgressTest.RECIPIENT;
import static uk.nsirs.intake.tracking.ProgressTest.REFERENCE;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import uk.nsirs.events.AppointmentMode;
import uk.nsirs.events.AppointmentType;
import uk.nsirs.events.DelayReason;
import uk.nsirs.events.DischargeOutcome;
import uk.nsirs.events.Funder;
import uk.nsirs.events.FundingDecision;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Milestone.AppointmentBooked;
import uk.nsirs.events.Milestone.AppointmentChanged;
import uk.nsirs.events.Milestone.AppointmentMissed;
import uk.nsirs.events.Milestone.FamilyTestingOffered;
import uk.nsirs.events.Milestone.FundingOutcomeReached;
import uk.nsirs.events.Milestone.FundingRequested;
import uk.nsirs.events.Milestone.PathwayDelayed;
import uk.nsirs.events.Milestone.PatientDischarged;
import uk.nsirs.events.Milestone.PlanAgreed;
import uk.nsirs.events.Milestone.RelapseAdviceGiven;
import uk.nsirs.events.Milestone.ResultAvailable;
import uk.nsirs.events.Milestone.SurveillanceDue;
import uk.nsirs.events.Milestone.TestRequested;
import uk.nsirs.events.Milestone.TreatmentStarted;
import uk.nsirs.events.SurveillanceKind;
import uk.nsirs.events.TestKind;
import uk.nsirs.events.Therapy;

/** What can happen after a referral was accepted, and what its referrer then reads. */
final class PathwayMilestones {

    private static final UUID LETTER = UUID.fromString("3b9f7a52-52f1-4d86-9c1c-8f0b0b0c7a11");
    private static final OffsetDateTime WINTER = OffsetDateTime.parse("2026-12-21T09:30:00Z");
    private static final OffsetDateTime SUMMER = OffsetDateTime.parse("2027-07-01T12:30:00Z");

    private PathwayMilestones() {}

    static Map<Milestone, String> words() {
        var words = new LinkedHashMap<Milestone, String>();
        words.put(
                new TestRequested(REFERENCE, NOW, RECIPIENT, TestKind.GENETIC, false), "We asked for a genetic test.");
        words.put(
                new TestRequested(REFERENCE, NOW, RECIPIENT, TestKind.RECEPTOR_ANTIBODY, true),
                "We asked for a test for insulin receptor antibodies. Please call the laboratory before the sample is"
                        + " taken.");
        words.put(
                new ResultAvailable(REFERENCE, NOW, RECIPIENT, TestKind.LABORATORY_PANEL),
                "The result of the blood tests is in the patient's record with us.");
        words.put(
                new ResultAvailable(REFERENCE, NOW, RECIPIENT, TestKind.LIVER_MRI),
                "The result of a scan of the liver is in the patient's record with us.");
        words.put(
                new ResultAvailable(REFERENCE, NOW, RECIPIENT, TestKind.CARDIAC_BASELINE),
                "The result of tests of the heart is in the patient's record with us.");
        words.put(
                new PlanAgreed(REFERENCE, NOW, RECIPIENT, List.of(Therapy.values())),
                "Our specialists met and agreed a plan: support by a dietitian, treatment with medicines, an insulin"
                        + " pump, metreleptin, immunosuppression, metabolic surgery, psychological support.");
        words.put(new PlanAgreed(REFERENCE, NOW, RECIPIENT, List.of()), "Our specialists met and agreed a plan.");
        words.put(
                new FundingRequested(REFERENCE, NOW, RECIPIENT, Therapy.METRELEPTIN, Funder.NHS_ENGLAND, true),
                "We asked NHS England to fund metreleptin, urgently.");
        words.put(
                new FundingRequested(
                        REFERENCE, NOW, RECIPIENT, Therapy.INSULIN_PUMP, Funder.INTEGRATED_CARE_BOARD, false),
                "We asked the patient's integrated care board to fund an insulin pump.");
        words.put(
                new FundingOutcomeReached(REFERENCE, NOW, RECIPIENT, Therapy.INSULIN_PUMP, FundingDecision.APPROVED),
                "The funder agreed to fund an insulin pump.");
        words.put(
                new FundingOutcomeReached(REFERENCE, NOW, RECIPIENT, Therapy.INSULIN_PUMP, FundingDecision.REJECTED),
                "The funder did not agree to fund an insulin pump.");
        words.put(
                new FundingOutcomeReached(
                        REFERENCE, NOW, RECIPIENT, Therapy.INSULIN_PUMP, FundingDecision.SCREENED_OUT),
                "The funder did not consider our request to fund an insulin pump.");
        words.put(
                new FundingOutcomeReached(
                        REFERENCE, NOW, RECIPIENT, Therapy.INSULIN_PUMP, FundingDecision.MORE_INFORMATION),
                "The funder asked us for more information.");
        words.put(
                new AppointmentBooked(
                        REFERENCE, NOW, RECIPIENT, AppointmentType.NEW, AppointmentMode.FACE_TO_FACE, WINTER),
                "We booked a first appointment, face to face, on 21 December 2026 at 9:30am.");
        words.put(
                new AppointmentBooked(
                        REFERENCE, NOW, RECIPIENT, AppointmentType.FOLLOW_UP, AppointmentMode.TELEPHONE, SUMMER),
                "We booked a follow-up appointment, by telephone, on 1 July 2027 at 1:30pm.");
        words.put(
                new AppointmentBooked(REFERENCE, NOW, RECIPIENT, AppointmentType.WORKSHOP, null, WINTER),
                "We booked a workshop on 21 December 2026 at 9:30am.");
        words.put(
                new AppointmentChanged(REFERENCE, NOW, RECIPIENT, AppointmentType.DIETITIAN, null, SUMMER, false),
                "An appointment with a dietitian was moved; the new date is 1 July 2027 at 1:30pm.");
        words.put(
                new AppointmentChanged(REFERENCE, NOW, RECIPIENT, AppointmentType.INFUSION, null, null, true),
                "An infusion was cancelled; a new date follows.");
        words.put(
                new AppointmentMissed(REFERENCE, NOW, RECIPIENT, AppointmentType.LIVER_MRI, false),
                "The patient did not attend a scan of the liver.");
        words.put(
                new AppointmentMissed(REFERENCE, NOW, RECIPIENT, AppointmentType.GENETIC_COUNSELLING, true),
                "The patient was not brought to genetic counselling.");
        words.put(
                new TreatmentStarted(REFERENCE, NOW, RECIPIENT, Therapy.IMMUNOSUPPRESSION),
                "A treatment started: immunosuppression.");
        words.put(
                new SurveillanceDue(REFERENCE, NOW, RECIPIENT, SurveillanceKind.RITUXIMAB, LocalDate.of(2027, 5, 24)),
                "The next dose of rituximab is due on 24 May 2027.");
        words.put(
                new SurveillanceDue(REFERENCE, NOW, RECIPIENT, SurveillanceKind.ANNUAL_REVIEW, null),
                "The annual review is due.");
        words.put(
                new SurveillanceDue(REFERENCE, NOW, RECIPIENT, SurveillanceKind.TELEPHONE_REVIEW, null),
                "A review by telephone is due.");
        words.put(
                new RelapseAdviceGiven(REFERENCE, NOW, RECIPIENT, LETTER),
                "We gave advice because the patient got worse. Our letter holds it.");
        words.put(
                new RelapseAdviceGiven(REFERENCE, NOW, RECIPIENT, null),
                "We gave advice because the patient got worse.");
        words.put(new FamilyTestingOffered(REFERENCE, NOW, RECIPIENT), "We offered testing to the patient's family.");
        words.put(
                new PathwayDelayed(REFERENCE, NOW, RECIPIENT, DelayReason.ANTIBODY_RESULT, LocalDate.of(2027, 1, 18)),
                "The result of a test for insulin receptor antibodies takes longer than planned; it is now expected by"
                        + " 18 January 2027.");
        words.put(
                new PathwayDelayed(REFERENCE, NOW, RECIPIENT, DelayReason.GENETIC_RESULT, null),
                "The result of a genetic test takes longer than planned.");
        words.put(
                new PathwayDelayed(REFERENCE, NOW, RECIPIENT, DelayReason.FUNDING_DECISION, null),
                "The funder's decision takes longer than planned.");
        words.put(
                new PathwayDelayed(REFERENCE, NOW, RECIPIENT, DelayReason.APPOINTMENT, null),
                "An appointment takes longer to arrange than planned.");
        words.put(
                new PatientDischarged(REFERENCE, NOW, RECIPIENT, DischargeOutcome.DISCHARGED, LETTER),
                "We discharged the patient. Our letter holds the summary.");
        words.put(
                new PatientDischarged(REFERENCE, NOW, RECIPIENT, DischargeOutcome.TRANSFERRED, null),
                "The patient's care moved to another service.");
        return words;
    }
}
