package uk.nsirs.events;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One event of each type: with everything an event can say, and with as little as it may. */
final class ExampleEvents {

    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final UUID FIRST = UUID.fromString("0b6f1f0e-5d3c-4a53-9b0d-000000000001");
    static final UUID SECOND = UUID.fromString("0b6f1f0e-5d3c-4a53-9b0d-000000000002");
    static final ReferralReference REFERENCE = ReferralReference.of("NSIRS-2026-7K3QXT");
    static final ReferralReference EARLIER = ReferralReference.of("NSIRS-2026-ABCDFM");

    private static final String ORDER = "NSIRS-2026-7K3QXT-3";
    private static final LocalDate SAMPLED = LocalDate.of(2026, 11, 20);
    private static final OffsetDateTime VISIT = OffsetDateTime.parse("2026-12-21T09:30:00Z");

    private static final Recipient DIABETES_TEAM = new Recipient(
            OdsCode.of("RJZ"),
            EmailAddress.of("diabetes.referrals@trust.example"),
            "Diabetes and endocrinology",
            "Dr A Example",
            "DX-1042");
    private static final Recipient MAILBOX_ONLY =
            new Recipient(OdsCode.of("RJZ"), EmailAddress.of("team@trust.example"), null, "Dr A Example", null);

    private static final ReferralReader READER =
            new ReferralReader(Clock.fixed(NOON, ZoneOffset.UTC), AllowedMailboxes.of(List.of(".example")));

    private static final String RESULT =
            """
            {"value": 18.20, "unit": "%s", "comparator": ">", "takenOn": "2026-05-20",
             "laboratory": "Example laboratory", "fasting": true}
            """;

    private static final String INSULIN =
            """
            {"value": 310.5, "unit": "mU/L", "comparator": "<", "takenOn": "2026-05",
             "laboratory": "Example laboratory", "onInsulinWhenTaken": false %s}
            """;

    private ExampleEvents() {}

    /** Every field has a value. */
    static List<DomainEvent> full() {
        return List.of(
                new ReferralEvent.ReferralSubmitted(
                        REFERENCE,
                        NOON,
                        adasReferral(),
                        List.of(new Fault("/clinical/hba1c/value", "UNUSUAL_HBA1C", "An HbA1c above 160 mmol/mol.")),
                        List.of(EARLIER),
                        "administrator"),
                new ReferralEvent.ReferralContactReceived(
                        REFERENCE, NOON, Channel.TELEPHONE, OdsCode.of("RJZ"), "administrator"),
                new ReferralEvent.InformationSupplied(
                        REFERENCE,
                        FIRST,
                        NOON,
                        newer(),
                        List.of(new NotAvailable("fastingInsulin", NotAvailable.Reason.NOT_POSSIBLE)),
                        "On an insulin pump."),
                new ReferralEvent.ReferralWithdrawn(
                        REFERENCE, NOON, WithdrawalReason.PATIENT_CHOICE, "Will be seen nearer home."),
                new ReferralEvent.PatientDeceased(REFERENCE, NOON, "Told by the general practice."),
                new ReferralContactClosed(REFERENCE, NOON, ContactClosure.SENT_BY_TRUST, "administrator"),
                new Milestone.ReferralReceived(REFERENCE, NOON, DIABETES_TEAM, Intent.REFERRAL, true),
                new Milestone.InformationRequested(
                        REFERENCE,
                        NOON,
                        DIABETES_TEAM,
                        List.of(new MissingItem("fastingInsulin", "It can show severe hyperinsulinaemia.")),
                        1,
                        LocalDate.of(2026, 12, 21),
                        FIRST),
                new Milestone.ReferralAccepted(REFERENCE, NOON, DIABETES_TEAM, Priority.URGENT, true),
                new Milestone.ReferralNotAccepted(
                        REFERENCE, NOON, DIABETES_TEAM, DecisionReason.OBESITY_RELATED, Redirect.OBESITY_SERVICES),
                new Milestone.AdviceGiven(REFERENCE, NOON, DIABETES_TEAM, FIRST),
                new Milestone.ReferralWithdrawalConfirmed(
                        REFERENCE, NOON, DIABETES_TEAM, true, WithdrawalReason.PATIENT_DIED),
                new Milestone.TestRequested(REFERENCE, NOON, DIABETES_TEAM, TestKind.RECEPTOR_ANTIBODY, true),
                new Milestone.ResultAvailable(REFERENCE, NOON, DIABETES_TEAM, TestKind.GENETIC),
                new Milestone.PlanAgreed(
                        REFERENCE, NOON, DIABETES_TEAM, List.of(Therapy.DIETETIC_SUPPORT, Therapy.METRELEPTIN)),
                new Milestone.FundingRequested(
                        REFERENCE, NOON, DIABETES_TEAM, Therapy.INSULIN_PUMP, Funder.INTEGRATED_CARE_BOARD, true),
                new Milestone.FundingOutcomeReached(
                        REFERENCE, NOON, DIABETES_TEAM, Therapy.INSULIN_PUMP, FundingDecision.APPROVED),
                new Milestone.AppointmentBooked(
                        REFERENCE, NOON, DIABETES_TEAM, AppointmentType.NEW, AppointmentMode.FACE_TO_FACE, VISIT),
                new Milestone.AppointmentChanged(
                        REFERENCE,
                        NOON,
                        DIABETES_TEAM,
                        AppointmentType.FOLLOW_UP,
                        AppointmentMode.TELEPHONE,
                        VISIT,
                        true),
                new Milestone.AppointmentMissed(REFERENCE, NOON, DIABETES_TEAM, AppointmentType.WORKSHOP, true),
                new Milestone.TreatmentStarted(REFERENCE, NOON, DIABETES_TEAM, Therapy.IMMUNOSUPPRESSION),
                new Milestone.SurveillanceDue(
                        REFERENCE, NOON, DIABETES_TEAM, SurveillanceKind.RITUXIMAB, LocalDate.of(2027, 5, 24)),
                new Milestone.RelapseAdviceGiven(REFERENCE, NOON, DIABETES_TEAM, FIRST),
                new Milestone.FamilyTestingOffered(REFERENCE, NOON, DIABETES_TEAM),
                new Milestone.PathwayDelayed(
                        REFERENCE, NOON, DIABETES_TEAM, DelayReason.FUNDING_DECISION, LocalDate.of(2027, 1, 18)),
                new Milestone.PatientDischarged(REFERENCE, NOON, DIABETES_TEAM, DischargeOutcome.TRANSFERRED, FIRST),
                new ResultEvent.LaboratoryReported(
                        REFERENCE,
                        NOON,
                        "LAB-2026-118.3",
                        2,
                        ResultStatus.CORRECTED,
                        ORDER,
                        "lab",
                        List.of(
                                new LaboratoryMeasurement(
                                        Analyte.FASTING_INSULIN,
                                        new BigDecimal("310.50"),
                                        "mU/L",
                                        Comparator.ABOVE,
                                        SAMPLED,
                                        true,
                                        false,
                                        new BigDecimal("1863")),
                                new LaboratoryMeasurement(
                                        Analyte.ADIPONECTIN,
                                        new BigDecimal("18.20"),
                                        "mg/L",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null))),
                new ResultEvent.ImagingReported(
                        REFERENCE,
                        NOON,
                        "IMG-7",
                        1,
                        ResultStatus.FINAL,
                        ORDER,
                        "lab",
                        ImagingKind.LIVER_MRI,
                        SAMPLED,
                        new BigDecimal("14.5"),
                        new BigDecimal("3.10"),
                        new BigDecimal("58")),
                new ResultEvent.GeneticTestReported(
                        REFERENCE,
                        NOON,
                        "GEN-7",
                        1,
                        ResultStatus.FINAL,
                        ORDER,
                        "lab",
                        SAMPLED,
                        GeneticResult.LIKELY_PATHOGENIC,
                        "LMNA",
                        "NM_170707.4:c.1444C>T",
                        Zygosity.HETEROZYGOUS,
                        "R158.1"),
                new ResultEvent.ReceptorAntibodyReported(
                        REFERENCE, NOON, "ANT-7", 1, ResultStatus.FINAL, ORDER, "lab", SAMPLED, AntibodyResult.HIGH),
                new ResultEvent.FundingDecided(
                        REFERENCE,
                        NOON,
                        "FUN-7",
                        1,
                        ResultStatus.FINAL,
                        ORDER,
                        "funder",
                        FundingDecision.MORE_INFORMATION),
                new ResultEvent.AppointmentUpdated(
                        REFERENCE,
                        NOON,
                        "APP-7",
                        1,
                        ResultStatus.FINAL,
                        ORDER,
                        "booking",
                        AppointmentStatus.CANCELLED,
                        AppointmentType.NEW,
                        AppointmentMode.FACE_TO_FACE,
                        VISIT,
                        CancelledBy.PATIENT),
                new ResultEvent.DeteriorationReported(
                        REFERENCE, NOON, "DET-7", 1, ResultStatus.FINAL, ORDER, "rjz-referrer", true, SAMPLED),
                new SubjectMismatchReported(REFERENCE, NOON, "LAB-2026-118.3", ResultKind.LABORATORY, "lab"),
                new LetterEvent.LetterIssued(
                        REFERENCE,
                        FIRST,
                        NOON,
                        LetterEvent.Kind.ADVICE,
                        "Advice on insulin treatment",
                        "First paragraph.\n\nSecond paragraph.",
                        "Dr C Example",
                        "Consultant"),
                new LetterEvent.LetterReplaced(
                        REFERENCE,
                        SECOND,
                        FIRST,
                        NOON,
                        LetterEvent.Kind.ADVICE,
                        "Advice on insulin treatment",
                        "First paragraph, corrected.",
                        "Dr C Example",
                        "Consultant"),
                new NotificationEvent.EmailSent(REFERENCE, FIRST, "ReferralReceived", NOON, 2, true),
                new NotificationEvent.EmailUndeliverable(
                        REFERENCE, FIRST, "ReferralReceived", NOON, 550, "The mailbox does not exist."),
                new CommandEvent.EmailResendRequested(
                        REFERENCE, FIRST, NOON, EmailAddress.of("new.team@trust.example")));
    }

    /** Every field that may be null is null. */
    static List<DomainEvent> sparse() {
        return List.of(
                new ReferralEvent.ReferralSubmitted(
                        REFERENCE,
                        NOON,
                        new Referral(
                                Intent.ADVICE,
                                Priority.ROUTINE,
                                Channel.TELEPHONE,
                                new Referrer(
                                        OdsCode.of("RJZ"),
                                        null,
                                        "Dr A Example",
                                        null,
                                        EmailAddress.of("team@trust.example"),
                                        null,
                                        null),
                                new ReferralToTreatment(null, null, null),
                                new Patient(
                                        null,
                                        "Testpatient",
                                        "Bo",
                                        null,
                                        Sex.NOT_KNOWN,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null),
                                Clinical.UNKNOWN),
                        null,
                        null,
                        null),
                new ReferralEvent.InformationSupplied(REFERENCE, FIRST, NOON, null, null, null),
                new ReferralEvent.ReferralWithdrawn(REFERENCE, NOON, WithdrawalReason.OTHER, null),
                new ReferralEvent.PatientDeceased(REFERENCE, NOON, null),
                new Milestone.ReferralReceived(REFERENCE, NOON, MAILBOX_ONLY, Intent.ADVICE, false),
                new Milestone.InformationRequested(REFERENCE, NOON, MAILBOX_ONLY, null, 0, null, null),
                new Milestone.ReferralNotAccepted(REFERENCE, NOON, MAILBOX_ONLY, DecisionReason.OTHER, null),
                new Milestone.AdviceGiven(REFERENCE, NOON, MAILBOX_ONLY, null),
                new ResultEvent.LaboratoryReported(
                        REFERENCE, NOON, "LAB-1", 2, ResultStatus.CANCELLED, null, "lab", null),
                new ResultEvent.ImagingReported(
                        REFERENCE, NOON, "IMG-1", 2, ResultStatus.CANCELLED, null, "lab", null, null, null, null, null),
                new ResultEvent.GeneticTestReported(
                        REFERENCE,
                        NOON,
                        "GEN-1",
                        2,
                        ResultStatus.CANCELLED,
                        null,
                        "lab",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new ResultEvent.ReceptorAntibodyReported(
                        REFERENCE, NOON, "ANT-1", 2, ResultStatus.CANCELLED, null, "lab", null, null),
                new ResultEvent.FundingDecided(
                        REFERENCE, NOON, "FUN-1", 2, ResultStatus.CANCELLED, null, "funder", null),
                new ResultEvent.AppointmentUpdated(
                        REFERENCE,
                        NOON,
                        "APP-1",
                        2,
                        ResultStatus.CANCELLED,
                        null,
                        "booking",
                        null,
                        null,
                        null,
                        null,
                        null),
                new ResultEvent.DeteriorationReported(
                        REFERENCE, NOON, "DET-1", 1, ResultStatus.FINAL, null, "rjz-referrer", null, null),
                new Milestone.PlanAgreed(REFERENCE, NOON, MAILBOX_ONLY, null),
                new Milestone.AppointmentBooked(REFERENCE, NOON, MAILBOX_ONLY, AppointmentType.NEW, null, VISIT),
                new Milestone.AppointmentChanged(REFERENCE, NOON, MAILBOX_ONLY, AppointmentType.NEW, null, null, true),
                new Milestone.SurveillanceDue(REFERENCE, NOON, MAILBOX_ONLY, SurveillanceKind.ANNUAL_REVIEW, null),
                new Milestone.RelapseAdviceGiven(REFERENCE, NOON, MAILBOX_ONLY, null),
                new Milestone.PathwayDelayed(REFERENCE, NOON, MAILBOX_ONLY, DelayReason.APPOINTMENT, null),
                new Milestone.PatientDischarged(REFERENCE, NOON, MAILBOX_ONLY, DischargeOutcome.DISCHARGED, null),
                new NotificationEvent.EmailUndeliverable(REFERENCE, FIRST, "AdviceGiven", NOON, null, "No answer."));
    }

    private static Referral adasReferral() {
        var document = ReferralDocument.ada()
                .with("/referrer/telephone", "\"01632 960000\"")
                .with("/rtt", "{\"clockStartOn\": \"2026-09-14\", \"pathwayIdentifier\": \"P-1\", \"issuer\": \"RJZ\"}")
                .with("/patient/telephone", "\"01632 960001\"")
                .with("/patient/parentOrCarer", "\"Eve Testpatient\"")
                .with("/patient/communicationNeeds", "\"Large print\"")
                .with("/patient/interpreterLanguage", "\"Welsh\"")
                .with(
                        "/clinical/lipodystrophyDiagnosis",
                        "{\"by\": \"Dr A Example\", \"on\": \"2025\", \"features\": \"Loss of fat on the limbs\"}")
                .with("/clinical/bmiZScore", "0.5")
                .with("/clinical/bmiZReference", "\"UK_WHO\"")
                .with("/clinical/insulinProduct", "\"Example 200 units/mL\"")
                .with("/clinical/insulinInjectionsPerDay", "9")
                .with("/clinical/fastingInsulin", INSULIN.formatted(""))
                .with("/clinical/ogttInsulin", "[" + INSULIN.formatted(", \"minutes\": 120") + "]");
        var units = Map.of(
                "hba1c",
                "mmol/mol",
                "fastingGlucose",
                "mmol/L",
                "cPeptide",
                "pmol/L",
                "triglycerides",
                "mmol/L",
                "hdlCholesterol",
                "mmol/L",
                "adiponectin",
                "mg/L",
                "leptin",
                "ug/L",
                "shbg",
                "nmol/L",
                "igfbp1",
                "ug/L",
                "alt",
                "U/L");
        units.forEach((analyte, unit) -> document.with("/clinical/" + analyte, RESULT.formatted(unit)));
        for (var finding : List.of(
                "severeHypoglycaemia",
                "fattyLiver",
                "cardiomyopathy",
                "pancreatitis",
                "systemicLupus",
                "autoimmuneDisease",
                "antidepressant",
                "geneticResultKnown")) {
            document.with("/clinical/" + finding, "false");
        }
        return read(READER.readReferral(document.bytes()));
    }

    private static Clinical newer() {
        var json = "{\"clinical\": {\"bmi\": 22.50, \"bmiZScore\": 2.0, \"bmiZReference\": \"UK_WHO\"}}";
        return read(READER.readInformation(json.getBytes(StandardCharsets.UTF_8)))
                .clinical();
    }

    private static <T> T read(Reading<T> reading) {
        return ((Reading.Valid<T>) reading).value();
    }
}
