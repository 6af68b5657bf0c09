package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.web.server.LocalServerPort;
import uk.nsirs.events.Topics;

/** A possible duplicate is accepted and linked; whether it is one is a person's question. */
@Intake
class DuplicatesTest {

    @LocalServerPort
    private int port;

    private Caller rjz;
    private Caller rgt;

    @BeforeEach
    void callers() {
        rjz = Caller.of(port, "rjz-referrer");
        rgt = Caller.of(port, "rgt-referrer");
    }

    @Test
    void theSameNameAndDateOfBirthAreLinkedAcrossTrustsButShownToNoOtherTrust() {
        // given a referral of one trust
        var referral = Patients.somebody();
        var first = rjz.post("/api/referrals", referral).reference();

        // when another trust refers somebody of the same name and date of birth, written otherwise, without a number
        var other = referral.deepCopy();
        var name = Patients.patient(other).path("familyName").asText();
        Patients.patient(other).putNull("nhsNumber").put("familyName", name.toUpperCase(java.util.Locale.ROOT));
        Patients.referrer(other).put("organisation", "RGT");
        var second = rgt.post("/api/referrals", other);

        // then it is accepted, triage is told, and neither trust learns of the other
        assertThat(second.status()).as(second.text()).isEqualTo(201);
        var event = new TopicReader(Topics.REFERRALS).eventOf(second.reference(), "ReferralSubmitted");
        assertThat(event.json().at("/possibleDuplicates/0").asText()).isEqualTo(first);
        assertThat(second.text()).doesNotContain(first);
        assertThat(rgt.get("/api/referrals/" + second.reference()).text()).doesNotContain(first);
        assertThat(rjz.get("/api/referrals/" + first).text()).doesNotContain(second.reference());
    }

    @Test
    void aTrustSeesThatItReferredThePatientTwice() {
        var referral = Patients.somebody();
        var first = rjz.post("/api/referrals", referral).reference();
        var second = rjz.post("/api/referrals", referral).reference();

        assertThat(rjz.get("/api/referrals/" + second)
                        .json()
                        .at("/possibleDuplicates/0")
                        .asText())
                .isEqualTo(first);
        assertThat(rjz.get("/api/referrals/" + first)
                        .json()
                        .at("/possibleDuplicates/0")
                        .asText())
                .isEqualTo(second);
    }

    @Test
    void aReferralAfterAClosedOneIsNoDuplicate() {
        var referral = Patients.somebody();
        var first = rjz.post("/api/referrals", referral).reference();
        rjz.post("/api/referrals/" + first + "/withdrawal", "{\"reason\":\"SENT_IN_ERROR\"}");

        var second = rjz.post("/api/referrals", referral).reference();

        var event = new TopicReader(Topics.REFERRALS).eventOf(second, "ReferralSubmitted");
        assertThat(event.json().path("possibleDuplicates")).isEmpty();
    }

    @Test
    void noLogNamesAPatient(CapturedOutput output) {
        var referral = Patients.somebody();
        Patients.patient(referral).put("familyName", "Quixlander").put("givenName", "Zebulonia");
        var number = Patients.patient(referral).path("nhsNumber").asText();

        var reference =
                rjz.post("/api/referrals", referral, "Idempotency-Key", "log").reference();
        rjz.post("/api/referrals/" + reference + "/information", "{\"note\":\"Zebulonia Quixlander asks\"}");
        rjz.post("/api/referrals/" + reference + "/withdrawal", "{\"reason\":\"OTHER\",\"detail\":\"Zebulonia\"}");
        new TopicReader(Topics.REFERRALS).eventOf(reference, "ReferralWithdrawn");

        assertThat(output.getAll()).doesNotContain("Quixlander", "Zebulonia", number);
    }
}
