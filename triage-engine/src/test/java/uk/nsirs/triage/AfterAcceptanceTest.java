package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.information;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.ReferralReference;

/** What reaches an accepted referral beside its processes, and what a plan means for its follow-up. */
class AfterAcceptanceTest extends TriageTest {

    private static final String READ = "Task_ReadNewInformation";

    @Test
    void whatTheReferrerSendsAfterAcceptanceIsFiledAndReadByAClinician() {
        // given
        var reference = accepted();
        assertThat(openTask(reference, READ)).isNull();

        // when
        send(information(reference, Map.of("hba1c", Map.of("value", 91, "unit", "mmol/mol"), "weightKg", 61.5)));

        // then
        var task = task(reference, READ);
        var shown = call("clinician", "GET", "/engine-rest/task/" + task + "/variables/suppliedText", null);
        assertThat(shown.json().get("value").asText())
                .contains("- HbA1c (mmol/mol)", "- Weight (kg)", "- A note")
                .doesNotContain(Referrals.FAMILY_NAME)
                .doesNotContain("91");
        assertThat(fact(reference, "hba1c")).isEqualTo(91);
        assertThat(fact(reference, "weightKg")).hasToString("61.5");
        var caseFile = call("clinician", "GET", "/api/cases/" + reference, null).json();
        assertThat(caseFile.at("/clinical/hba1c/value").asInt()).isEqualTo(91);
        assertThat(caseFile.get("timeline").toString())
                .contains("Information from the referrer: Weight, HbA1c, a note");
        assertThat(caseFile.get("pendingMessages")).isEmpty();

        // and
        assertThat(complete("nurse", task, Map.of("informationAnswer", "NOTHING"))
                        .body())
                .contains("This task is for");
        for (var tooEarly : List.of("DIAGNOSIS", "PLAN")) {
            assertThat(complete("clinician", task, Map.of("informationAnswer", tooEarly))
                            .body())
                    .contains("The work-up still runs");
        }
        assertThat(complete("clinician", task, Map.of("informationAnswer", "NOTHING"))
                        .status())
                .isEqualTo(204);
        assertThat(openTask(reference, READ)).isNull();
    }

    @Test
    void afterTheWorkUpItCanOpenTheDiagnosisAgain() {
        var reference = accepted();
        runtime.setVariable(pathway(reference), "workupDone", true);
        send(information(reference, Map.of("weightKg", 61.5)));

        answer("clinician", reference, READ, Map.of("informationAnswer", "DIAGNOSIS"));

        task(reference, "Task_ConfirmDiagnosis");
    }

    @Test
    void whatIsSuppliedLaterCountsBeforeWhatWasMeasuredEarlier() {
        var reference = accepted();
        answer("nurse", reference, "Task_ArrangeLaboratoryPanel", Map.of("sampleTakenAt", "SERVICE"));
        answer(
                "nurse",
                reference,
                "Task_RecordLaboratoryPanel",
                Map.of("resultStatus", "FINAL", "takenOn", "2026-01-31", "adiponectinMgPerL", 4.9));
        assertThat(fact(reference, "adiponectinMgPerL")).hasToString("4.9");

        send(information(reference, Map.of("adiponectin", Map.of("value", 18.2, "unit", "mg/L", "comparator", ">"))));

        task(reference, READ);
        assertThat(fact(reference, "adiponectinMgPerL")).hasToString("18.2");
        assertThat(fact(reference, "adiponectinComparator")).isEqualTo(">");
    }

    @Test
    void anIntervalAgreedAtTheMeetingMovesTheReviewThatIsAwaitedAlsoAfterThePlanIsReviewed() {
        // given
        var reference = waiting(Map.of("syndrome", "TYPE_A"));
        begin("FollowUp", reference, Map.of("diagnosis", "TYPE_A"));
        awaitReviewIn(reference, 12);

        // when and then
        planAgreed(reference, 6);
        awaitReviewIn(reference, 6);

        // when and then: reviewed again
        planAgreed(reference, 18);
        awaitReviewIn(reference, 18);
    }

    @Test
    void aReviewThatSaysNothingLeavesTheIntervalOfThePlan() {
        var reference = waiting(Map.of("syndrome", "TYPE_A"));
        begin("FollowUp", reference, Map.of("diagnosis", "TYPE_A"));
        planAgreed(reference, 6);
        awaitReviewIn(reference, 6);

        await().atMost(SOON).until(() -> timePasses(reference, "FollowUp") > 0);
        answer("nurse", reference, "Task_BookAppointment", Map.of("appointmentStatus", "NOT_NEEDED"));
        answer("clinician", reference, "Task_RecordFollowUp", Map.of("nextStep", "CONTINUE"));
        awaitReviewIn(reference, 6);

        await().atMost(SOON).until(() -> timePasses(reference, "FollowUp") > 0);
        answer("nurse", reference, "Task_BookAppointment", Map.of("appointmentStatus", "NOT_NEEDED"));
        answer("clinician", reference, "Task_RecordFollowUp", Map.of("nextStep", "CONTINUE", "followUpMonths", 3));
        awaitReviewIn(reference, 3);
    }

    @Test
    void whoDischargesSeesWhichTherapiesStillRun() {
        var reference = waiting(withPartialLipodystrophy());
        begin("MedicineTreatment", reference, Map.of());
        begin("FollowUp", reference, Map.of());
        await().atMost(SOON).until(() -> timePasses(reference, "FollowUp") > 0);
        answer("nurse", reference, "Task_BookAppointment", Map.of("appointmentStatus", "NOT_NEEDED"));
        assertThat(running(task(reference, "Task_RecordFollowUp"))).isEqualTo("medicine treatment");
        begin("Metreleptin", reference, Map.of());

        answer("clinician", reference, "Task_RecordFollowUp", Map.of("nextStep", "DISCHARGE"));

        assertThat(running(task(reference, "Task_WriteDischargeSummary"))).isEqualTo("medicine treatment, metreleptin");
    }

    private ReferralReference accepted() {
        var reference = waiting(withPartialLipodystrophy());
        answer(
                "clinician",
                reference,
                "Task_ConfirmTriageDecision",
                Map.of("decision", "ACCEPT", "decisionReason", "CRITERIA_MET", "evaluation", 1));
        task(reference, "Task_ArrangeLaboratoryPanel");
        return reference;
    }

    private String pathway(ReferralReference reference) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey("ReferralPathway")
                .processInstanceBusinessKey(reference.value())
                .singleResult()
                .getId();
    }

    private void planAgreed(ReferralReference reference, int months) {
        begin("MultidisciplinaryReview", reference, Map.of("typeBConfirmed", true));
        answer("clinician", reference, "Task_RecordMdtOutcome", Map.of("followUpMonths", months));
    }

    /** Until the one review that is awaited is due in so many months, whatever the working days make of it. */
    private void awaitReviewIn(ReferralReference reference, int months) {
        await().atMost(SOON).untilAsserted(() -> {
            var due = jdbc.queryForList(
                    "select v.text_ from act_ru_variable v join act_ru_event_subscr s on s.proc_inst_id_ = v.proc_inst_id_"
                            + " join act_ru_execution e on e.id_ = v.proc_inst_id_ where v.name_ = 'surveillanceDueOn'"
                            + " and e.business_key_ = ? and s.event_name_ = 'Message_PlanAgreed'",
                    String.class,
                    reference.value());
            assertThat(due).hasSize(1);
            var expected = LocalDate.now().plusMonths(months);
            assertThat(LocalDate.parse(due.get(0).substring(0, 10))).isBetween(expected, expected.plusDays(5));
            var timer = jdbc.queryForObject(
                    "select j.duedate_ from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_"
                            + " where e.business_key_ = ? and j.process_def_key_ = 'FollowUp'"
                            + " and j.handler_type_ like 'timer%'",
                    Instant.class, reference.value());
            assertThat(Duration.between(Instant.now(), timer).toDays()).isBetween(30L * months - 52, 31L * months - 30);
        });
    }

    private int timePasses(ReferralReference reference, String process) {
        return jdbc.update(
                "update act_ru_job j set duedate_ = now() - interval '1 minute' from act_ru_execution e"
                        + " where e.id_ = j.process_instance_id_ and e.business_key_ = ?"
                        + " and j.process_def_key_ = ? and j.handler_type_ like 'timer%'",
                reference.value(), process);
    }

    private String running(String task) {
        return call("clinician", "GET", "/engine-rest/task/" + task + "/variables/runningTherapies", null)
                .json()
                .get("value")
                .asText();
    }
}
