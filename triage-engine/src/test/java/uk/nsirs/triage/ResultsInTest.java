package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.Analyte;
import uk.nsirs.events.GeneticResult;
import uk.nsirs.events.LaboratoryMeasurement;
import uk.nsirs.events.ReferralEvent.ReferralWithdrawn;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ResultEvent.DeteriorationReported;
import uk.nsirs.events.ResultEvent.GeneticTestReported;
import uk.nsirs.events.ResultEvent.LaboratoryReported;
import uk.nsirs.events.ResultKind;
import uk.nsirs.events.ResultStatus;
import uk.nsirs.events.SubjectMismatchReported;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.events.Zygosity;

/** What is reported finds its order, is never lost, never applied twice, and never filed for the wrong patient. */
class ResultsInTest extends TriageTest {

    private static final String RECORD = "Task_RecordLaboratoryPanel";

    @Test
    void aReportAnswersTheOrderItQuotes() {
        // given
        var reference = waiting(withPartialLipodystrophy());
        var order = panelOrdered(reference);
        assertThat(order).isEqualTo(reference + "-1");
        assertThat(jdbc.queryForObject("select placed_by from orders where order_id = ?", String.class, order))
                .isEqualTo("nurse");

        // when
        send(panel(reference, UUID.randomUUID().toString(), 1, ResultStatus.FINAL, order, "18.2"));

        // then
        awaitClosed(order);
        assertThat(openTask(reference, RECORD)).isNull();
        assertThat(fact(reference, "adiponectinMgPerL")).isEqualTo(new BigDecimal("18.2"));
        await().atMost(SOON).until(() -> promised(reference)
                .equals(List.of("ReferralReceived", "TestRequested", "ResultAvailable")));
        assertThat(pending(reference)).isEmpty();
    }

    @Test
    void staffRecordTheSameResult() {
        var reference = waiting(withPartialLipodystrophy());
        var order = panelOrdered(reference);

        answer(
                "nurse",
                reference,
                RECORD,
                Map.of(
                        "resultStatus",
                        "FINAL",
                        "takenOn",
                        "2026-01-31",
                        "adiponectinMgPerL",
                        4.9,
                        "insulinPmolPerL",
                        1840,
                        "onInsulinWhenTaken",
                        "NO"));

        awaitClosed(order);
        assertThat(fact(reference, "adiponectinMgPerL")).isEqualTo(new BigDecimal("4.9"));
        assertThat(fact(reference, "fastingInsulin"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("pmolPerL", 1840)
                .containsEntry("onInsulinWhenTaken", false);
    }

    @Test
    void aVariantStaysInOurOwnTables() {
        var reference = waiting(withPartialLipodystrophy());
        begin("GeneticTesting", reference, Map.of("testFor", "INDEX"));
        var consent = task(reference, "Task_RecordConsent");
        for (var account : List.of("clinician", "counsellor")) {
            complete(account, consent, Map.of("discussionOn", "2026-01-31", "geneticConsent", "YES"));
        }
        task(reference, "Task_RecordGeneticResult");
        var order = reference + "-1";

        send(new GeneticTestReported(
                reference,
                Instant.now(),
                "G-" + UUID.randomUUID(),
                1,
                ResultStatus.FINAL,
                order,
                "lab",
                null,
                GeneticResult.PATHOGENIC,
                "INSR",
                "NM_000208.4:c.3079C>T",
                Zygosity.COMPOUND_HETEROZYGOUS,
                "R158.1"));

        awaitClosed(order);
        assertThat(fact(reference, "geneticResult")).isEqualTo("PATHOGENIC");
        for (var table : List.of("act_ru_variable", "act_hi_varinst", "act_hi_detail")) {
            assertThat(jdbc.queryForList(
                            "select text_ from " + table + " where text_ like '%c.3079%' or text_ like '%ZYGOUS%'",
                            String.class))
                    .as(table)
                    .isEmpty();
        }
        assertThat(jdbc.queryForObject(
                        "select event ->> 'hgvs' from reported_result where reference = ?",
                        String.class,
                        reference.value()))
                .isEqualTo("NM_000208.4:c.3079C>T");
    }

    @Test
    void withoutAnOrderIdItMatchesTheOnlyOpenOrderElseAPersonIsAsked() {
        var reference = waiting(withPartialLipodystrophy());
        var report = panel(reference, UUID.randomUUID().toString(), 1, ResultStatus.FINAL, null, "18.2");
        send(report);
        awaitAsked(reference, "It quotes no order, and 0 orders of its kind are open.");

        var order = panelOrdered(reference);
        answerAsked(reference, "REPLAY");

        awaitClosed(order);
        assertThat(pending(reference)).isEmpty();

        var one = panelOrdered(reference);
        begin("LaboratoryPanel", reference, Map.of());
        answer("nurse", reference, "Task_ArrangeLaboratoryPanel", Map.of("sampleTakenAt", "SERVICE"));
        await().atMost(SOON).until(() -> openOrders(reference) == 2);
        send(panel(reference, UUID.randomUUID().toString(), 1, ResultStatus.FINAL, null, "9.1"));
        awaitAsked(reference, "It quotes no order, and 2 orders of its kind are open.");
        assertThat(state(one)).isEqualTo("OPEN");
        answerAsked(reference, "DISCARD");
    }

    @Test
    void aReportThatComesBeforeItsProcessWaitsStaysPending() {
        var reference = waiting(withPartialLipodystrophy());
        var order = panelOrdered(reference);
        var process = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(reference.value())
                .processDefinitionKey("LaboratoryPanel")
                .singleResult()
                .getId();
        runtime.setVariable(process, "orderId", "another");

        send(panel(reference, UUID.randomUUID().toString(), 1, ResultStatus.FINAL, order, "18.2"));

        await().atMost(SOON).until(() -> pending(reference).equals(List.of("PENDING")));
        assertThat(openTask(reference, RECORD)).as("another order's wait").isNotNull();
        assertThat(fact(reference, "adiponectinMgPerL"))
                .as("known all the same")
                .isNotNull();
        runtime.setVariable(process, "orderId", order);
        awaitClosed(order);
        assertThat(pending(reference)).isEmpty();
    }

    @Test
    void twiceIsAppliedOnce() {
        var reference = waiting(withPartialLipodystrophy());
        var order = panelOrdered(reference);
        var report = panel(reference, UUID.randomUUID().toString(), 1, ResultStatus.FINAL, order, "18.2");
        var id = UUID.randomUUID();
        send(id, report);
        send(id, report);
        send(UUID.randomUUID(), report);

        awaitClosed(order);
        await().atMost(SOON).until(() -> pending(reference).isEmpty());
        send(UUID.randomUUID(), report);
        var after = panel(reference, UUID.randomUUID().toString(), 1, ResultStatus.FINAL, null, "1.0");
        send(after);

        awaitAsked(reference, "It quotes no order, and 0 orders of its kind are open.");
        assertThat(jdbc.queryForObject(
                        "select count(*) from reported_result where reference = ?", Integer.class, reference.value()))
                .isEqualTo(2);
        assertThat(jdbc.queryForObject(
                        "select count(*) from case_fact where reference = ? and name = 'adiponectinMgPerL'",
                        Integer.class,
                        reference.value()))
                .isEqualTo(2);
    }

    @Test
    void aHigherVersionReplacesAndACancelledOneBringsBackWhatWasKnown() {
        // given
        var reference = waiting(withPartialLipodystrophy());
        var order = panelOrdered(reference);
        var result = UUID.randomUUID().toString();
        send(panel(reference, result, 1, ResultStatus.FINAL, order, "18.2"));
        awaitClosed(order);

        // when
        send(panel(reference, result, 3, ResultStatus.CORRECTED, null, "3.1"));
        await().atMost(SOON).until(() -> new BigDecimal("3.1").equals(fact(reference, "adiponectinMgPerL")));
        send(panel(reference, result, 2, ResultStatus.CORRECTED, null, "7.7"));
        await().atMost(SOON).until(() -> versions(reference) == 3);

        // then
        assertThat(fact(reference, "adiponectinMgPerL"))
                .as("an older version changes nothing")
                .isEqualTo(new BigDecimal("3.1"));

        send(panel(reference, result, 4, ResultStatus.CANCELLED, null, null));
        await().atMost(SOON).until(() -> fact(reference, "adiponectinMgPerL") == null);
    }

    @Test
    void aReportOfAnotherPatientIsATaskAndNothingIsFiled() {
        var reference = waiting(withPartialLipodystrophy());

        send(new SubjectMismatchReported(reference, Instant.now(), "L-1", ResultKind.LABORATORY, "lab"));

        awaitAsked(reference, "Nothing of it was filed");
        assertThat(versions(reference)).isZero();
        for (var pointless : List.of("REPLAY", "DISCARD")) {
            assertThat(answerTo(reference, Map.of("messageAnswer", pointless, "senderAsked", true))
                            .body())
                    .contains("Nothing of this report was kept");
        }
        assertThat(answerTo(reference, Map.of()).body()).contains("Ask the sender");
        assertThat(answerTo(reference, Map.of("senderAsked", true)).status()).isEqualTo(204);
    }

    @Test
    void aDeteriorationWaitsUntilSomebodyCanTakeIt() {
        var reference = waiting(withPartialLipodystrophy());

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

        await().atMost(SOON).until(() -> versions(reference) == 1);
    }

    @Test
    void aWithdrawalCancelsWhatIsOrdered() {
        var reference = waiting(withPartialLipodystrophy());
        var order = panelOrdered(reference);

        send(new ReferralWithdrawn(reference, Instant.now(), WithdrawalReason.PATIENT_CHOICE, null));

        awaitStatus(reference, "WITHDRAWN");
        assertThat(state(order)).isEqualTo("CANCELLED");
    }

    private String panelOrdered(ReferralReference reference) {
        begin("LaboratoryPanel", reference, Map.of());
        answer("nurse", reference, "Task_ArrangeLaboratoryPanel", Map.of("sampleTakenAt", "SERVICE"));
        task(reference, RECORD);
        return jdbc.queryForObject(
                "select order_id from orders where reference = ? order by number desc limit 1",
                String.class,
                reference.value());
    }

    private static LaboratoryReported panel(
            ReferralReference reference,
            String id,
            int version,
            ResultStatus status,
            String order,
            String adiponectin) {
        return new LaboratoryReported(
                reference,
                Instant.now(),
                id,
                version,
                status,
                order,
                "lab",
                adiponectin == null
                        ? List.of()
                        : List.of(new LaboratoryMeasurement(
                                Analyte.ADIPONECTIN,
                                new BigDecimal(adiponectin),
                                "mg/L",
                                null,
                                LocalDate.of(2026, 1, 31),
                                null,
                                null,
                                null)));
    }

    private void awaitClosed(String order) {
        await().atMost(SOON).until(() -> state(order).equals("CLOSED"));
    }

    private String state(String order) {
        return jdbc.queryForObject("select state from orders where order_id = ?", String.class, order);
    }

    private int openOrders(ReferralReference reference) {
        return jdbc.queryForObject(
                "select count(*) from orders where reference = ? and state = 'OPEN'", Integer.class, reference.value());
    }

    private int versions(ReferralReference reference) {
        return jdbc.queryForObject(
                "select count(*) from reported_result where reference = ?", Integer.class, reference.value());
    }

    private List<String> pending(ReferralReference reference) {
        return jdbc.queryForList(
                "select state from pending_message where reference = ? order by id", String.class, reference.value());
    }

    /** The process that asks an administrator, once it asks in these words. */
    private void awaitAsked(ReferralReference reference, String words) {
        await().atMost(SOON).untilAsserted(() -> assertThat(asked(reference))
                .anySatisfy(cause -> assertThat(cause).contains(words)));
    }

    private List<String> asked(ReferralReference reference) {
        return jdbc.queryForList(
                "select c.text_ from act_ru_variable r join act_ru_variable c on c.proc_inst_id_ = r.proc_inst_id_"
                        + " where r.name_ = 'reference' and r.text_ = ? and c.name_ = 'cause'",
                String.class,
                reference.value());
    }

    private void answerAsked(ReferralReference reference, String answer) {
        assertThat(answerTo(reference, Map.of()).body()).contains("sent again or discarded");
        assertThat(answerTo(reference, Map.of("messageAnswer", answer)).status())
                .isEqualTo(204);
    }

    private Answer answerTo(ReferralReference reference, Map<String, Object> answers) {
        var task = jdbc.queryForObject(
                "select t.id_ from act_ru_task t join act_ru_variable r on r.proc_inst_id_ = t.proc_inst_id_"
                        + " where t.task_def_key_ = 'Task_ResolveUnprocessableMessage'"
                        + " and r.name_ = 'reference' and r.text_ = ?",
                String.class,
                reference.value());
        return complete("administrator", task, answers);
    }
}
