package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@Intake
class IdempotencyTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private Caller rjz;
    private String key;

    @BeforeEach
    void newKey() {
        rjz = Caller.of(port, "rjz-referrer");
        key = UUID.randomUUID().toString();
    }

    @Test
    void fiftyConcurrentRequestsWithOneKeyMakeOneReferralAndFiftyEqualAnswers() throws Exception {
        var referral = Patients.somebody();

        var answers = atOnce(50, () -> rjz.post("/api/referrals", referral, "Idempotency-Key", key));

        assertThat(answers).extracting(Caller.Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Caller.Answer::text)
                .containsOnly(answers.get(0).text());
        assertThat(answers)
                .extracting(Caller.Answer::location)
                .containsOnly(answers.get(0).location());
        assertThat(referralsOf(Patients.patient(referral).path("nhsNumber").asText()))
                .isEqualTo(1);
    }

    @Test
    void theSameRequestGetsTheFirstAnswerEvenWhenThingsHaveChanged() {
        var referral = Patients.somebody();
        var first = rjz.post("/api/referrals", referral, "Idempotency-Key", key);
        rjz.post(first.location().orElseThrow() + "/withdrawal", "{\"reason\":\"OTHER\"}", "Idempotency-Key", key);

        var again = rjz.post("/api/referrals", referral, "Idempotency-Key", key);
        var withdrawnAgain = rjz.post(
                first.location().orElseThrow() + "/withdrawal", "{\"reason\":\"OTHER\"}", "Idempotency-Key", key);

        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(withdrawnAgain.status()).isEqualTo(200);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        rjz.post("/api/referrals", Patients.somebody(), "Idempotency-Key", key);

        var answer = rjz.post("/api/referrals", Patients.somebody(), "Idempotency-Key", key);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(SubmissionTest.texts(answer.json().path("errors"), "code"))
                .containsExactly("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aKeyBelongsToItsAccount() {
        var first = rjz.post("/api/referrals", Patients.somebody(), "Idempotency-Key", key);

        var other = Caller.of(port, "rjz-second").post("/api/referrals", Patients.somebody(), "Idempotency-Key", key);

        assertThat(other.status()).isEqualTo(201);
        assertThat(other.reference()).isNotEqualTo(first.reference());
    }

    @Test
    void aRefusalIsNotKeptSoThatTheRequestCanBePutRight() {
        var referral = Patients.somebody();
        var wrong = referral.deepCopy();
        Patients.clinical(wrong).put("bmi", -1);
        assertThat(rjz.post("/api/referrals", wrong, "Idempotency-Key", key).status())
                .isEqualTo(422);

        assertThat(rjz.post("/api/referrals", referral, "Idempotency-Key", key).status())
                .isEqualTo(201);
    }

    @Test
    void aKeyIsFreeAgainAfterSevenDays() {
        var first = rjz.post("/api/referrals", Patients.somebody(), "Idempotency-Key", key);
        jdbc.sql("update idempotency set created_at = ? where key = ?")
                .param(clock.instant().minus(Duration.ofDays(7)).minusSeconds(1).atOffset(ZoneOffset.UTC))
                .param(key)
                .update();

        var later = rjz.post("/api/referrals", Patients.somebody(), "Idempotency-Key", key);

        assertThat(later.status()).isEqualTo(201);
        assertThat(later.reference()).isNotEqualTo(first.reference());
    }

    @Test
    void twoSubmissionsOfOnePatientAtTheSameTimeSeeEachOther() throws Exception {
        var referral = Patients.somebody();

        var answers = atOnce(8, () -> rjz.post("/api/referrals", referral));

        assertThat(answers).extracting(Caller.Answer::status).containsOnly(201);
        var number = Patients.patient(referral).path("nhsNumber").asText();
        assertThat(referralsOf(number)).isEqualTo(8);
        // each knows all that were there before it: 0 + 1 + ... + 7
        assertThat(jdbc.sql(
                                """
                                select count(*) from possible_duplicate
                                where reference in (select reference from referral where nhs_number = ?)""")
                        .param(number)
                        .query(Long.class)
                        .single())
                .isEqualTo(28);
    }

    private long referralsOf(String nhsNumber) {
        return jdbc.sql("select count(*) from referral where nhs_number = ?")
                .param(nhsNumber)
                .query(Long.class)
                .single();
    }

    private static List<Caller.Answer> atOnce(int callers, Callable<Caller.Answer> call) throws Exception {
        var threads = Executors.newFixedThreadPool(callers);
        try {
            var answers = new ArrayList<Caller.Answer>();
            for (var answer : threads.invokeAll(java.util.Collections.nCopies(callers, call))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
