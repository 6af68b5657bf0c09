package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.information;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.submitted;
import static uk.nsirs.triage.Referrals.withInsulinMissing;
import static uk.nsirs.triage.Referrals.withObesity;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nsirs.events.ReferralReference;

/** A referral walks through triage: from the topic to the events that tell the trust. */
class ReferralStoryTest extends TriageTest {

    @Test
    void aClinicianAcceptsWhatMeetsTheCriteria() {
        // given
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        var task = task(reference, "Task_ConfirmTriageDecision");

        // when
        var answer = complete("clinician", task, Map.of("decision", "ACCEPT", "evaluation", 1));

        // then
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        awaitStatus(reference, "ACCEPTED");
        task(reference, "Task_BookAppointment");
        assertThat(promised(reference)).containsExactly("ReferralReceived", "ReferralAccepted");
        assertThat(jdbc.queryForObject(
                        "select decided_by from task_decision where reference = ?", String.class, reference.value()))
                .isEqualTo("clinician");
    }

    @Test
    void anAcceptedReferralIsWorkedUpAndItsFirstTestPutsItIntoThePathway() {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        complete("clinician", task(reference, "Task_ConfirmTriageDecision"), Map.of("decision", "ACCEPT"));

        answer("nurse", reference, "Task_ArrangeLaboratoryPanel", Map.of("sampleTakenAt", "SERVICE"));

        awaitStatus(reference, "IN_PATHWAY");
        assertThat(promised(reference)).containsExactly("ReferralReceived", "ReferralAccepted", "TestRequested");
    }

    /** EXC-05: how many, never the codes, which are the referrer's own. */
    @ParameterizedTest
    @MethodSource("otherCauses")
    void whoDecidesKnowsHowManyOtherCausesWereExcluded(List<String> excluded, int count) {
        var clinical = new HashMap<>(withInsulinMissing());
        clinical.put("otherCausesExcluded", excluded);
        var reference = newReference();
        send(submitted(reference, clinical));
        var task = task(reference, "Task_ConfirmTriageDecision");

        var shown = call("clinician", "GET", "/engine-rest/task/" + task + "/form-variables", null);

        assertThat(shown.json().at("/otherCauses/value").asInt(-1)).isEqualTo(count);
        assertThat(shown.body()).doesNotContain("STEROIDS");
    }

    static Stream<Arguments> otherCauses() {
        return Stream.of(Arguments.of(null, 0), Arguments.of(List.of("PREGNANCY", "STEROIDS"), 2));
    }

    @Test
    void notAcceptedAlwaysHoldsItsReasonsInALetter() {
        var reference = newReference();
        send(submitted(reference, withObesity()));
        var task = task(reference, "Task_ConfirmTriageDecision");

        var answer = complete("clinician", task, Map.of("decision", "DO_NOT_ACCEPT"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        awaitStatus(reference, "NOT_ACCEPTED");
        assertThat(promised(reference)).containsExactly("ReferralReceived", "LetterIssued", "ReferralNotAccepted");
        assertThat(jdbc.queryForObject("select body from letter where reference = ?", String.class, reference.value()))
                .contains("your local specialist weight management service");
    }

    /** Neither its letter nor its milestone: the patient is cared for under the other referral. */
    @Test
    void aDuplicateIsSentNowhereElse() {
        var reference = newReference();
        send(submitted(reference, withObesity()));

        answer(
                "clinician",
                reference,
                "Task_ConfirmTriageDecision",
                Map.of("decision", "DO_NOT_ACCEPT", "decisionReason", "DUPLICATE"));

        awaitStatus(reference, "NOT_ACCEPTED");
        assertThat(promised(reference)).endsWith("ReferralNotAccepted");
        assertThat(lastPromised(reference).path("reason").asText()).isEqualTo("DUPLICATE");
        assertThat(lastPromised(reference).hasNonNull("redirect")).isFalse();
    }

    private JsonNode lastPromised(ReferralReference reference) {
        return new Answer(
                        0,
                        jdbc.queryForObject(
                                "select convert_from(value, 'UTF8') from outbox where convert_from(key, 'UTF8') = ?"
                                        + " order by position desc limit 1",
                                String.class,
                                reference.value()))
                .json();
    }

    @Test
    void whatIsMissingIsAskedForAndWhatArrivesIsEvaluatedAgain() {
        // given
        var reference = newReference();
        send(submitted(reference, withInsulinMissing()));
        awaitStatus(reference, "AWAITING_INFORMATION");

        // when
        send(information(reference, Map.of("acanthosisNigricans", true)));
        awaitStatus(reference, "AWAITING_DECISION");
        var task = task(reference, "Task_ConfirmTriageDecision");

        // then
        var stale = complete("clinician", task, Map.of("decision", "ASK_REFERRER", "evaluation", 1));
        assertThat(stale.status()).isEqualTo(400);
        assertThat(stale.body()).contains("New information arrived");
        assertThat(complete("clinician", task, Map.of("decision", "ACCEPT", "evaluation", 2))
                        .status())
                .isEqualTo(204);
        awaitStatus(reference, "ACCEPTED");
        assertThat(promised(reference)).containsExactly("ReferralReceived", "InformationRequested", "ReferralAccepted");
    }

    /** A trust must not be chased for a letter that nobody wrote. */
    @Test
    void whatIsOnNoListIsAskedForInALetter() {
        // given
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        var task = task(reference, "Task_ConfirmTriageDecision");
        var ask = Map.of("decision", "ASK_REFERRER", "decisionReason", "CLINICAL_JUDGEMENT");
        var refused = complete("clinician", task, ask);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("write what you ask for as a letter first");

        // when
        var letter = call(
                "clinician",
                "POST",
                "/api/cases/" + reference + "/letters",
                Map.of("kind", "INFORMATION_REQUEST", "title", "A question", "body", "Is there a photograph?"));
        var asked = complete("clinician", task, ask);

        // then
        assertThat(asked.status()).as(asked.body()).isEqualTo(204);
        awaitStatus(reference, "AWAITING_INFORMATION");
        assertThat(promised(reference)).containsExactly("ReferralReceived", "LetterIssued", "InformationRequested");
        assertThat(lastPromised(reference).path("letterId").asText())
                .isEqualTo(letter.json().get("letterId").asText());

        // what came since may have answered it
        send(information(reference, Map.of("acanthosisNigricans", true)));
        awaitStatus(reference, "AWAITING_DECISION");
        var again = new HashMap<String, Object>(ask);
        again.put("evaluation", 2);
        assertThat(complete("clinician", task(reference, "Task_ConfirmTriageDecision"), again)
                        .body())
                .contains("write what you ask for as a letter first");
    }

    @Test
    void aReferrerWhoDoesNotAnswerIsRemindedAndTheRequestEndsButNotTheReferral() {
        var reference = newReference();
        send(submitted(reference, withInsulinMissing()));
        awaitStatus(reference, "AWAITING_INFORMATION");

        await().atMost(SOON).until(() -> goesOff(reference, "Event_ChaseDue") == 1);
        await().atMost(SOON).until(() -> promised(reference)
                .equals(List.of("ReferralReceived", "InformationRequested", "InformationRequested")));
        await().atMost(SOON).until(() -> goesOff(reference, "Event_RequestExpired") == 1);
        await().atMost(SOON).until(() -> timers(reference, "Event_RequestExpired") == 0);
        await().atMost(SOON).until(() -> goesOff(reference, "Event_TriageReminderDue") == 1);
        await().atMost(SOON).until(() -> jdbc.queryForList(
                        "select priority_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_"
                                + " where e.business_key_ = ? and task_def_key_ = 'Task_ConfirmTriageDecision'",
                        Integer.class,
                        reference.value())
                .equals(List.of(80)));

        assertThat(openTask(reference, "Task_ConfirmTriageDecision")).isNotNull();
        assertThat(promised(reference)).hasSize(3);
    }

    private int timers(ReferralReference reference, String event) {
        return jdbc.queryForList(
                        "select 1 from act_ru_job j join act_ru_jobdef d on d.id_ = j.job_def_id_"
                                + " join act_ru_execution e on e.id_ = j.process_instance_id_"
                                + " where d.act_id_ = ? and e.business_key_ = ?",
                        event,
                        reference.value())
                .size();
    }

    @Test
    void informationThatCameBeforeItsReferralIsNotLost() {
        var reference = newReference();
        send(information(reference, Map.of("acanthosisNigricans", true)));
        await().atMost(SOON)
                .until(() -> !jdbc.queryForList("select 1 from pending_message where reference = ?", reference.value())
                        .isEmpty());

        send(submitted(reference, withInsulinMissing()));

        await().atMost(SOON)
                .until(
                        () -> jdbc.queryForList(
                                "select evaluation from case_file where reference = ?",
                                Integer.class,
                                reference.value()),
                        List.of(2)::equals);
        assertThat(jdbc.queryForList("select 1 from pending_message where reference = ?", reference.value()))
                .isEmpty();
    }
}
