package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The four published cases, from the referral to where the service left them, over years of simulated time. */
@ExtendWith(RunningSystem.class)
// They move the time of the one system: everybody else's patients would be chased.
@Order(Integer.MAX_VALUE)
class PublishedCasesTest {

    private RunningSystem system;

    @BeforeEach
    void connect(RunningSystem running) {
        system = running;
    }

    @Test
    void karenIsTreatedWithMetreleptinAndItsOutcomesAreRecorded() {
        // given familial partial lipodystrophy that meets the criteria
        var karen = Journey.of(system, Patients.karenWithFamilialPartialLipodystrophy())
                .hasStatus("AWAITING_DECISION")
                .accepted()
                .hasStatus("ACCEPTED")
                .hasOpen(
                        "Task_ArrangeCardiacBaseline",
                        "Task_ArrangeLaboratoryPanel",
                        "Task_ArrangeLiverMri",
                        "Task_BookAppointment",
                        "Task_RecordConsent");

        // when the laboratories report triglycerides of 7.3 mmol/L and a variant of LMNA
        karen.answers("Task_ArrangeLaboratoryPanel").reaches("Task_RecordLaboratoryPanel");
        karen.reported(
                "lab",
                "laboratory",
                Map.of(
                        "orderId",
                        karen.openOrder("LABORATORY_PANEL"),
                        "measurements",
                        List.of(
                                Map.of("analyte", "TRIGLYCERIDES", "value", 7.3, "unit", "mmol/L", "fasting", true),
                                Map.of("analyte", "ADIPONECTIN", "value", 2.1, "unit", "mg/L"))));
        karen.answers("Task_RecordConsent").reaches("Task_RecordGeneticResult");
        karen.reported(
                "lab",
                "genetic-tests",
                Map.of(
                        "orderId",
                        karen.openOrder("GENETIC_TEST"),
                        "result",
                        "PATHOGENIC",
                        "gene",
                        "LMNA",
                        "hgvs",
                        "NM_170707.4:c.1444C>T",
                        "zygosity",
                        "HETEROZYGOUS"));
        karen.usually("Task_OfferFamilyTesting", Map.of("contactConsent", "NO"))
                .goesOnTo("Task_ConfirmDiagnosis")
                .hasOpen("Task_ConfirmDiagnosis")
                .answers(
                        "Task_ConfirmDiagnosis",
                        Map.of("diagnosis", "FAMILIAL_PARTIAL_LIPODYSTROPHY_TYPE_2", "furtherTesting", "NONE"))
                .hasOpen();

        // then the meeting of the week plans diet and metreleptin, which the national guidance funds
        karen.after("P7D")
                .refuses(
                        "Task_RecordMdtOutcome",
                        Map.of("planMetreleptin", true, "followUpMonths", 12),
                        "Metreleptin is never given alone")
                .answers(
                        "Task_RecordMdtOutcome",
                        Map.of(
                                "planDieteticSupport",
                                true,
                                "planMetreleptin",
                                true,
                                "standardTreatmentInadequate",
                                "YES",
                                "followUpMonths",
                                12))
                .hasStatus("IN_PATHWAY")
                .hasOpen("Task_BookAppointment", "Task_CompleteMetreleptinChecklist")
                .visits()
                .answers("Task_RecordDietPlan", Map.of("bmrKcalPerDay", 1240, "bmrEquation", "HENRY", "lowFat", true))
                .answers("Task_CompleteMetreleptinChecklist", metreleptinChecklist("NO"))
                .hasOpen();

        // and its outcomes are asked for, again and again
        karen.after("P98D")
                .hasOpen("Task_RecordMetreleptinOutcome", "Task_ReviewDiet")
                .answers("Task_ReviewDiet", Map.of("dietOutcome", "SUCCESSFUL", "hba1cMmolPerMol", 46))
                .answers("Task_RecordMetreleptinOutcome", outcome(46, 2.9, "PARTLY_SUCCESSFUL", "CONTINUE"))
                .hasOpen()
                .after("P98D")
                .answers("Task_RecordMetreleptinOutcome", outcome(42, 1.6, "SUCCESSFUL", "HAND_OVER"));

        // and follow-up goes on until a clinician ends it, with a letter
        karen.after("P5M")
                .visits()
                .answers("Task_RecordFollowUp", Map.of("nextStep", "DISCHARGE", "hba1cMmolPerMol", 42))
                .refuses("Task_WriteDischargeSummary", Map.of(), "Write the discharge summary as a letter")
                .letter("DISCHARGE")
                .answers("Task_WriteDischargeSummary")
                .hasStatus("DISCHARGED")
                .isOver();
        assertThat(karen.orders()).allMatch(order -> order.endsWith("CLOSED"));
        karen.wasTold(
                List.of("ReferralReceived", "ReferralAccepted"),
                // the panel, the gene
                "TestRequested",
                "ResultAvailable",
                "TestRequested",
                "ResultAvailable",
                // heart and liver; the first visit, the scan, genetic counselling
                "TestRequested",
                "TestRequested",
                "AppointmentBooked",
                "AppointmentBooked",
                "AppointmentBooked",
                "ResultAvailable",
                "FamilyTestingOffered",
                "ResultAvailable",
                "PlanAgreed",
                // the dietitian; diet and metreleptin
                "AppointmentBooked",
                "TreatmentStarted",
                "TreatmentStarted",
                "SurveillanceDue",
                "AppointmentBooked",
                "PatientDischarged");
    }

    @Test
    void lynneStartsAPumpOnceItsFundingIsApproved() {
        // given acquired generalised lipodystrophy, 152 units of insulin a day in nine injections
        var lynne = Journey.of(system, Patients.lynneWithAcquiredGeneralisedLipodystrophy())
                .accepted()
                .diagnosed("ACQUIRED_GENERALISED_LIPODYSTROPHY")
                .planned("InsulinPump");

        // when the funder approves the signed request
        lynne.answers("Task_DecidePumpFundingRoute", Map.of("fundingRoute", "INDIVIDUAL_FUNDING_REQUEST"))
                .answers("Task_WriteFundingRequest", Map.of("funder", "INTEGRATED_CARE_BOARD"))
                .reaches("Task_RecordFundingDecision");
        lynne.reported(
                "funder",
                "funding-decisions",
                Map.of("orderId", lynne.openOrder("FUNDING_REQUEST"), "decision", "APPROVED"));

        // then the booking system books the workshop, and she attends it
        lynne.reaches("Task_BookAppointment");
        var workshop = lynne.openOrder("APPOINTMENT");
        lynne.reported(
                        "booking",
                        "appointments",
                        Map.of(
                                "orderId",
                                workshop,
                                "appointmentStatus",
                                "BOOKED",
                                "type",
                                "WORKSHOP",
                                "mode",
                                "FACE_TO_FACE",
                                "startsAt",
                                system.time()
                                        .now()
                                        .plusDays(30)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString()))
                .reaches("Task_RecordAttendance")
                .after("P31D")
                .reported("booking", "appointments", Map.of("orderId", workshop, "appointmentStatus", "ATTENDED"));

        // and she starts, scored before, with less than calculated, checked by a second person
        lynne.answers(
                        "Task_RecordBaselineScores",
                        Map.of(
                                "phq9Before", 11,
                                "gad7Before", 9,
                                "hba1cBefore", 43,
                                "unitsPerDayBefore", 152,
                                "insulinBrandBefore", "SEVERAL",
                                "insulinStrengthUnitsPerMlBefore", "NOT_KNOWN",
                                "hypoglycaemiaPerWeekBefore", 5,
                                "injectionSitePainBefore", 7,
                                "injectionsPerDayBefore", 9))
                .refuses("Task_CompletePumpStartSheet", startSheet(90, 2.0), "The overnight basal has to be less")
                .refuses("Task_CompletePumpStartSheet", startSheet(120, 1.2), "The starting dose has to be less")
                .answers("Task_CompletePumpStartSheet", startSheet(90, 1.2))
                .answers("Task_CheckPumpStartSheet", Map.of("startSheetCheck", "CONFIRMED"))
                .hasOpen()
                .after("P98D")
                .answers(
                        "Task_RecordPumpOutcome",
                        Map.of(
                                "phq9After", 5,
                                "gad7After", 4,
                                "hba1cAfter", 48,
                                "unitsPerDayAfter", 80,
                                "insulinBrandAfter", "HUMULIN_R",
                                "insulinStrengthUnitsPerMlAfter", "500",
                                "hypoglycaemiaPerWeekAfter", 0,
                                "injectionSitePainAfter", 0,
                                "overnightUnitsPerHourAfter", 1,
                                "therapyOutcome", "SUCCESSFUL"))
                .hasOpen()
                .hasStatus("IN_PATHWAY")
                .hasNoFault();
        assertThat(lynne.processes()).containsExactly("FollowUp", "ReferralPathway");
        lynne.wasTold(
                Journey.WORKUP,
                "PlanAgreed",
                "FundingRequested",
                "FundingOutcomeReached",
                "AppointmentBooked",
                "TreatmentStarted");
    }

    @Test
    void barbaraPaysForSurgeryHerselfAfterTheFunderRejectedItAndStaysInFollowUp() {
        // given familial partial lipodystrophy without a gene, and a diet that did not help
        var barbara = Journey.of(system, Patients.barbaraWithPartialLipodystrophy())
                .accepted()
                .diagnosed("FAMILIAL_PARTIAL_LIPODYSTROPHY_TYPE_1")
                .planned("MetabolicSurgery")
                .answers("Task_ConfirmDietTried", Map.of("dietMonths", 18, "dietOutcome", "NOT_SUCCESSFUL"));

        // when the funder rejects the request
        barbara.answers("Task_WriteFundingRequest", Map.of("funder", "NHS_ENGLAND"))
                .reaches("Task_RecordFundingDecision");
        barbara.reported(
                        "funder",
                        "funding-decisions",
                        Map.of("orderId", barbara.openOrder("FUNDING_REQUEST"), "decision", "REJECTED"))
                .refuses(
                        "Task_DecideAfterFundingRefused",
                        Map.of("refusedAnswer", "RECONSIDER"),
                        "only with new clinical information")
                .answers("Task_DecideAfterFundingRefused", Map.of("refusedAnswer", "SELF_FUND"));

        // then she is operated on at her own cost and reviewed like everybody else
        barbara.answers("Task_RecordSurgery", Map.of("surgeryKind", "RYGB", "surgeryOn", Journey.TODAY))
                .after("P98D")
                .answers("Task_RecordSurgeryOutcome", afterSurgery(54, 21.4, "REVIEW_AGAIN"))
                .hasOpen()
                .after("P98D")
                .answers("Task_RecordSurgeryOutcome", afterSurgery(60, 17.85, "FINISH"))
                // a body mass index of 17.85 is looked at by a person
                .hasOpen("Task_ReviewLowBmi")
                .answers("Task_ReviewLowBmi", Map.of("lowBmiAction", "DIETITIAN"));
        barbara.after("P5M").visits().answers("Task_RecordFollowUp").hasOpen().hasNoFault();
        assertThat(barbara.processes()).containsExactly("FollowUp", "ReferralPathway");
        barbara.wasTold(
                Journey.WORKUP,
                "PlanAgreed",
                "FundingRequested",
                "FundingOutcomeReached",
                "TreatmentStarted",
                "SurveillanceDue",
                "AppointmentBooked");
    }

    @Test
    void andreaIsTreatedForTypeBAtOnceWatchedForYearsAndTreatedAgain() {
        // given the pattern of Type B insulin resistance, which is urgent
        var andrea = Journey.of(system, Patients.andreaWithTypeBInsulinResistance())
                .accepted()
                .hasOpen("Task_ArrangeLaboratoryPanel", "Task_BookAppointment", "Task_ContactLaboratory");
        assertThat(andrea.caseFile().path("priority").asText()).isEqualTo("URGENT");

        // when the laboratory, contacted before the sample was taken, finds a high titre of insulin receptor antibodies
        andrea.answers("Task_ContactLaboratory", Map.of("laboratoryContactedOn", Journey.TODAY))
                .reaches("Task_RecordReceptorAntibodyResult");
        andrea.reported(
                        "lab",
                        "receptor-antibodies",
                        Map.of("orderId", andrea.openOrder("RECEPTOR_ANTIBODY"), "result", "HIGH"))
                .answers("Task_ConfirmTypeB", Map.of("typeBDecision", "CONFIRMED"))
                .diagnosed("TYPE_B");

        // then no meeting is waited for, and nothing starts before its checklist is answered
        andrea.hasOpen("Task_RecordMdtOutcome")
                .answers("Task_RecordMdtOutcome", Map.of("planImmunosuppression", true, "followUpMonths", 12))
                .hasStatus("IN_PATHWAY")
                .refuses(
                        "Task_CompletePreTreatmentChecklist",
                        checklist("NOT_DONE"),
                        "A line of the checklist is not done")
                .answers("Task_CompletePreTreatmentChecklist", checklist("YES_DONE"))
                .answers("Task_StartInduction", induction("YES"));

        // and insulin is asked about weekly until she injects no more, with a review at four weeks
        // (weekly, but a call that falls on the evening before a bank holiday comes up to five days later)
        andrea.after("P13D")
                .answers("Task_ContactAboutInsulin", insulin(200, "YES", "REDUCED", "CONTINUES"))
                .after("P13D")
                .answers("Task_ContactAboutInsulin", insulin(40, "NO", "REDUCED", "CONTINUES"))
                .after("P13D")
                .hasOpen("Task_ContactAboutInsulin", "Task_ReviewAtFourWeeks")
                .answers("Task_ContactAboutInsulin", insulin(0, "NO", "STOPPED", "OFF_INSULIN"))
                .answers("Task_ReviewAtFourWeeks", reviewAtFourWeeks("YES"))
                .answers("Task_ConfirmRituximabDates", Map.of("rituximabDates", "AS_PROPOSED"))
                .hasOpen();

        // and rituximab is given four times in two years, beside the yearly reviews
        for (int infusion = 1; infusion <= 4; infusion++) {
            andrea.after("P165D")
                    .goesOnTo("Task_RecordRituximab")
                    .answers(
                            "Task_RecordRituximab",
                            Map.of(
                                    "rituximabOutcome",
                                    "GIVEN",
                                    "rituximabGivenOn",
                                    Journey.TODAY,
                                    "rituximabDoseMg",
                                    1000,
                                    "response",
                                    "REMISSION"))
                    .rests();
        }
        andrea.after("P98D")
                .answers("Task_RecordRelapseWatch", Map.of("relapseWatch", "IN_REMISSION", "severeHypoglycaemia", "NO"))
                .hasOpen();

        // when her trust reports a deterioration after the course
        andrea.reported("rjz-referrer", "deteriorations", Map.of("severeHypoglycaemia", true))
                .reaches("Task_AssessDeterioration")
                .letter("ADVICE")
                .answers("Task_AssessDeterioration", Map.of("deteriorationAnswer", "TREAT_AGAIN"))
                .answers("Task_AssessRetreatment", Map.of("retreatment", "TREAT"))
                .answers("Task_CompletePreTreatmentChecklist", checklist("YES_DONE"))
                .answers("Task_StartInduction", induction("NO"))
                .after("P32D")
                .answers("Task_ReviewAtFourWeeks", reviewAtFourWeeks("NO"))
                .hasOpen();

        // then the first watch ends, the second goes on until 36 months after the new remission
        andrea.after("P70D")
                .answers("Task_RecordRelapseWatch", Map.of("relapseWatch", "WATCH_ENDED", "severeHypoglycaemia", "NO"))
                .hasOpen()
                .after("P37M")
                .answers("Task_RecordRelapseWatch", Map.of("relapseWatch", "IN_REMISSION", "severeHypoglycaemia", "NO"))
                .visits()
                .answers("Task_RecordFollowUp", Map.of("nextStep", "DISCHARGE", "hba1cMmolPerMol", 32))
                .letter("DISCHARGE")
                .answers("Task_WriteDischargeSummary")
                .hasStatus("DISCHARGED")
                .isOver();
        andrea.wasTold(
                List.of("ReferralReceived", "ReferralAccepted"),
                // the antibodies, the panel, the first visit
                "TestRequested",
                "ResultAvailable",
                "TestRequested",
                "AppointmentBooked",
                "ResultAvailable",
                "PlanAgreed",
                "TreatmentStarted",
                // the first infusion, the second with the yearly review, the third, the fourth with the next review
                "SurveillanceDue",
                "AppointmentBooked",
                "SurveillanceDue",
                "SurveillanceDue",
                "AppointmentBooked",
                "AppointmentBooked",
                "SurveillanceDue",
                "AppointmentBooked",
                "SurveillanceDue",
                "SurveillanceDue",
                "AppointmentBooked",
                "AppointmentBooked",
                "RelapseAdviceGiven",
                "TreatmentStarted",
                "SurveillanceDue",
                "AppointmentBooked",
                "PatientDischarged");
    }

    private static Map<String, Object> checklist(String hepatitisBScreen) {
        return Map.of(
                "hepatitisBScreen", hepatitisBScreen,
                "infectionCheck", "YES_DONE",
                "pregnancyCheck", "YES_DONE",
                "vaccineCheck", "YES_DONE",
                "startDecision", "START");
    }

    private static Map<String, Object> induction(String onInsulin) {
        var induction = new HashMap<String, Object>(Map.of(
                "methylprednisoloneOn", Journey.TODAY, "inductionRituximabOn", Journey.TODAY, "onInsulin", onInsulin));
        if (onInsulin.equals("YES")) {
            induction.putAll(
                    Map.of("insulinUnitsPerDay", 640, "insulinBrand", "HUMALOG", "insulinStrengthUnitsPerMl", "200"));
        }
        return induction;
    }

    private static Map<String, Object> insulin(int unitsPerDay, String hypoglycaemia, String dose, String contact) {
        var told = new HashMap<String, Object>(Map.of(
                "insulinUnitsPerDay", unitsPerDay,
                "severeHypoglycaemia", hypoglycaemia,
                "insulinDose", dose,
                "insulinContact", contact));
        if (unitsPerDay > 0) {
            told.putAll(Map.of("insulinBrand", "HUMALOG", "insulinStrengthUnitsPerMl", "200"));
        }
        return told;
    }

    private static Map<String, Object> reviewAtFourWeeks(String furtherCourse) {
        return Map.of(
                "response",
                "REMISSION",
                "remissionOn",
                Journey.TODAY,
                "prednisoloneTaper",
                "AS_PLANNED",
                "furtherCourse",
                furtherCourse);
    }

    private static Map<String, Object> startSheet(double unitsPerDay, double overnightUnitsPerHour) {
        return Map.of(
                "pumpModel",
                "MEDTRONIC_640G",
                "cannula",
                "STRAIGHT_90",
                "insulinBrand",
                "HUMULIN_R",
                "insulinStrengthUnitsPerMl",
                "500",
                "calculatedUnitsPerDay",
                120,
                "startingUnitsPerDay",
                unitsPerDay,
                "calculatedOvernightUnitsPerHour",
                2.0,
                "startingOvernightUnitsPerHour",
                overnightUnitsPerHour);
    }

    private static Map<String, Object> afterSurgery(int hba1c, double bmi, String answer) {
        return Map.of(
                "hba1cNow", hba1c,
                "bmiAfterSurgery", bmi,
                "unitsPerDayNow", 0,
                "therapyOutcome", "SUCCESSFUL",
                "surgeryAnswer", answer);
    }

    /** Every question answered so that metreleptin may start, with diet and a fibrate (THE-08). */
    static Map<String, Object> metreleptinChecklist(String acquiredForm) {
        return Map.ofEntries(
                Map.entry("checklistAnswer", "START"),
                Map.entry("pancreatitisAssessed", "YES"),
                Map.entry("acquiredForm", acquiredForm),
                Map.entry("lymphomaExcluded", "YES"),
                Map.entry("haematologyReviewed", "YES"),
                Map.entry("pregnancyExcluded", "NOT_APPLICABLE"),
                Map.entry("contraceptionAdvised", "NOT_APPLICABLE"),
                Map.entry("insulinReductionPlanned", "NOT_APPLICABLE"),
                Map.entry("withDiet", true),
                Map.entry("withLipidLowering", true),
                Map.entry("hungerBefore", 8),
                Map.entry("hba1cBefore", 64),
                Map.entry("triglyceridesBefore", 7.3),
                Map.entry("unitsPerDayBefore", 0));
    }

    private static Map<String, Object> outcome(int hba1c, double triglycerides, String outcome, String answer) {
        return Map.of(
                "hungerNow",
                2,
                "hba1cNow",
                hba1c,
                "triglyceridesNow",
                triglycerides,
                "unitsPerDayNow",
                0,
                "therapyOutcome",
                outcome,
                "metreleptinAnswer",
                answer);
    }
}
