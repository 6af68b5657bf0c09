package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.submitted;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.ReferralReference;

class BatchTest extends TriageTest {

    @Test
    void ofManyReferralsWithRepeatsAndPoisonEachStartsOnce() {
        // given
        var references = new ArrayList<ReferralReference>();
        var poison = newReference();
        for (int i = 0; i < 500; i++) {
            references.add(newReference());
        }

        // when
        for (int i = 0; i < references.size(); i++) {
            var id = UUID.randomUUID();
            var event = submitted(references.get(i), withPartialLipodystrophy());
            send(id, event);
            if (i % 50 == 0) {
                send(id, event);
                send(UUID.randomUUID(), event);
            }
            if (i == 250) {
                sendBytes(
                        UUID.randomUUID(),
                        "uk.nsirs.ReferralSubmitted",
                        poison.value(),
                        ("{\"reference\":\"" + poison + "\",\"referral\":null}").getBytes(StandardCharsets.UTF_8));
            }
        }

        // then
        await().atMost(SOON).until(() -> started(references) == 500);
        assertThat(jdbc.queryForObject(
                        "select count(*) from act_hi_procinst where business_key_ like 'NSIRS-%'"
                                + " and proc_def_key_ = 'ReferralPathway' group by business_key_"
                                + " order by count(*) desc limit 1",
                        Integer.class))
                .isEqualTo(1);
        assertThat(promised(references.get(0))).containsExactly("ReferralReceived");
        await().atMost(SOON)
                .until(() -> jdbc.queryForObject(
                                "select count(*) from unprocessable where reference = ?", Integer.class, poison.value())
                        == 1);
        await().atMost(SOON)
                .until(() -> call(
                                        "administrator",
                                        "GET",
                                        "/engine-rest/task/count?taskDefinitionKey=Task_ResolveUnprocessableMessage",
                                        null)
                                .json()
                                .get("count")
                                .asInt()
                        >= 1);
    }

    private int started(java.util.List<ReferralReference> references) {
        var names = references.stream().map(ReferralReference::value).toArray(String[]::new);
        var count = jdbc.queryForObject(
                "select count(*) from act_hi_procinst where proc_def_key_ = 'ReferralPathway' and business_key_ = any(?)",
                Integer.class,
                (Object) names);
        return count == null ? 0 : count;
    }
}
