package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.submittedFrom;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import uk.nsirs.events.FundingDecision;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ResultEvent.DeteriorationReported;
import uk.nsirs.events.ResultEvent.FundingDecided;
import uk.nsirs.events.ResultKind;
import uk.nsirs.events.ResultStatus;
import uk.nsirs.events.SubjectMismatchReported;

/** How the answers of a task have to go together: each rule through REST, without the form. */
class RulesBetweenFieldsTest extends TriageTest {

    private static final List<String> PEOPLE =
            List.of("administrator", "clinician", "nurse", "dietitian", "counsellor");

    private static final Pattern ROW = Pattern.compile("^\\| *((?:`Task_\\w+`(?:, )?)*) *\\|.*\\| ([^|]+) \\|$");

    /** What was refused, and the tasks whose answer was taken, by all tests of this class. */
    private static final Set<String> REFUSALS = ConcurrentHashMap.newKeySet();

    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();
    private static final Set<String> RUN = ConcurrentHashMap.newKeySet();

    @AfterEach
    void thisTestHasRun(TestInfo test) {
        RUN.add(test.getTestMethod().orElseThrow().getName());
    }

    /** Only where every test has run: one alone shows its own tasks. */
    @AfterAll
    static void everyRuleOfTheTableWasBrokenAndEveryTaskAnsweredWell() throws IOException {
        var all = Arrays.stream(RulesBetweenFieldsTest.class.getDeclaredMethods())
                .filter(each -> each.isAnnotationPresent(Test.class))
                .map(Method::getName)
                .toList();
        if (!RUN.containsAll(all)) {
            return;
        }
        var rows = 0;
        for (var line : table()) {
            var row = ROW.matcher(line);
            if (!row.matches()
                    || row.group(2).startsWith("message")
                    || row.group(2).startsWith("---")) {
                continue;
            }
            rows++;
            assertThat(REFUSALS)
                    .as(line)
                    .anyMatch(refusal -> refusal.contains(row.group(2).replace("\"", "\\\"")));
            for (var task : row.group(1).split(", ")) {
                if (!task.isEmpty()) {
                    assertThat(TAKEN).contains(task.replace("`", ""));
                }
            }
        }
        assertThat(rows).isGreaterThan(50);
    }

    private static List<String> table() throws IOException {
        var lines = Files.readAllLines(Path.of("..", "bpmn", "README.md"));
        var begin = lines.indexOf("### Rules between fields");
        var end = lines.subList(begin + 1, lines.size()).stream()
                .filter(line -> line.startsWith("### "))
                .findFirst()
                .map(lines::indexOf)
                .orElseThrow();
        return lines.subList(begin, end);
    }

    @Test
    void aQuestionThatIsOnNoListIsWrittenFirst() {
        var reference = waiting(withPartialLipodystrophy());
        var task = task(reference, "Task_ConfirmTriageDecision");
        var ask = Map.<String, Object>of("decision", "ASK_REFERRER", "decisionReason", "CLINICAL_JUDGEMENT");
        refused(task, "clinician", ask, "write what you ask for as a letter first");

        call(
                "clinician",
                "POST",
                "/api/cases/" + reference + "/letters",
                Map.of("kind", "INFORMATION_REQUEST", "title", "A question", "body", "Is there a photograph?"));

        taken(task, "clinician", ask);
    }

    /** A-12: whether the patient seems to live outside England, never where, is a process variable. */
    @Test
    void aReferralFromOutsideEnglandIsAcceptedOnceItsCommissionerAgrees() {
        var reference = newReference();
        send(submittedFrom("EH3 9YL", reference, withPartialLipodystrophy()));
        var task = task(reference, "Task_ConfirmTriageDecision");
        var shown = call("clinician", "GET", "/engine-rest/task/" + task + "/form-variables", null);
        assertThat(shown.json().at("/outsideEngland/value").asBoolean()).isTrue();
        assertThat(shown.body()).doesNotContain("EH3");

        refused(task, "clinician", Map.of("decision", "ACCEPT"), "seems to live outside England");
        taken(task, "clinician", Map.of("decision", "ACCEPT", "commissionerAgreed", true));

        awaitStatus(reference, "ACCEPTED");
    }

    @Test
    void aReportOfAnotherPatientAndAReportWithoutAnOrder() {
        var reference = waiting(withPartialLipodystrophy());
        var mismatch = UUID.randomUUID();
        send(mismatch, new SubjectMismatchReported(reference, Instant.now(), "L-1", ResultKind.LABORATORY, "lab"));
        var task = asked(mismatch);
        onlyFor(task, List.of("administrator"), Map.of("senderAsked", true));
        refused(task, "administrator", Map.of("messageAnswer", "REPLAY"), "Nothing of this report was kept");
        refused(task, "administrator", Map.of(), "Ask the sender whom");
        taken(task, "administrator", Map.of("senderAsked", true));

        var unordered = UUID.randomUUID();
        send(
                unordered,
                new FundingDecided(
                        reference,
                        Instant.now(),
                        "F-" + unordered,
                        1,
                        ResultStatus.FINAL,
                        null,
                        "funder",
                        FundingDecision.APPROVED));
        task = asked(unordered);
        refused(task, "administrator", Map.of(), "sent again or discarded");
        taken(task, "administrator", Map.of("messageAnswer", "DISCARD"));
    }

    @Test
    void whatTheReferrerSendsDuringTheWorkUp() {
        var reference = waiting(withPartialLipodystrophy());
        accept(reference);
        send(Referrals.information(reference, Map.of("weightKg", 61.5)));
        var task = task(reference, "Task_ReadNewInformation");
        onlyFor(task, List.of("clinician"), Map.of("informationAnswer", "NOTHING"));
        refused(task, "clinician", Map.of("informationAnswer", "PLAN"), "The work-up still runs");
        taken(task, "clinician", Map.of("informationAnswer", "NOTHING"));
    }

    @Test
    void aDeterioration() {
        var reference = waiting(withPartialLipodystrophy());
        deteriorated(reference);
        var task = task(reference, "Task_AssessDeterioration");
        onlyFor(task, List.of("clinician"), Map.of("deteriorationAnswer", "ADVICE"));
        refused(task, "clinician", Map.of("deteriorationAnswer", "TREAT_AGAIN"), "Only an accepted referral");
        accept(reference);
        taken(task, "clinician", Map.of("deteriorationAnswer", "TREAT_AGAIN"));
        task(reference, "Task_AssessRetreatment");
    }

    @Test
    void aLiverScan() {
        var reference = waiting(withPartialLipodystrophy());
        begin("LiverMri", reference, Map.of());
        answer("nurse", reference, "Task_ArrangeLiverMri", Map.of("mriSafety", "NO_CONTRAINDICATION"));
        answer("nurse", reference, "Task_BookAppointment", Map.of("appointmentStatus", "NOT_NEEDED"));
        var task = task(reference, "Task_RecordLiverMri");
        var day = Map.<String, Object>of("resultStatus", "FINAL", "doneOn", "2026-01-31");

        refused(task, "nurse", day, "liver fat or liver stiffness");
        refused(task, "nurse", with(with(day, "doneOn", null), "liverFatPercent", 12), "Enter the date");
        refused(task, "nurse", with(with(day, "doneOn", "2999-01-31"), "liverFatPercent", 12), "Enter the date");
        taken(task, "nurse", with(day, "liverFatPercent", 12));
        assertThat(fact(reference, "liverFatPercent")).isEqualTo(12);
    }

    @Test
    void metabolicSurgery() {
        var reference = waiting(withPartialLipodystrophy());
        begin("MetabolicSurgery", reference, Map.of());
        var diet = task(reference, "Task_ConfirmDietTried");
        taken(diet, people(diet), Map.of("dietMonths", 6, "dietOutcome", "NOT_SUCCESSFUL"));
        answer("clinician", reference, "Task_WriteFundingRequest", Map.of("funder", "NHS_ENGLAND", "signed", true));
        var decision = task(reference, "Task_RecordFundingDecision");
        taken(decision, people(decision), Map.of("fundingDecision", "APPROVED"));
        var surgery = task(reference, "Task_RecordSurgery");
        var person = people(surgery);

        refused(surgery, person, Map.of("surgeryKind", "RYGB"), "Enter the day");
        refused(surgery, person, Map.of("surgeryKind", "RYGB", "surgeryOn", "2999-01-31"), "Enter the day");
        taken(surgery, person, Map.of("surgeryKind", "RYGB", "surgeryOn", "2026-01-31"));
    }

    @Test
    void aTaperOfMetreleptin() {
        var reference = waiting(withPartialLipodystrophy());
        begin("Metreleptin", reference, Map.of());
        answer("clinician", reference, "Task_DecideMetreleptinRoute", Map.of("metreleptinDecision", "DO_NOT_START"));
        var check = task(reference, "Task_CheckMetreleptinTaken");
        taken(check, people(check), Map.of("metreleptinTaken", "YES"));
        var taper = task(reference, "Task_PlanTwoWeekTaper");
        var person = people(taper);
        var planned = Map.<String, Object>of(
                "taperStartsOn",
                "2030-01-01",
                "taperEndsOn",
                "2030-01-15",
                "lowFatDiet",
                true,
                "triglyceridesMonitored",
                true);

        refused(taper, person, with(planned, "taperEndsOn", "2030-01-14"), "at least two weeks");
        taken(taper, person, planned);
    }

    @Test
    void aLaboratoryPanel() {
        var reference = waiting(withPartialLipodystrophy());
        begin("LaboratoryPanel", reference, Map.of());
        answer("nurse", reference, "Task_ArrangeLaboratoryPanel", Map.of("sampleTakenAt", "SERVICE"));
        var task = task(reference, "Task_RecordLaboratoryPanel");
        onlyFor(task, List.of("nurse", "clinician"), Map.of("resultStatus", "NOT_DONE"));

        var day = Map.<String, Object>of("resultStatus", "FINAL", "takenOn", "2026-01-31");
        refused(task, "nurse", day, "Record at least one result");
        refused(task, "nurse", with(day, "insulinComparator", "<"), "the comparator belongs to");
        refused(task, "nurse", with(day, "insulinPmolPerL", 12), "injected or pumped");
        refused(task, "nurse", with(day, "triglyceridesMmolPerL", 4.2), "fasting one");
        refused(task, "nurse", Map.of("resultStatus", "FINAL", "shbgNmolPerL", 9), "Enter the date");
        refused(
                task,
                "nurse",
                Map.of("resultStatus", "FINAL", "shbgNmolPerL", 9, "takenOn", "2999-01-31"),
                "Enter the date");
        refused(task, "nurse", with(day, "shbgNmolPerL", "9"), "shbgNmolPerL is a number");
        refused(task, "nurse", with(day, "shbgNmolPerL", -1), "shbgNmolPerL is a number");
        refused(task, "nurse", with(day, "shbgNmolPerL", 1.23456), "shbgNmolPerL is a number");
        refused(task, "nurse", with(day, "takenOn", Referrals.FAMILY_NAME), "takenOn is a date");
        taken(task, "nurse", with(day, "shbgNmolPerL", 9));
    }

    @Test
    void aScanAndACardiacBaseline() {
        var reference = waiting(withPartialLipodystrophy());
        begin("CardiacBaseline", reference, Map.of());
        answer("nurse", reference, "Task_ArrangeCardiacBaseline", Map.of("cardiacDoneAt", "SERVICE"));
        var task = task(reference, "Task_RecordCardiacBaseline");
        var day = Map.<String, Object>of("resultStatus", "FINAL", "doneOn", "2026-01-31");

        refused(task, "nurse", day, "Enter a finding");
        refused(task, "nurse", Map.of("resultStatus", "FINAL", "cardiomyopathyFound", "NO"), "Enter the date");
        taken(task, "nurse", with(day, "cardiomyopathyFound", "NO"));
        assertThat(fact(reference, "cardiomyopathy")).isEqualTo(false);
    }

    @Test
    void anAppointment() {
        var reference = waiting(withPartialLipodystrophy());
        begin("Appointment", reference, Map.of("appointmentType", "NEW"));
        var booking = task(reference, "Task_BookAppointment");
        var far = LocalDateTime.now().plusDays(90).withNano(0).toString();
        var near = LocalDateTime.now().plusDays(3).withNano(0).toString();

        refused(booking, "nurse", Map.of("appointmentStatus", "BOOKED"), "Enter date, time");
        refused(booking, "nurse", booked("2026-01-31T10:00", "FACE_TO_FACE"), "lies in the future");
        refused(booking, "nurse", booked(near, "FACE_TO_FACE"), "shorter notice");
        refused(booking, "nurse", booked(far, "TELEPHONE"), "always face to face");
        refused(booking, "dietitian", booked(far, "FACE_TO_FACE"), "This task is for");
        taken(booking, "nurse", with(booked(near, "FACE_TO_FACE"), "shortNoticeAgreed", true));

        var attendance = task(reference, "Task_RecordAttendance");
        refused(attendance, "nurse", Map.of("appointmentStatus", "CHANGED"), "new date and time");
        refused(
                attendance,
                "nurse",
                Map.of("appointmentStatus", "CHANGED", "newAppointmentOn", "2026-01-31T10:00"),
                "new date and time");
        refused(attendance, "nurse", Map.of("appointmentStatus", "CANCELLED"), "who cancelled");
        refused(attendance, "nurse", Map.of("appointmentStatus", "ATTENDED"), "Choose the outcome");
        refused(
                attendance,
                "nurse",
                Map.of("appointmentStatus", "ATTENDED", "visitOutcome", "WORKUP_GOES_ON"),
                "still to come");
        refused(attendance, "nurse", Map.of("appointmentStatus", "NOT_ATTENDED"), "still to come");
        taken(attendance, "nurse", Map.of("appointmentStatus", "NOT_NEEDED"));
    }

    @Test
    void aRequestForFunding() {
        var reference = waiting(withPartialLipodystrophy());
        begin("ExceptionalFunding", reference, Map.of("therapy", "INSULIN_PUMP"));
        var request = task(reference, "Task_WriteFundingRequest");

        onlyFor(request, List.of("clinician"), Map.of("funder", "NHS_ENGLAND", "signed", true));
        refused(request, "clinician", Map.of("funder", "NHS_ENGLAND"), "signed is needed");
        refused(request, "clinician", Map.of("funder", "NHS_ENGLAND", "signed", false), "signed is to be ticked");
        taken(request, "clinician", Map.of("funder", "NHS_ENGLAND", "signed", true));
        var decision = task(reference, "Task_RecordFundingDecision");
        taken(decision, people(decision), Map.of("fundingDecision", "REJECTED"));

        var refusedTask = task(reference, "Task_DecideAfterFundingRefused");
        refused(refusedTask, "clinician", Map.of("refusedAnswer", "RECONSIDER"), "only with new clinical information");
        taken(refusedTask, "clinician", Map.of("refusedAnswer", "STOP"));
    }

    @Test
    void aReceptorAntibodyTest() {
        var reference = waiting(withPartialLipodystrophy());
        begin("ReceptorAntibodyTesting", reference, Map.of());
        var contact = task(reference, "Task_ContactLaboratory");
        var nurse = people(contact);

        refused(contact, nurse, Map.of("laboratoryContactedOn", "2999-01-31"), "cannot have been contacted");
        taken(contact, nurse, Map.of("laboratoryContactedOn", "2026-01-31"));
        var result = task(reference, "Task_RecordReceptorAntibodyResult");
        refused(
                result,
                people(result),
                Map.of("antibodyResult", "LOW", "takenOn", "2999-01-31"),
                "cannot have been taken in the future");
        taken(result, people(result), Map.of("antibodyResult", "LOW", "takenOn", "2026-01-31"));
        assertThat(fact(reference, "antibodyResult")).isEqualTo("LOW");
    }

    @Test
    void aGeneticTest() {
        var reference = waiting(withPartialLipodystrophy());
        begin("GeneticTesting", reference, Map.of("testFor", "INDEX"));
        var consent = task(reference, "Task_RecordConsent");

        refused(
                consent,
                people(consent),
                Map.of("discussionOn", "2999-01-31", "geneticConsent", "YES"),
                "comes before the order");
        taken(consent, people(consent), Map.of("discussionOn", "2026-01-31", "geneticConsent", "YES"));
        var result = task(reference, "Task_RecordGeneticResult");
        refused(result, people(result), Map.of("geneticResult", "PATHOGENIC"), "Choose the gene");
        refused(result, people(result), Map.of("geneticResult", "NONE_FOUND", "gene", "LMNA"), "Choose the gene");
        taken(result, people(result), Map.of("geneticResult", "PATHOGENIC", "gene", "LMNA"));
        answer("nurse", reference, "Task_BookAppointment", Map.of("appointmentStatus", "NOT_NEEDED"));
        var counselling = task(reference, "Task_GiveGeneticCounselling");
        onlyFor(counselling, List.of("counsellor"), Map.of("counsellingOutcome", "NOT_WANTED"));
        refused(counselling, "counsellor", Map.of("counsellingOutcome", "GIVEN"), "Enter the date");
        taken(counselling, "counsellor", Map.of("counsellingOutcome", "GIVEN", "counselledOn", "2026-01-31"));
        assertThat(fact(reference, "gene")).isEqualTo("LMNA");
    }

    @Test
    void familyTesting() {
        var reference = waiting(withPartialLipodystrophy());
        begin("FamilyTesting", reference, Map.of("gene", "LMNA"));
        var offer = task(reference, "Task_OfferFamilyTesting");

        refused(
                offer,
                "counsellor",
                Map.of("offeredOn", "2999-01-31", "contactConsent", "YES"),
                "Enter the date on which testing was offered");
        taken(offer, "counsellor", Map.of("offeredOn", "2026-01-31", "contactConsent", "YES"));
        var invite = task(reference, "Task_InviteRelative");
        refused(
                invite,
                "counsellor",
                Map.of("invitedThrough", "NONE", "moreRelatives", "MORE"),
                "there are no more relatives");
        taken(invite, "counsellor", Map.of("invitedThrough", "PATIENT", "moreRelatives", "DONE"));
    }

    @Test
    void anInsulinPump() {
        // given
        var reference = waiting(withPartialLipodystrophy());
        begin("InsulinPump", reference, Map.of("diabetesType", "TYPE_1", "ta151LimbMet", true));
        answer("nurse", reference, "Task_BookAppointment", Map.of("appointmentStatus", "NOT_NEEDED"));
        var workshop = task(reference, "Task_DecideWithoutWorkshop");
        refused(workshop, "clinician", Map.of("workshopAnswer", "START_WITHOUT"), "Give the reason");
        taken(workshop, "clinician", Map.of("workshopAnswer", "START_WITHOUT", "overrideReason", "EDUCATED_LOCALLY"));
        answer(
                "nurse",
                reference,
                "Task_RecordBaselineScores",
                Map.of(
                        "phq9Before", 12,
                        "gad7Before", 9,
                        "hba1cBefore", 43,
                        "unitsPerDayBefore", 152,
                        "insulinBrandBefore", "SEVERAL",
                        "insulinStrengthUnitsPerMlBefore", "SEVERAL",
                        "hypoglycaemiaPerWeekBefore", 5,
                        "injectionSitePainBefore", 7,
                        "injectionsPerDayBefore", 9));

        // H8, THE-10
        var sheet = task(reference, "Task_CompletePumpStartSheet");
        var reduced = new HashMap<String, Object>(Map.of(
                "pumpModel",
                "MEDTRONIC_640G",
                "cannula",
                "ANGLED_30",
                "insulinBrand",
                "HUMALOG",
                "insulinStrengthUnitsPerMl",
                "200",
                "calculatedUnitsPerDay",
                152,
                "startingUnitsPerDay",
                120.5,
                "calculatedOvernightUnitsPerHour",
                3.2,
                "startingOvernightUnitsPerHour",
                2,
                "hypoglycaemiaPlan",
                true,
                "ketonePlan",
                true));
        onlyFor(sheet, List.of("nurse"), reduced);
        refused(sheet, "nurse", with(reduced, "startingUnitsPerDay", 152), "less than the calculated dose");
        refused(sheet, "nurse", with(reduced, "startingOvernightUnitsPerHour", 3.2), "from the first night");
        refused(sheet, "nurse", with(reduced, "ketonePlan", false), "ketonePlan is to be ticked");
        refused(
                sheet,
                "nurse",
                with(reduced, "insulinStrengthUnitsPerMl", "250"),
                "insulinStrengthUnitsPerMl is one of");
        taken(sheet, "specialist-nurse", reduced);

        // H22
        var check = task(reference, "Task_CheckPumpStartSheet");
        refused(check, "specialist-nurse", Map.of("startSheetCheck", "CONFIRMED"), "you completed it");
        taken(check, "clinician", Map.of("startSheetCheck", "CONFIRMED"));

        // A-15
        await().atMost(SOON).until(() -> promised(reference).contains("TreatmentStarted"));
        await().atMost(SOON).until(() -> timePasses(reference) > 0);
        var outcome = task(reference, "Task_RecordPumpOutcome");
        var same = new HashMap<String, Object>(Map.of(
                "phq9After", 12,
                "gad7After", 9,
                "hba1cAfter", 38,
                "unitsPerDayAfter", 90,
                "insulinBrandAfter", "HUMALOG",
                "insulinStrengthUnitsPerMlAfter", "200",
                "hypoglycaemiaPerWeekAfter", 5,
                "injectionSitePainAfter", 7,
                "overnightUnitsPerHourAfter", 1.5,
                "therapyOutcome", "SUCCESSFUL"));
        var better = with(same, "injectionSitePainAfter", 1);
        refused(outcome, "nurse", same, "not successful by HbA1c alone");
        refused(outcome, "nurse", with(better, "insulinStrengthUnitsPerMlAfter", null), "a dose never stands alone");
        taken(outcome, "nurse", better);
        assertThat(learnt(reference)).contains("90 units a day, Humalog, 200 units/mL");
    }

    @Test
    void metreleptin() {
        var reference = waiting(withPartialLipodystrophy());
        begin("Metreleptin", reference, Map.of());
        var route = task(reference, "Task_DecideMetreleptinRoute");
        onlyFor(route, List.of("clinician"), Map.of("metreleptinDecision", "CONTINUE"));
        refused(route, "clinician", Map.of("metreleptinDecision", "REQUEST_FUNDING"), "clinically exceptional");
        taken(route, "clinician", Map.of("metreleptinDecision", "CONTINUE"));

        var checklist = task(reference, "Task_CompleteMetreleptinChecklist");
        var person = people(checklist);
        var done = new HashMap<String, Object>(Map.of(
                "checklistAnswer", "CONTINUE",
                "pancreatitisAssessed", "YES",
                "acquiredForm", "NO",
                "pregnancyExcluded", "NOT_APPLICABLE",
                "contraceptionAdvised", "NOT_APPLICABLE",
                "insulinReductionPlanned", "YES",
                "withDiet", true,
                "hungerBefore", 8,
                "hba1cBefore", 91));
        done.putAll(Map.of("withLipidLowering", true, "triglyceridesBefore", 12.5, "unitsPerDayBefore", 152));
        done.putAll(Map.of("insulinBrandBefore", "TOUJEO", "insulinStrengthUnitsPerMlBefore", "300"));
        refused(checklist, person, with(done, "insulinReductionPlanned", "NO"), "none with");
        refused(checklist, person, with(done, "pregnancyExcluded", null), "none with");
        refused(checklist, person, with(done, "acquiredForm", "YES"), "lymphoma has to be excluded");
        // THE-08
        refused(checklist, person, with(done, "withDiet", false), "never the only treatment");
        refused(checklist, person, with(done, "withLipidLowering", false), "never the only treatment");
        refused(checklist, person, with(done, "hungerBefore", ""), "Enter the values before");
        taken(checklist, person, done);
    }

    @Test
    void immunosuppression() {
        var reference = waiting(withPartialLipodystrophy());
        begin("Immunosuppression", reference, Map.of("relapse", false));
        var checklist = task(reference, "Task_CompletePreTreatmentChecklist");
        var person = people(checklist);
        var done = new HashMap<String, Object>(Map.of(
                "hepatitisBScreen", "YES_DONE",
                "infectionCheck", "YES_DONE",
                "pregnancyCheck", "YES_DONE",
                "vaccineCheck", "YES_DONE",
                "startDecision", "START"));
        refused(checklist, person, with(done, "vaccineCheck", "NOT_DONE"), "A line of the checklist is not done");
        refused(checklist, person, with(done, "vaccineCheck", "OVERRIDDEN"), "why the line is overridden");
        refused(checklist, person, with(done, "vaccineCheck", null), "vaccineCheck is needed");
        taken(checklist, person, with(with(done, "vaccineCheck", "OVERRIDDEN"), "vaccineOverride", "PATIENT_DECLINED"));

        var induction = task(reference, "Task_StartInduction");
        var started = new HashMap<String, Object>(Map.of(
                "methylprednisoloneOn",
                "2026-01-31",
                "inductionRituximabOn",
                "2026-02-01",
                "steroidCardGiven",
                true,
                "taperPlanned",
                true,
                "onInsulin",
                "YES",
                "insulinUnitsPerDay",
                640));
        started.putAll(Map.of("insulinBrand", "HUMULIN_R", "insulinStrengthUnitsPerMl", "500"));
        person = people(induction);
        refused(induction, person, with(started, "inductionRituximabOn", "2999-01-31"), "when it has begun");
        refused(induction, person, with(started, "insulinUnitsPerDay", 0), "Enter the insulin dose");
        // H14
        refused(induction, person, with(started, "insulinBrand", null), "a dose never stands alone");
        refused(induction, person, with(started, "insulinStrengthUnitsPerMl", null), "a dose never stands alone");
        refused(induction, person, with(started, "steroidCardGiven", false), "steroidCardGiven is to be ticked");
        taken(induction, person, started);

        var review = task(reference, "Task_ReviewAtFourWeeks");
        var reviewed = new HashMap<String, Object>(
                Map.of("response", "REMISSION", "prednisoloneTaper", "AS_PLANNED", "furtherCourse", "YES"));
        person = people(review);
        refused(review, person, reviewed, "from which the patient is in remission");
        taken(review, person, with(reviewed, "remissionOn", "2026-02-28"));

        var dates = task(reference, "Task_ConfirmRituximabDates");
        var others = new HashMap<String, Object>(Map.of(
                "rituximabDates", "OTHER_DATES",
                "rituximab1On", "2030-01-31",
                "rituximab2On", "2030-07-31",
                "rituximab3On", "2031-01-31",
                "rituximab4On", "2031-07-31"));
        person = people(dates);
        refused(dates, person, with(others, "rituximab3On", "2030-07-31"), "each later than the one before");
        refused(dates, person, with(others, "rituximab4On", null), "each later than the one before");
        taken(dates, person, others);

        await().atMost(SOON).until(() -> goesOff(reference, "Event_InsulinContactDue") > 0);
        var contact = task(reference, "Task_ContactAboutInsulin");
        var contacted = new HashMap<String, Object>(Map.of(
                "insulinUnitsPerDay", 90,
                "severeHypoglycaemia", "NO",
                "insulinDose", "REDUCED",
                "insulinContact", "CONTINUES"));
        refused(contact, "nurse", with(contacted, "insulinContact", "OFF_INSULIN"), "Off insulin means 0 units");
        refused(contact, "nurse", with(contacted, "insulinUnitsPerDay", 0), "Off insulin means 0 units");
        refused(
                contact,
                "nurse",
                with(with(contacted, "severeHypoglycaemia", "YES"), "insulinDose", "UNCHANGED"),
                "After severe hypoglycaemia");
        refused(contact, "nurse", with(contacted, "insulinContact", "HANDED_OVER"), "Only a clinician ends");
        // H14: on the telephone nobody may be able to read the pen
        var handedOver = with(contacted, "insulinContact", "HANDED_OVER");
        refused(contact, "clinician", handedOver, "a dose never stands alone");
        assertThat(learnt(reference)).contains("640 units a day, Humulin R, 500 units/mL");
        taken(
                contact,
                "clinician",
                with(with(handedOver, "insulinBrand", "NOT_KNOWN"), "insulinStrengthUnitsPerMl", "NOT_KNOWN"));
        assertThat(learnt(reference)).contains("90 units a day").doesNotContain("Humulin R");

        await().atMost(SOON).until(() -> goesOff(reference, "Event_InfusionSoonDue") > 0);
        answer("nurse", reference, "Task_BookAppointment", Map.of("appointmentStatus", "NOT_NEEDED"));
        var infusion = task(reference, "Task_RecordRituximab");
        person = people(infusion);
        var given = new HashMap<String, Object>(Map.of(
                "rituximabOutcome", "GIVEN",
                "rituximabGivenOn", "2026-08-01",
                "rituximabDoseMg", 1000,
                "response", "REMISSION"));
        refused(infusion, person, with(given, "rituximabGivenOn", "2999-01-31"), "Enter when it was given");
        refused(infusion, person, with(given, "rituximabDoseMg", null), "Enter when it was given");
        refused(
                infusion,
                person,
                Map.of("rituximabOutcome", "POSTPONED", "newRituximabOn", "2026-01-31", "response", "IMPROVING"),
                "Enter the new date");
        refused(infusion, person, with(given, "remissionOn", "2999-01-31"), "from which the patient is in remission");
        taken(infusion, person, given);
    }

    @Test
    void followUp() {
        var reference = waiting(withPartialLipodystrophy());
        begin("FollowUp", reference, Map.of("followUpMonths", 6));
        await().atMost(SOON).until(() -> timePasses(reference) > 0);
        answer("nurse", reference, "Task_BookAppointment", Map.of("appointmentStatus", "NOT_NEEDED"));
        var review = task(reference, "Task_RecordFollowUp");
        var person = people(review);
        refused(
                review,
                person,
                Map.of("nextStep", "DISCHARGE", "triglyceridesMmolPerL", 4.2),
                "whether the sample was a fasting one");
        taken(review, person, Map.of("nextStep", "DISCHARGE", "bmiKgPerM2", 22.5));
        assertThat(fact(reference, "bmi")).hasToString("22.5");

        var summary = task(reference, "Task_WriteDischargeSummary");
        person = people(summary);
        refused(summary, person, Map.of("summaryWritten", true), "Write the discharge summary as a letter");
        assertThat(call(
                                "clinician",
                                "POST",
                                "/api/cases/" + reference + "/letters",
                                Map.of("kind", "DISCHARGE", "title", "Discharge", "body", "Dear colleague"))
                        .status())
                .isEqualTo(201);
        taken(summary, person, Map.of("summaryWritten", true));
    }

    @Test
    void aDiagnosisAndAPlan() {
        var reference = waiting(withPartialLipodystrophy());
        begin("DiagnosticWorkup", reference, Map.of("confirmOnly", true));
        var diagnosis = task(reference, "Task_ConfirmDiagnosis");
        onlyFor(diagnosis, List.of("clinician"), Map.of("furtherTesting", "NONE", "diagnosis", "NO_PRECISE_CAUSE"));
        refused(diagnosis, "clinician", Map.of("furtherTesting", "NONE"), "Choose the diagnosis");
        taken(diagnosis, "clinician", Map.of("furtherTesting", "NONE", "diagnosis", "NO_PRECISE_CAUSE"));

        begin("MultidisciplinaryReview", reference, Map.of("diagnosis", "NO_PRECISE_CAUSE", "typeBConfirmed", false));
        await().atMost(SOON).until(() -> timePasses(reference) > 0);
        var plan = task(reference, "Task_RecordMdtOutcome");
        var person = people(plan);
        refused(plan, person, Map.of("followUpMonths", 6, "planMetreleptin", true), "never given alone");
        refused(plan, person, Map.of("followUpMonths", 6, "planImmunosuppression", true), "a clinician has confirmed");
        refused(plan, person, Map.of("planDieteticSupport", true), "followUpMonths is needed");
        begin("DieteticSupport", reference, Map.of());
        refused(plan, person, Map.of("followUpMonths", 6, "planDieteticSupport", true), "runs already");
        taken(
                plan,
                person,
                Map.of(
                        "followUpMonths",
                        6,
                        "planMetreleptin",
                        true,
                        "standardTreatmentInadequate",
                        "YES",
                        "unmetDistance",
                        true));
        await().atMost(SOON).until(() -> promised(reference).contains("PlanAgreed"));
        // OUT-04
        assertThat(call("nurse", "GET", "/api/cases/" + reference, null)
                        .json()
                        .at("/decisions/0/answers")
                        .findValuesAsText("question"))
                .contains("Care without long journeys");
    }

    @Test
    void aMedicine() {
        var reference = waiting(withPartialLipodystrophy());
        begin("MedicineTreatment", reference, Map.of());
        var plan = task(reference, "Task_PlanMedicine");
        var person = people(plan);
        var planned = new HashMap<String, Object>(Map.of(
                "medicine", "CONCENTRATED_INSULIN",
                "insulinBrand", "HUMULIN_R",
                "insulinStrengthUnitsPerMl", "500",
                "insulinUnitsPerDay", 640,
                "prescriber", "SERVICE",
                "monitoredBy", "LOCAL_TRUST",
                "monitorGlucose", true,
                "reviewOn", LocalDateTime.now().plusDays(90).toLocalDate().toString(),
                "fundingNeeded", "NO"));
        refused(plan, person, with(planned, "insulinStrengthUnitsPerMl", null), "needs its brand, its strength");
        refused(plan, person, with(planned, "monitorGlucose", false), "Say what is monitored");
        refused(plan, person, with(planned, "reviewOn", "2026-01-31"), "lies in the future");
        taken(plan, person, planned);

        await().atMost(SOON).until(() -> goesOff(reference, "Event_MedicineReviewDue") > 0);
        var review = task(reference, "Task_ReviewMedicine");
        person = people(review);
        var goesOn = Map.<String, Object>of("therapyOutcome", "SUCCESSFUL", "reviewAnswer", "CONTINUE");
        refused(review, person, goesOn, "Enter the next review");
        refused(review, person, with(goesOn, "reviewOn", "2026-01-31"), "Enter the next review");
        taken(review, person, with(goesOn, "reviewOn", planned.get("reviewOn")));
    }

    /** The timers of the referral's pump, immunosuppression, meeting or follow-up go off now; how many. */
    private int timePasses(ReferralReference reference) {
        return jdbc.update(
                "update act_ru_job j set duedate_ = now() - interval '1 minute' from act_ru_execution e"
                        + " where e.id_ = j.process_instance_id_ and e.business_key_ = ?"
                        + " and j.process_def_key_ in ('InsulinPump', 'FollowUp', 'MultidisciplinaryReview', 'Immunosuppression') and j.handler_type_ like 'timer%'",
                reference.value());
    }

    private void accept(ReferralReference reference) {
        answer(
                "clinician",
                reference,
                "Task_ConfirmTriageDecision",
                Map.of("decision", "ACCEPT", "decisionReason", "CRITERIA_MET", "evaluation", 1));
        await().atMost(SOON).until(() -> promised(reference).contains("ReferralAccepted"));
    }

    private void deteriorated(ReferralReference reference) {
        send(new DeteriorationReported(
                reference,
                Instant.now(),
                "D-" + UUID.randomUUID(),
                1,
                ResultStatus.FINAL,
                null,
                "rjz-referrer",
                true,
                null));
    }

    /** The task that asks an administrator about a message. */
    private String asked(UUID message) {
        return await().atMost(SOON)
                .until(
                        () -> jdbc.queryForList(
                                "select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_"
                                        + " where e.business_key_ = ?",
                                String.class,
                                "message-" + message),
                        found -> !found.isEmpty())
                .get(0);
    }

    /** Somebody of the task's candidates. */
    private String people(String task) {
        return jdbc
                .queryForList(
                        "select group_id_ from act_ru_identitylink where task_id_ = ? and group_id_ is not null",
                        String.class,
                        task)
                .stream()
                .map(group -> group.substring(0, group.length() - 1))
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private void onlyFor(String task, List<String> candidates, Map<String, Object> answer) {
        PEOPLE.stream()
                .filter(person -> !candidates.contains(person))
                .forEach(person -> refused(task, person, answer, "This task is for"));
    }

    private void refused(String task, String account, Map<String, Object> given, String words) {
        var answer = complete(account, task, given);
        assertThat(answer.status()).as("%s %s", given, answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(words).doesNotContain(Referrals.FAMILY_NAME);
        REFUSALS.add(answer.body());
    }

    private void taken(String task, String account, Map<String, Object> given) {
        var key = jdbc.queryForObject("select task_def_key_ from act_ru_task where id_ = ?", String.class, task);
        var answer = complete(account, task, given);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        TAKEN.add(key);
    }

    private static Map<String, Object> booked(String on, String mode) {
        return Map.of("appointmentStatus", "BOOKED", "appointmentOn", on, "bookedMode", mode);
    }

    /** What the case page says is known now, each fact in words. */
    private List<String> learnt(ReferralReference reference) {
        return call("nurse", "GET", "/api/cases/" + reference, null)
                .json()
                .path("learnt")
                .findValuesAsText("value");
    }

    private static Map<String, Object> with(Map<String, Object> given, String field, Object value) {
        var more = new HashMap<>(given);
        more.put(field, value);
        return more;
    }
}
