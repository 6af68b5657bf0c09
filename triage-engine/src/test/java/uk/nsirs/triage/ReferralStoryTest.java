package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.information;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.submitted;
import static uk.nsirs.triage.Referrals.withInsulinMissing;
import static uk.nsirs.triage.Referrals.withObesity;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
        task(reference, "Task_PlanDiagnosticWorkup");
        assertThat(promised(reference)).containsExactly("ReferralReceived", "ReferralAccepted");
        assertThat(jdbc.queryForObject(
                        "select decided_by from task_decision where reference = ?", String.class, reference.value()))
                .isEqualTo("clinician");
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

    @Test
    void whatIsMissingIsAskedForAndWhatArrivesIsEvaluatedAgain() {
        // given
        var reference = newReference();
        send(submitted(reference, withInsulinMissing()));
        var task = task(reference, "Task_ConfirmTriageDecision");
        awaitStatus(reference, "AWAITING_INFORMATION");

        // when
        send(information(reference, Map.of("acanthosisNigricans", true)));
        awaitStatus(reference, "AWAITING_DECISION");

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
