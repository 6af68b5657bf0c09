package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.nsirs.events.Topics;

@Intake
class SubmissionTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Caller rjz;
    private Caller rgt;

    @BeforeEach
    void callers() {
        rjz = Caller.of(port, "rjz-referrer");
        rgt = Caller.of(port, "rgt-referrer");
    }

    @Test
    void aReferralIsTakenAndItsTrustSeesHowItStands() {
        // when a trust sends a referral
        var answer = rjz.post("/api/referrals", Patients.somebody());

        // then it is promised, with a reference by which it can be found
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.reference()).matches("NSIRS-2\\d{3}-[2-9A-Z]{6}");
        assertThat(answer.location()).hasValue("/api/referrals/" + answer.reference());
        assertThat(answer.json().path("status").asText()).isEqualTo("RECEIVED");
        assertThat(answer.json().path("submittedAt").asText()).isNotEmpty();

        // and the trust sees it, without anything that names the patient
        var view = rjz.get(answer.location().orElseThrow());
        assertThat(view.status()).isEqualTo(200);
        assertThat(view.json().path("whoseTurn").asText()).isEqualTo("SERVICE");
        assertThat(view.json().path("localReference").asText()).isEqualTo("DX-1042");
        assertThat(view.json().path("timeline")).hasSize(1);
        assertThat(view.text()).doesNotContain("Testpatient").doesNotContain("Ada");
        assertThat(rjz.get(answer.location().orElseThrow(), "If-None-Match", view.header("ETag"))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void theEventHoldsTheReferralAndGoesToItsTopic() {
        var referral = Patients.somebody();
        var reference = rjz.post("/api/referrals", referral).reference();

        var record = new TopicReader(Topics.REFERRALS).eventOf(reference, "ReferralSubmitted");

        assertThat(record.json().at("/referral/patient/nhsNumber").asText())
                .isEqualTo(Patients.patient(referral).path("nhsNumber").asText());
        assertThat(record.json()
                        .at("/referral/clinical/fastingInsulin/pmolPerL")
                        .decimalValue())
                .isEqualByComparingTo("1840");
        assertThat(record.header("ce_source")).isEqualTo("/nsirs/referral-intake");
        assertThat(record.header("ce_subject")).isEqualTo(reference);
    }

    @Test
    void aCheckStoresNothing() {
        long before = rows();

        var answer = rjz.post("/api/referrals?validateOnly=true", Patients.somebody(), "Idempotency-Key", "check-only");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("valid").asBoolean()).isTrue();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void anUnusualValueIsTakenAndFlagged() {
        var referral = Patients.somebody();
        Patients.clinical(referral).put("insulinUnitsPerDay", 21_000);

        var answer = rjz.post("/api/referrals", referral);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(texts(answer.json().path("flags"), "pointer")).contains("/clinical/insulinUnitsPerDay");
    }

    @Test
    void anotherTrustsReferralLooksLikeOneThatDoesNotExist() {
        var reference = rjz.post("/api/referrals", Patients.somebody()).reference();
        var unknown = "NSIRS-2026-222222".equals(reference) ? "x" : unknownReference();

        for (var path : List.of("", "/letters", "/letters/00000000-0000-0000-0000-000000000000")) {
            var other = rgt.get("/api/referrals/" + reference + path);
            var none = rgt.get("/api/referrals/" + unknown + path);
            assertThat(other.status()).isEqualTo(404);
            assertThat(other.text()).isEqualTo(none.text());
        }
        var information = Caller.JSON.createObjectNode().put("note", "x");
        var withdrawal = Caller.JSON.createObjectNode().put("reason", "OTHER");
        assertThat(rgt.post("/api/referrals/" + reference + "/information", information)
                        .text())
                .isEqualTo(rgt.post("/api/referrals/" + unknown + "/information", information)
                        .text());
        assertThat(rgt.post("/api/referrals/" + reference + "/withdrawal", withdrawal)
                        .status())
                .isEqualTo(404);
        assertThat(rgt.get("/api/referrals").text()).doesNotContain(reference);
        assertThat(rjz.get("/api/referrals/not-a-reference").status()).isEqualTo(404);
        assertThat(rjz.get("/api/referrals/" + reference).json().path("status").asText())
                .isEqualTo("RECEIVED");
    }

    @Test
    void aTrustSubmitsForItselfOnlyAndReadsOfThatBesideAllOtherFaults() {
        var referral = Patients.somebody();
        assertThat(texts(rgt.post("/api/referrals", referral).json().path("errors"), "pointer"))
                .containsExactly("/referrer/organisation");

        Patients.clinical(referral).put("bmi", -1);
        var answer = rgt.post("/api/referrals", referral);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(texts(answer.json().path("errors"), "pointer"))
                .containsExactlyInAnyOrder("/clinical/bmi", "/referrer/organisation");
    }

    @Test
    void suppliedInformationOverwritesFieldByFieldAndTheOldValueIsKept() {
        var reference = rjz.post("/api/referrals", Patients.somebody()).reference();
        var supplied = Caller.JSON.createObjectNode();
        supplied.putObject("clinical")
                .put("bmi", 24.5)
                .put("lipodystrophy", "PARTIAL")
                .putNull("syndrome");

        var answer = rjz.post("/api/referrals/" + reference + "/information", supplied);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var clinical = jdbc.sql("select document ->> 'clinical' from referral where reference = ?")
                .param(reference)
                .query(String.class)
                .single();
        assertThat(clinical).contains("\"bmi\": 24.5", "\"PARTIAL\"", "\"syndrome\": \"NONE\"");
        var previous = jdbc.sql("select previous::text from information where reference = ?")
                .param(reference)
                .query(String.class)
                .single();
        assertThat(previous).isEqualTo("{\"bmi\": 23.1, \"lipodystrophy\": \"NOT_DIAGNOSED\"}");
        var record = new TopicReader(Topics.REFERRALS).eventOf(reference, "InformationSupplied");
        assertThat(record.json().at("/clinical/lipodystrophy").asText()).isEqualTo("PARTIAL");
        assertThat(texts(rjz.get("/api/referrals/" + reference).json().path("timeline"), "event"))
                .containsExactly("ReferralSubmitted", "InformationSupplied");
    }

    @Test
    void whatIsWithdrawnIsClosed() {
        var reference = rjz.post("/api/referrals", Patients.somebody()).reference();
        var withdrawal = Caller.JSON.createObjectNode().put("reason", "PATIENT_CHOICE");
        var path = "/api/referrals/" + reference;

        var answer = rjz.post(path + "/withdrawal", withdrawal);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(rjz.get(path).json().path("status").asText()).isEqualTo("WITHDRAWN");
        assertThat(rjz.get(path).json().path("whoseTurn").asText()).isEqualTo("NOBODY");
        new TopicReader(Topics.REFERRALS).eventOf(reference, "ReferralWithdrawn");

        var again = rjz.post(path + "/withdrawal", withdrawal);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("detail").asText()).contains("withdrawn");
        var late =
                rjz.post(path + "/information", Caller.JSON.createObjectNode().put("note", "late"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.contentType()).startsWith("application/problem+json");
    }

    @Test
    void aDeathIsTakenOnceEvenWhereTheReferralIsClosed() {
        var reference = rjz.post("/api/referrals", Patients.somebody()).reference();
        var path = "/api/referrals/" + reference + "/withdrawal";
        rjz.post(path, Caller.JSON.createObjectNode().put("reason", "SENT_IN_ERROR"));
        var death = Caller.JSON.createObjectNode().put("reason", "PATIENT_DIED");

        assertThat(rjz.post(path, death).status()).isEqualTo(200);

        new TopicReader(Topics.REFERRALS).eventOf(reference, "PatientDeceased");
        assertThat(rjz.post(path, death).status()).isEqualTo(409);
    }

    @Test
    void theListIsTheTrustsOwnInPagesThatMissNothing() {
        var mine = List.of(
                rjz.post("/api/referrals", Patients.somebody()).reference(),
                rjz.post("/api/referrals", Patients.somebody()).reference(),
                rjz.post("/api/referrals", Patients.somebody()).reference());
        var since = rjz.get("/api/referrals/" + mine.get(0))
                .json()
                .path("changedAt")
                .asText();

        var first = rjz.get("/api/referrals?limit=2&changedSince=" + since).json();
        var second = rjz.get("/api/referrals?limit=2&changedSince=" + since + "&cursor="
                        + first.path("next").asText())
                .json();

        assertThat(texts(first.path("referrals"), "reference")).containsExactly(mine.get(0), mine.get(1));
        assertThat(texts(second.path("referrals"), "reference")).contains(mine.get(2));
        assertThat(texts(
                        rjz.get("/api/referrals?status=ACCEPTED&changedSince=" + since)
                                .json()
                                .path("referrals"),
                        "reference"))
                .doesNotContainAnyElementsOf(mine);
        var list = rjz.get("/api/referrals?limit=1");
        assertThat(rjz.get("/api/referrals?limit=1", "If-None-Match", list.header("ETag"))
                        .status())
                .isEqualTo(304);
        var wrong = rjz.get("/api/referrals?limit=0&status=DONE&changedSince=now&cursor=%24");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("errors")).hasSize(4);
    }

    @Test
    void withoutASignInThereIsAProblemAndNothingElse() {
        var nobody = Caller.of(port, null);
        for (var path : List.of("/api/referrals", "/v3/api-docs", "/actuator/prometheus", "/", "/nothing")) {
            var answer = nobody.get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.contentType()).as(path).startsWith("application/problem+json");
        }
        assertThat(nobody.get("/actuator/health").text())
                .isEqualTo("{\"status\":\"UP\",\"groups\":[\"liveness\",\"readiness\"]}");
        assertThat(nobody.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(Caller.of(port, "clinician").get("/api/referrals").status()).isEqualTo(403);
        assertThat(Caller.of(port, "monitoring").get("/actuator/prometheus").text())
                .contains("jvm_memory");
        assertThat(rjz.get("/actuator/prometheus").status()).isEqualTo(403);
        assertThat(rjz.get("/api/referrals").header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    private static String unknownReference() {
        return uk.nsirs.events.ReferralReference.random(2025, new java.util.Random(7))
                .value();
    }

    private long rows() {
        return jdbc.sql("select (select count(*) from referral) + (select count(*) from idempotency)")
                .query(Long.class)
                .single();
    }

    static ObjectNode object() {
        return Caller.JSON.createObjectNode();
    }
}
