package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.information;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.submitted;
import static uk.nsirs.triage.Referrals.withInsulinMissing;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.NotificationEvent.EmailUndeliverable;
import uk.nsirs.events.ReferralReference;

/** What went wrong, as a task that somebody can finish. */
class ResolutionTest extends TriageTest {

    @Test
    void anUndeliverableEmailIsSentAgainToTheCorrectedMailboxOnly() {
        // given
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        task(reference, "Task_ConfirmTriageDecision");
        var milestone = UUID.randomUUID();
        send(new EmailUndeliverable(
                reference, milestone, "ReferralReceived", Instant.now(), 550, "The mailbox does not exist"));
        var task = byProcess("UndeliverableEmail", reference.value() + "-email-%");

        // when
        var tooEarly = complete("administrator", task, Map.of("emailAnswer", "RESEND"));
        assertThat(tooEarly.status()).isEqualTo(400);
        assertThat(tooEarly.body()).contains("corrected mailbox");
        assertThat(correctMailbox(reference, "a@b.com")).isEqualTo(400);
        assertThat(correctMailbox(reference, "team@rgt.example"))
                .as("another organisation's")
                .isEqualTo(400);
        assertThat(correctMailbox(reference, "new.team@rjz.example"))
                .as("its own organisation's")
                .isEqualTo(204);
        assertThat(correctMailbox(reference, "new.team@nhs.net")).isEqualTo(204);
        assertThat(correctMailbox(newReference(), "new.team@nhs.net"))
                .as("no such case")
                .isEqualTo(404);
        assertThat(complete("administrator", task, Map.of("emailAnswer", "RESEND"))
                        .status())
                .isEqualTo(204);

        // then
        await().atMost(SOON).until(() -> promised(reference).contains("EmailResendRequested"));
    }

    @Test
    void aDeadLetterIsPublishedAgainWithItsOriginalId() {
        var reference = newReference();
        var id = UUID.randomUUID();
        sendBytes(id, "uk.nsirs.ReferralSubmitted", reference.value(), "{\"broken\":".getBytes(StandardCharsets.UTF_8));
        await().atMost(SOON)
                .until(() -> !jdbc.queryForList("select 1 from unprocessable where reference = ?", reference.value())
                        .isEmpty());
        var letter = jdbc.queryForObject(
                "select id::text from unprocessable where reference = ?", String.class, reference.value());
        var task = byProcess("UnprocessableMessage", "message-" + letter);

        var answer = complete("administrator", task, Map.of("messageAnswer", "REPLAY"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        await().atMost(SOON)
                .until(() -> jdbc.queryForObject(
                                "select count(*) from outbox where convert_from(key, 'UTF8') = ?"
                                        + " and convert_from(decode(headers::json ->> 'ce_id', 'base64'), 'UTF8') = ?",
                                Integer.class,
                                reference.value(),
                                id.toString())
                        == 1);
    }

    @Test
    void whatNoProcessTakesForTooLongBecomesATaskAndIsTriedAgainFromThere() {
        // given an answer to a referral nobody knows, two days ago
        var reference = newReference();
        send(information(reference, Map.of("acanthosisNigricans", true)));
        await().atMost(SOON)
                .until(() -> jdbc.update(
                                "update pending_message set recorded_at = recorded_at - interval '3 days'"
                                        + " where reference = ?",
                                reference.value())
                        == 1);
        var id = jdbc.queryForObject(
                "select event_id::text from pending_message where reference = ?", String.class, reference.value());
        var task = byProcess("UnprocessableMessage", "message-" + id);
        send(submitted(reference, withInsulinMissing()));
        task(reference, "Task_ConfirmTriageDecision");

        // when
        assertThat(complete("administrator", task, Map.of("messageAnswer", "REPLAY"))
                        .status())
                .isEqualTo(204);

        // then
        awaitStatus(reference, "AWAITING_DECISION");
        assertThat(jdbc.queryForList("select 1 from pending_message where reference = ?", reference.value()))
                .isEmpty();
    }

    private int correctMailbox(ReferralReference reference, String mailbox) {
        return call("administrator", "POST", "/api/cases/" + reference + "/mailbox", Map.of("mailbox", mailbox))
                .status();
    }

    private String byProcess(String process, String businessKey) {
        return await().atMost(SOON)
                .until(
                        () -> jdbc.queryForList(
                                "select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_"
                                        + " where t.proc_def_id_ like ? and e.business_key_ like ?",
                                String.class,
                                process + ":%",
                                businessKey),
                        found -> found.size() == 1)
                .get(0);
    }
}
