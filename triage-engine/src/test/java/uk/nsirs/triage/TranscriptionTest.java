package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.information;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;
import static uk.nsirs.triage.Referrals.writtenDown;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.Channel;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.ReferralEvent.ReferralContactReceived;
import uk.nsirs.events.ReferralReference;

/** A telephone call is a task until its referral is written down, and that is a referral like any other (REF-10). */
class TranscriptionTest extends TriageTest {

    private static final String TASK = "Task_TranscribeReferral";

    @Test
    void aCallIsATaskForAdministratorsUntilItsReferralIsWrittenDown() {
        // given
        var reference = newReference();
        send(call(reference));
        var task = task(reference, TASK);
        assertThat(call("administrator", "GET", "/engine-rest/task/" + task + "/variables/transcriptionUrl", null)
                        .json()
                        .path("value")
                        .asText())
                .isEqualTo("http://localhost:8080/contacts/" + reference);
        assertThat(call("administrator", "GET", "/engine-rest/task/" + task, null)
                        .json()
                        .path("due")
                        .isTextual())
                .isTrue();

        // when
        send(writtenDown(reference, withPartialLipodystrophy()));

        // then
        task(reference, "Task_ConfirmTriageDecision");
        await().atMost(SOON).until(() -> running(reference).equals(List.of("ReferralPathway")));
        assertThat(promised(reference)).containsExactly("ReferralReceived");
        assertThat(call("nurse", "GET", "/api/cases/" + reference, null).body())
                .contains("Referral received by telephone, written down by administrator");
    }

    @Test
    void whereNoReferralComesOfItAnAdministratorSaysWhyAndOneThatComesLaterIsTakenAllTheSame() {
        // given
        var reference = newReference();
        send(call(reference));
        var task = task(reference, TASK);

        // when
        assertThat(complete("clinician", task, Map.of("transcriptionOutcome", "SENT_BY_TRUST"))
                        .status())
                .as("administrators write down")
                .isEqualTo(400);
        assertThat(complete("administrator", task, Map.of()).status())
                .as("without a reason")
                .isEqualTo(400);
        answer("administrator", reference, TASK, Map.of("transcriptionOutcome", "SENT_BY_TRUST"));

        // then intake is told why, and by whom
        await().atMost(SOON).until(() -> running(reference).isEmpty());
        assertThat(promised(reference)).containsExactly("ReferralContactClosed");
        assertThat(jdbc.queryForObject(
                        "select convert_from(value, 'UTF8') from outbox where convert_from(key, 'UTF8') = ?",
                        String.class,
                        reference.value()))
                .contains("\"reason\":\"SENT_BY_TRUST\"", "\"closedBy\":\"administrator\"");

        // and
        send(writtenDown(reference, withPartialLipodystrophy()));
        task(reference, "Task_ConfirmTriageDecision");
    }

    @Test
    void aReferralThatIsThereAlreadyAsksNobodyToWriteItDown() {
        // given
        var reference = waiting(withPartialLipodystrophy());

        // when, with something behind it that is certainly done later
        send(call(reference));
        send(information(reference, Map.of("acanthosisNigricans", true)));
        await().atMost(SOON)
                .until(() -> !jdbc.queryForList("select 1 from information where reference = ?", reference.value())
                        .isEmpty());

        // then
        assertThat(running(reference)).doesNotContain("ReferralTranscription");
    }

    private static ReferralContactReceived call(ReferralReference reference) {
        return new ReferralContactReceived(
                reference, Instant.now(), Channel.TELEPHONE, OdsCode.of("RJZ"), "administrator");
    }

    private List<String> running(ReferralReference reference) {
        return jdbc.queryForList(
                "select proc_def_key_ from act_hi_procinst where business_key_ = ? and end_time_ is null order by 1",
                String.class,
                reference.value());
    }
}
