package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.submitted;
import static uk.nsirs.triage.Referrals.withInsulinMissing;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import uk.nsirs.events.ReferralEvent.PatientDeceased;
import uk.nsirs.events.ReferralEvent.ReferralWithdrawn;
import uk.nsirs.events.WithdrawalReason;

/** A form helps; the server decides: each rule through REST, without the form. */
class ServerDecidesTest extends TriageTest {

    @Test
    void administratorsDecideNothingClinical() {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        var task = task(reference, "Task_ConfirmTriageDecision");

        for (var account : List.of("administrator", "nurse")) {
            var answer = complete(account, task, Map.of("decision", "ACCEPT"));
            assertThat(answer.status()).as(answer.body()).isIn(400, 403);
        }
        assertThat(openTask(reference, "Task_ConfirmTriageDecision")).isEqualTo(task);
    }

    @Test
    void anAnswerThatIsNoneIsRefusedWithoutRepeatingIt() {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        var task = task(reference, "Task_ConfirmTriageDecision");

        assertRefused(complete("clinician", task, Map.of()), "decision is needed");
        assertRefused(complete("clinician", task, Map.of("decision", "REJECT")), "decision is one of");
        assertRefused(complete("clinician", task, Map.of("decision", "DO_NOT_ACCEPT")), "Choose a reason");
        assertRefused(
                complete("clinician", task, Map.of("decision", "ACCEPT", "decisionReason", Referrals.FAMILY_NAME)),
                "decisionReason is one of");
        assertRefused(
                complete("clinician", task, Map.of("decision", "ACCEPT", "note", Referrals.NHS_NUMBER)),
                "Free text belongs into a letter");
        assertRefused(
                complete("clinician", task, Map.of("decision", "ACCEPT", "recommendationText", Referrals.FAMILY_NAME)),
                "Free text belongs into a letter");
        assertRefused(
                complete("clinician", task, Map.of("decision", "ACCEPT", "evaluation", 7)), "New information arrived");
        assertRefused(
                call(
                        "clinician",
                        "POST",
                        "/engine-rest/task/" + task + "/submit-form",
                        Map.of("variables", Map.of(Referrals.FAMILY_NAME, Map.of("value", "x")))),
                "Free text belongs into a letter");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aRefusalIsNoErrorInTheLog(CapturedOutput log) {
        var reference = newReference();
        send(submitted(reference, withInsulinMissing()));
        var task = task(reference, "Task_ConfirmTriageDecision");

        assertRefused(complete("clinician", task, Map.of("decision", "ACCEPT")), "Choose a reason");

        assertThat(log.getAll()).doesNotContain("ENGINE-16004").doesNotContain("Choose a reason");
    }

    /** Two people with the same task open, or one who clicks twice. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void ofTwoWhoCompleteATaskAtOnceOneIsToldThatItIsCompleted(CapturedOutput log) {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        var task = task(reference, "Task_ConfirmTriageDecision");

        var answers = List.of("clinician", "specialist-nurse", "clinician").parallelStream()
                .map(account -> complete(account, task, Map.of("decision", "ACCEPT")))
                .toList();

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 409, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 409).allSatisfy(answer -> assertThat(
                        answer.json().path("message").asText())
                .startsWith("This task has been completed already."));
        awaitStatus(reference, "ACCEPTED");
        assertThat(promised(reference).stream().filter("ReferralAccepted"::equals))
                .hasSize(1);
        assertThat(log.getAll()).doesNotContain("ENGINE-16004");
    }

    @Test
    void whoComesTooLateIsToldHowTheTaskStands() {
        var reference = newReference();
        send(submitted(reference, withInsulinMissing()));
        var stopped = task(reference, "Task_ConfirmTriageDecision");
        assertThat(claim("clinician", stopped).status()).isEqualTo(204);

        assertConflict(claim("specialist-nurse", stopped), "This task is claimed by clinician.");
        assertThat(claim("specialist-nurse", "no-such-task").status()).isEqualTo(404);

        send(new ReferralWithdrawn(reference, Instant.now(), WithdrawalReason.SENT_IN_ERROR, null));
        awaitStatus(reference, "WITHDRAWN");
        assertConflict(complete("clinician", stopped, Map.of("decision", "ACCEPT")), "was part of has ended");
    }

    @Test
    void ofSeveralClaimsAtOnceOneHolds() {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        var task = task(reference, "Task_ConfirmTriageDecision");

        var answers = List.of("clinician", "specialist-nurse", "clinician", "specialist-nurse").parallelStream()
                .map(account -> claim(account, task))
                .toList();

        assertThat(answers).extracting(Answer::status).contains(204).isSubsetOf(204, 409);
    }

    /** As two administrators in Cockpit, or one and the engine itself. */
    @Test
    void ofTwoWhoRunAJobAtOnceNobodyIsToldOfAFailure() {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        task(reference, "Task_ConfirmTriageDecision");
        var reminder = jdbc.queryForObject(
                "select job.id_ from act_ru_job job join act_ru_execution process"
                        + " on process.id_ = job.process_instance_id_ where process.business_key_ = ?",
                String.class,
                reference.value());

        var answers = Stream.generate(() -> "/engine-rest/job/" + reminder + "/execute")
                .limit(4)
                .parallel()
                .map(path -> call("administrator", "POST", path, Map.of()))
                .toList();

        assertThat(answers).extracting(Answer::status).contains(204).isSubsetOf(204, 404, 409);
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(204);
    }

    @Test
    void aPossibleDuplicateIsAnsweredFirst() {
        var first = newReference();
        var second = newReference();
        send(submitted(second, "REFERRAL", withPartialLipodystrophy(), List.of(first)));
        var decision = task(second, "Task_ConfirmTriageDecision");
        assertRefused(complete("clinician", decision, Map.of("decision", "ACCEPT")), "may be the same patient");

        var answer = complete(
                "administrator", task(second, "Task_ResolveDuplicate"), Map.of("duplicateAnswer", "DIFFERENT_PERSON"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(complete("clinician", decision, Map.of("decision", "ACCEPT")).status())
                .isEqualTo(204);
        awaitStatus(second, "ACCEPTED");
    }

    @Test
    void aRequestForAdviceEndsWithALetter() {
        var reference = newReference();
        send(submitted(reference, "ADVICE", withInsulinMissing(), List.of()));
        var task = task(reference, "Task_GiveAdvice");
        assertRefused(complete("clinician", task, Map.of("adviceOutcome", "ADVICE_GIVEN")), "Write the advice");

        var letter = call(
                "clinician",
                "POST",
                "/api/cases/" + reference + "/letters",
                Map.of("kind", "ADVICE", "title", "Advice", "body", "Please measure fasting insulin."));

        assertThat(letter.status()).as(letter.body()).isEqualTo(201);
        assertThat(complete("clinician", task, Map.of("adviceOutcome", "ADVICE_GIVEN"))
                        .status())
                .isEqualTo(204);
        awaitStatus(reference, "ADVICE_GIVEN");
        assertThat(promised(reference)).containsExactly("ReferralReceived", "LetterIssued", "AdviceGiven");
    }

    @Test
    void aWithdrawalBeforeTheDecisionEndsEverything() {
        var reference = newReference();
        send(submitted(reference, withInsulinMissing()));
        task(reference, "Task_ConfirmTriageDecision");

        send(new ReferralWithdrawn(reference, Instant.now(), WithdrawalReason.PATIENT_CHOICE, null));

        awaitStatus(reference, "WITHDRAWN");
        assertThat(openTask(reference, "Task_ConfirmTriageDecision")).isNull();
        assertThat(promised(reference)).endsWith("ReferralWithdrawalConfirmed");
        assertThat(running(reference.value())).isZero();
    }

    @Test
    void aWithdrawalAfterAcceptanceCanBeRestored() {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        complete("clinician", task(reference, "Task_ConfirmTriageDecision"), Map.of("decision", "ACCEPT"));
        task(reference, "Task_BookAppointment");
        send(new ReferralWithdrawn(reference, Instant.now(), WithdrawalReason.SENT_IN_ERROR, null));
        awaitStatus(reference, "WITHDRAWN");

        var restored =
                complete("administrator", task(reference, "Task_ConfirmClosure"), Map.of("closureAnswer", "RESTORE"));

        assertThat(restored.status()).as(restored.body()).isEqualTo(204);
        task(reference, "Task_BookAppointment");
        awaitStatus(reference, "ACCEPTED");
        assertThat(promised(reference))
                .containsExactly(
                        "ReferralReceived", "ReferralAccepted", "ReferralWithdrawalConfirmed", "ReferralAccepted");
    }

    @Test
    void aDeathIsConfirmedInItsOwnWords() {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        task(reference, "Task_ConfirmTriageDecision");

        send(new PatientDeceased(reference, Instant.now(), null));

        awaitStatus(reference, "WITHDRAWN");
        assertThat(jdbc.queryForObject(
                        "select convert_from(value, 'UTF8') from outbox where convert_from(key, 'UTF8') = ?"
                                + " order by position desc limit 1",
                        String.class,
                        reference.value()))
                .contains("\"patientDied\":true");
    }

    @Test
    void aPersonWhoLowersThePrioritySaysWhy() {
        var reference = newReference();
        send(submitted(reference, Map.of("syndrome", "DONOHUE", "lipodystrophy", "PARTIAL")));
        var task = task(reference, "Task_ConfirmTriageDecision");

        assertRefused(
                complete("clinician", task, Map.of("decision", "ACCEPT", "decidedPriority", "ROUTINE")),
                "this lowers the priority");

        var answer = complete(
                "clinician",
                task,
                Map.of("decision", "ACCEPT", "decidedPriority", "ROUTINE", "decisionReason", "CLINICAL_JUDGEMENT"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        awaitStatus(reference, "ACCEPTED");
        assertThat(jdbc.queryForObject(
                        "select priority from case_file where reference = ?", String.class, reference.value()))
                .isEqualTo("ROUTINE");
    }

    private int running(String reference) {
        await().atMost(SOON)
                .until(() -> jdbc.queryForObject(
                                "select count(*) from act_ru_execution where business_key_ = ?",
                                Integer.class,
                                reference)
                        == 0);
        return 0;
    }

    private Answer claim(String account, String task) {
        return call(account, "POST", "/engine-rest/task/" + task + "/claim", Map.of("userId", account));
    }

    private static void assertConflict(Answer answer, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().path("message").asText()).contains(words);
    }

    private static void assertRefused(Answer answer, String words) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains(words)
                .doesNotContain(Referrals.FAMILY_NAME)
                .doesNotContain(Referrals.NHS_NUMBER);
    }
}
