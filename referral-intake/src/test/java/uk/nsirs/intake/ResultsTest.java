package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What laboratories, funders, booking systems and trusts report: taken once, for the right patient, or refused. */
@Intake
class ResultsTest {

    private static final TopicReader RESULTS = new TopicReader("nsirs.results");

    private static final List<String> CALLS = List.of(
            "laboratory",
            "imaging",
            "genetic-tests",
            "receptor-antibodies",
            "funding-decisions",
            "appointments",
            "deteriorations");

    private static final Map<String, String> FINDINGS = Map.of(
            "laboratory",
            """
            {"takenOn": "2026-05-20", "laboratory": "Example laboratory", "measurements": [
              {"analyte": "FASTING_INSULIN", "value": 310.5, "unit": "mU/L", "onInsulinWhenTaken": false},
              {"analyte": "ADIPONECTIN", "value": 18.20, "unit": "mg/L"}]}""",
            "imaging",
            """
            {"kind": "LIVER_MRI", "liverFatPercent": 14.5}""",
            "genetic-tests",
            """
            {"result": "PATHOGENIC", "gene": "LMNA", "hgvs": "NM_170707.4:c.1444C>T", "zygosity": "HETEROZYGOUS",
             "testCode": "R158.1"}""",
            "receptor-antibodies",
            """
            {"result": "HIGH"}""",
            "funding-decisions",
            """
            {"decision": "APPROVED"}""",
            "appointments",
            """
            {"appointmentStatus": "BOOKED", "type": "NEW", "mode": "FACE_TO_FACE",
             "startsAt": "2027-07-01T09:30:00+01:00"}""",
            "deteriorations",
            """
            {"severeHypoglycaemia": true, "on": "2026-05-22"}""");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private ObjectNode patient;
    private String reference;

    @BeforeEach
    void somebodyIsReferred() {
        var referral = Patients.somebody();
        patient = Patients.patient(referral);
        reference = as("rjz-referrer").post("/api/referrals", referral).reference();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aReportIsKeptAndPublishedWithoutSayingWhoItIsAbout(String call, String account, String event)
            throws Exception {
        var report = report(call);
        report.put("orderId", reference + "-2");

        var answer = as(account).post("/api/results/" + call, report, "Idempotency-Key", "first");

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.json().path("resultId")).isEqualTo(report.path("resultId"));
        assertThat(answer.json().path("version").asInt()).isEqualTo(1);
        assertThat(answer.json().path("status").asText()).isEqualTo("FINAL");
        assertThat(answer.reference()).isEqualTo(reference);
        var published = RESULTS.eventOf(reference, event);
        assertThat(published.json().path("sender").asText()).isEqualTo(account);
        assertThat(published.json().path("orderId").asText()).isEqualTo(reference + "-2");
        assertThat(published.json().path("occurredAt")).isEqualTo(answer.json().path("receivedAt"));
        assertThat(text(published))
                .doesNotContain(patient.path("nhsNumber").asText())
                .doesNotContain(patient.path("familyName").asText())
                .doesNotContain("1996-02-11")
                .doesNotContain("Example laboratory");
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                arguments("laboratory", "lab", "LaboratoryReported"),
                arguments("imaging", "lab", "ImagingReported"),
                arguments("genetic-tests", "lab", "GeneticTestReported"),
                arguments("receptor-antibodies", "lab", "ReceptorAntibodyReported"),
                arguments("funding-decisions", "funder", "FundingDecided"),
                arguments("appointments", "booking", "AppointmentUpdated"),
                arguments("deteriorations", "rjz-referrer", "DeteriorationReported"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void eachSystemReportsWhatItKnowsAndNothingElse(String call, String allowed, String event) throws Exception {
        for (var account : List.of("lab", "funder", "booking", "rjz-referrer", "clinician", "monitoring")) {
            if (!account.equals(allowed)) {
                var answer = as(account).post("/api/results/" + call, report(call));
                assertThat(answer.status()).as(account).isEqualTo(403);
                assertThat(answer.contentType()).startsWith("application/problem+json");
            }
        }
        assertThat(as(null).post("/api/results/" + call, report(call)).status()).isEqualTo(401);
        assertThat(reports()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lab", "funder", "booking"})
    void aSystemSeesNoReferral(String account) {
        assertThat(as(account).get("/api/referrals").status()).isEqualTo(403);
        assertThat(as(account).get("/api/referrals/" + reference).status()).isEqualTo(403);
        assertThat(as(account).post("/api/referrals", Patients.somebody()).status())
                .isEqualTo(403);
    }

    @Test
    void theSameReportAgainGetsTheSameAnswerAndIsPublishedOnce() throws Exception {
        var report = report("laboratory");

        var first = as("lab").post("/api/results/laboratory", report, "Idempotency-Key", key());
        var again = as("lab").post("/api/results/laboratory", report, "Idempotency-Key", key());
        var withoutKey = as("lab").post("/api/results/laboratory", report);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(withoutKey.text()).isEqualTo(first.text());
        assertThat(RESULTS.eventOf(reference, "LaboratoryReported")).isNotNull();
        assertThat(reports()).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() throws Exception {
        var key = key();
        var report = report("receptor-antibodies");
        as("lab").post("/api/results/receptor-antibodies", report, "Idempotency-Key", key);

        var answer =
                as("lab").post("/api/results/receptor-antibodies", report.put("result", "LOW"), "Idempotency-Key", key);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codes(answer)).containsExactly("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aHigherVersionReplacesAndALowerOrChangedOneIsRefused() throws Exception {
        var report = report("receptor-antibodies");
        as("lab").post("/api/results/receptor-antibodies", report);

        var changed = as("lab").post("/api/results/receptor-antibodies", report.put("result", "LOW"));
        var corrected = as("lab")
                .post(
                        "/api/results/receptor-antibodies",
                        report.put("version", 3).put("status", "CORRECTED"));
        var late = as("lab").post("/api/results/receptor-antibodies", report.put("version", 2));

        assertThat(changed.status()).isEqualTo(409);
        assertThat(codes(changed)).containsExactly("VERSION_NOT_HIGHER");
        assertThat(pointers(changed)).containsExactly("/version");
        assertThat(corrected.status()).isEqualTo(201);
        assertThat(late.status()).isEqualTo(409);
        assertThat(reports()).isEqualTo(2);
    }

    @Test
    void aCancelledReportReplacesToo() throws Exception {
        var report = report("genetic-tests");
        as("lab").post("/api/results/genetic-tests", report);
        report.remove(List.of("result", "gene", "hgvs", "zygosity", "testCode"));

        var answer = as("lab")
                .post("/api/results/genetic-tests", report.put("version", 2).put("status", "CANCELLED"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(reports()).isEqualTo(2);
    }

    @Test
    void anIdBelongsToOneReportOfOneReferral() throws Exception {
        var report = report("receptor-antibodies");
        as("lab").post("/api/results/receptor-antibodies", report);
        var other = Patients.somebody();
        var otherReference = as("rjz-referrer").post("/api/referrals", other).reference();

        var anotherKind = as("lab")
                .post(
                        "/api/results/imaging",
                        report("imaging")
                                .put("resultId", text(report, "resultId"))
                                .put("version", 2));
        report.put("reference", otherReference).put("version", 2);
        ((ObjectNode) report.get("subject")).put("nhsNumber", text(Patients.patient(other), "nhsNumber"));
        var anotherReferral = as("lab").post("/api/results/receptor-antibodies", report);

        assertThat(List.of(anotherKind, anotherReferral)).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(409);
            assertThat(codes(answer)).containsExactly("RESULT_ID_REUSED");
        });
        assertThat(reports()).isEqualTo(1);
    }

    @Test
    void twoSendersMayUseTheSameId() throws Exception {
        var money = report("funding-decisions");
        var visit = report("appointments").put("resultId", text(money, "resultId"));

        assertThat(as("funder").post("/api/results/funding-decisions", money).status())
                .isEqualTo(201);
        assertThat(as("booking").post("/api/results/appointments", visit).status())
                .isEqualTo(201);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongSubjects")
    void aReportForAnotherPatientIsNeverFiledAndTheServiceIsToldOnce(
            String what, String nhsNumber, String dateOfBirth, CapturedOutput output) throws Exception {
        var report = report("laboratory");
        var subject = report.putObject("subject");
        if (nhsNumber != null) {
            subject.put("nhsNumber", nhsNumber.equals("right") ? text(patient, "nhsNumber") : nhsNumber);
        }
        if (dateOfBirth != null) {
            subject.put("dateOfBirth", dateOfBirth);
        }
        var key = key();

        var answer = as("lab").post("/api/results/laboratory", report, "Idempotency-Key", key);
        var again = as("lab").post("/api/results/laboratory", report, "Idempotency-Key", key);
        var unknown = as("lab").post("/api/results/laboratory", report.put("reference", "NSIRS-2026-7K3QXT"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(codes(answer)).containsExactly("NO_MATCH");
        assertThat(again.text()).isEqualTo(answer.text());
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.text())
                .as("nobody learns which references there are")
                .isEqualTo(answer.text());
        assertThat(reports()).isZero();
        var told = RESULTS.eventOf(reference, "SubjectMismatchReported");
        assertThat(told.json().path("resultId")).isEqualTo(report.path("resultId"));
        assertThat(told.json().path("kind").asText()).isEqualTo("LABORATORY");
        assertThat(told.json().path("sender").asText()).isEqualTo("lab");
        assertThat(text(told)).doesNotContain("9990000018", "1997-02-11", "1996-02-11", text(patient, "nhsNumber"));
        assertThat(output.getAll()).doesNotContain("9990000018", "1997-02-11");
        assertThat(answer.text()).doesNotContain("9990000018", "1997-02-11");
    }

    static Stream<Arguments> wrongSubjects() {
        return Stream.of(
                arguments("another number", "9990000018", null),
                arguments("another birthday", null, "1997-02-11"),
                arguments("the number of one and the birthday of another", "right", "1997-02-11"),
                arguments("the birthday of one and the number of another", "9990000018", "1996-02-11"));
    }

    @Test
    void anIdThatHoldsThePatientsNumberGoesNowhere() throws Exception {
        var named = report("laboratory").put("resultId", "L" + text(patient, "nhsNumber") + "x");
        named.putObject("subject").put("dateOfBirth", "1996-02-11");
        var answer = as("lab").post("/api/results/laboratory", named);
        named.putObject("subject").put("dateOfBirth", "1997-02-11");
        var wrong = as("lab").post("/api/results/laboratory", named);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(codes(answer)).containsExactly("IDENTIFIES_PATIENT");
        assertThat(codes(wrong)).containsExactly("NO_MATCH");
        assertThat(reports()).isZero();
        assertThat(mismatches()).isZero();
    }

    @Test
    void afterARefusalTheSameCallIsJudgedAnew() throws Exception {
        var report = report("laboratory");
        var key = key();
        var right = text(patient, "nhsNumber");
        report.putObject("subject").put("nhsNumber", right);
        jdbc.sql("update referral set nhs_number = null where reference = ?")
                .param(reference)
                .update();
        var refused = as("lab").post("/api/results/laboratory", report, "Idempotency-Key", key);
        jdbc.sql("update referral set nhs_number = ? where reference = ?")
                .param(right)
                .param(reference)
                .update();

        var taken = as("lab").post("/api/results/laboratory", report, "Idempotency-Key", key);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nhsNumber", "dateOfBirth"})
    void oneThingThatAgreesIsEnoughWhereNothingDiffers(String known) throws Exception {
        var report = report("receptor-antibodies");
        report.putObject("subject").put(known, text(patient, known));

        assertThat(as("lab").post("/api/results/receptor-antibodies", report).status())
                .isEqualTo(201);
    }

    @Test
    void aTrustReportsADeteriorationOfItsOwnPatientsOnlyAndSeesItInTheTimeline() throws Exception {
        var report = report("deteriorations");

        var foreign = as("rgt-referrer").post("/api/results/deteriorations", report);
        var own = as("rjz-referrer").post("/api/results/deteriorations", report);

        assertThat(foreign.status()).isEqualTo(422);
        assertThat(codes(foreign)).containsExactly("NO_MATCH");
        assertThat(own.status()).isEqualTo(201);
        assertThat(mismatches()).as("another trust's mistake names nobody here").isZero();
        var timeline =
                as("rjz-referrer").get("/api/referrals/" + reference).json().path("timeline");
        assertThat(timeline.findValuesAsText("event")).contains("DeteriorationReported");
        assertThat(timeline.findValuesAsText("text")).contains("You told us that the patient got worse.");
    }

    @Test
    void aDeteriorationOfAClosedReferralIsRefusedWhileOtherReportsAreKept() throws Exception {
        as("rjz-referrer").post("/api/referrals/" + reference + "/withdrawal", "{\"reason\": \"PATIENT_CHOICE\"}");

        var worse = as("rjz-referrer").post("/api/results/deteriorations", report("deteriorations"));
        var late = as("lab").post("/api/results/laboratory", report("laboratory"));

        assertThat(worse.status()).isEqualTo(409);
        assertThat(codes(worse)).containsExactly("REFERRAL_CLOSED");
        assertThat(late.status()).isEqualTo(201);
    }

    @Test
    void equalReportsAtTheSameMomentAreOne() throws Exception {
        var report = report("laboratory").toString();

        var answers = atOnce(IntStream.range(0, 16)
                .<Callable<Caller.Answer>>mapToObj(n -> () -> as("lab").post("/api/results/laboratory", report))
                .toList());

        assertThat(answers).extracting(Caller.Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Caller.Answer::text)
                .containsOnly(answers.get(0).text());
        assertThat(reports()).isEqualTo(1);
        assertThat(RESULTS.eventOf(reference, "LaboratoryReported")).isNotNull();
    }

    @Test
    void ofDifferentReportsWithOneVersionAtTheSameMomentOneIsTaken() throws Exception {
        var report = report("receptor-antibodies");
        var bodies = Stream.of("HIGH", "LOW", "NOT_DETECTED", "INDETERMINATE", "SAMPLE_REJECTED")
                .map(result -> report.deepCopy().put("result", result).toString())
                .toList();

        var answers = atOnce(bodies.stream()
                .<Callable<Caller.Answer>>map(body -> () -> as("lab").post("/api/results/receptor-antibodies", body))
                .toList());

        assertThat(answers)
                .extracting(Caller.Answer::status)
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
        assertThat(reports()).isEqualTo(1);
        assertThat(RESULTS.eventOf(reference, "ReceptorAntibodyReported")).isNotNull();
    }

    @Test
    void oneIdForTwoReferralsAtTheSameMomentIsTakenForOne() throws Exception {
        var other = Patients.somebody();
        var otherReference = as("rjz-referrer").post("/api/referrals", other).reference();
        for (int round = 0; round < 10; round++) {
            var report = report("receptor-antibodies");
            var elsewhere = report.deepCopy().put("reference", otherReference).put("version", 2);
            ((ObjectNode) elsewhere.get("subject")).put("nhsNumber", text(Patients.patient(other), "nhsNumber"));

            var answers = atOnce(Stream.of(report.toString(), elsewhere.toString())
                    .<Callable<Caller.Answer>>map(
                            body -> () -> as("lab").post("/api/results/receptor-antibodies", body))
                    .toList());

            assertThat(answers).extracting(Caller.Answer::status).containsExactlyInAnyOrder(201, 409);
        }
    }

    @Test
    void equalReportsForTheWrongPatientAtTheSameMomentAreToldOnce() throws Exception {
        var report = report("laboratory");
        report.putObject("subject").put("dateOfBirth", "1997-02-11");
        var body = report.toString();

        var answers = atOnce(IntStream.range(0, 8)
                .<Callable<Caller.Answer>>mapToObj(n -> () -> as("lab").post("/api/results/laboratory", body))
                .toList());

        assertThat(answers).extracting(Caller.Answer::status).containsOnly(422);
        assertThat(mismatches()).isEqualTo(1);
        assertThat(RESULTS.eventOf(reference, "SubjectMismatchReported")).isNotNull();
    }

    /** Whatever comes in whatever order: what was taken stays as it was, and versions only rise. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void versionsOnlyRise(long seed) throws Exception {
        var random = new Random(seed);
        var results = List.of("HIGH", "LOW", "NOT_DETECTED");
        var report = report("receptor-antibodies");
        var held = new TreeMap<Integer, String>();
        for (int step = 0; step < 25; step++) {
            int version = random.nextInt(1, 8);
            var result = results.get(random.nextInt(results.size()));

            var answer = as("lab")
                    .post(
                            "/api/results/receptor-antibodies",
                            report.put("version", version).put("result", result));

            boolean same = result.equals(held.get(version));
            boolean newer = held.isEmpty() || version > held.lastKey();
            assertThat(answer.status())
                    .as("version %d %s with %s held", version, result, held)
                    .isEqualTo(same || newer ? 201 : 409);
            if (newer) {
                held.put(version, result);
            }
        }
        assertThat(jdbc.sql("select version, report ->> 'result' as result from result where reference = ?")
                        .param(reference)
                        .query((row, number) -> Map.entry(row.getInt(1), row.getString(2)))
                        .list())
                .containsExactlyInAnyOrderElementsOf(held.entrySet());
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("laboratory", "no id", r -> r.remove("resultId"), "/resultId"),
                bad("laboratory", "a sentence for an id", r -> r.put("resultId", "SPOILT id"), "/resultId"),
                bad("laboratory", "an NHS number for an id", r -> r.put("resultId", "9990000018"), "/resultId"),
                bad("laboratory", "no version", r -> r.remove("version"), "/version"),
                bad("laboratory", "version nought", r -> r.put("version", 0), "/version"),
                bad("laboratory", "a version beyond all", r -> r.put("version", 10_001), "/version"),
                bad("laboratory", "a version as text", r -> r.put("version", "1"), "/version"),
                bad("laboratory", "an unknown status", r -> r.put("status", "SPOILT"), "/status"),
                bad("laboratory", "a reference of nobody's", r -> r.put("reference", "SPOILT"), "/reference"),
                bad("laboratory", "no reference", r -> r.putNull("reference"), "/reference"),
                bad("laboratory", "an order of nobody's", r -> r.put("orderId", "SPOILT"), "/orderId"),
                bad("laboratory", "another's order", r -> r.put("orderId", "NSIRS-2026-7K3QXT-1"), "/orderId"),
                bad("laboratory", "no subject", r -> r.remove("subject"), "/subject"),
                bad("laboratory", "an empty subject", r -> r.putObject("subject"), "/subject"),
                bad(
                        "laboratory",
                        "a name for a subject",
                        r -> r.putObject("subject")
                                .put("dateOfBirth", "1996-02-11")
                                .put("name", "SPOILT"),
                        "/subject/name"),
                bad(
                        "laboratory",
                        "a wrong check digit",
                        r -> r.putObject("subject").put("nhsNumber", "9990000019"),
                        "/subject/nhsNumber"),
                bad("laboratory", "a sample of the future", r -> r.put("takenOn", "2096-01-01"), "/takenOn"),
                bad("laboratory", "a sample before birth", r -> r.put("takenOn", "1990-01-01"), "/takenOn"),
                bad("laboratory", "a misspelt field", r -> r.put("takenOnn", "2026-01-01"), "/takenOnn"),
                bad("laboratory", "no measurement", r -> r.putArray("measurements"), "/measurements"),
                bad("laboratory", "no unit", r -> line(r, 0).remove("unit"), "/measurements/0/unit"),
                bad("laboratory", "another unit", r -> line(r, 1).put("unit", "SPOILT"), "/measurements/1/unit"),
                bad("laboratory", "a negative value", r -> line(r, 1).put("value", -1), "/measurements/1/value"),
                bad("laboratory", "a value in words", r -> line(r, 1).put("value", "high"), "/measurements/1/value"),
                bad("laboratory", "no analyte", r -> line(r, 0).remove("analyte"), "/measurements/0/analyte"),
                bad("imaging", "an unknown examination", r -> r.put("kind", "SPOILT"), "/kind"),
                bad("imaging", "no finding", r -> r.remove("liverFatPercent"), ""),
                bad("imaging", "more than all", r -> r.put("liverFatPercent", 101), "/liverFatPercent"),
                bad("genetic-tests", "an unknown class", r -> r.put("result", "SPOILT"), "/result"),
                bad("genetic-tests", "a sentence for a gene", r -> r.put("gene", "SPOILT it is"), "/gene"),
                bad("genetic-tests", "a sentence for a variant", r -> r.put("hgvs", "SPOILT it is"), "/hgvs"),
                bad(
                        "genetic-tests",
                        "nothing found and yet something",
                        r -> r.put("result", "NONE_FOUND"),
                        "/gene",
                        "/hgvs",
                        "/zygosity"),
                bad("receptor-antibodies", "a number", r -> r.put("result", 640), "/result"),
                bad("receptor-antibodies", "no result", r -> r.remove("result"), "/result"),
                bad("funding-decisions", "an unknown decision", r -> r.put("decision", "SPOILT"), "/decision"),
                bad("funding-decisions", "a sample", r -> r.put("takenOn", "2026-05-20"), "/takenOn"),
                bad("appointments", "no status", r -> r.remove("appointmentStatus"), "/appointmentStatus"),
                bad("appointments", "no date", r -> r.remove("startsAt"), "/startsAt"),
                bad("appointments", "a local time", r -> r.put("startsAt", "2027-07-01T09:30"), "/startsAt"),
                bad(
                        "appointments",
                        "cancelled by nobody",
                        r -> r.put("appointmentStatus", "CANCELLED"),
                        "/cancelledBy"),
                bad("appointments", "an unknown type", r -> r.put("type", "SPOILT"), "/type"),
                bad("deteriorations", "of tomorrow's century", r -> r.put("on", "2096-01-01"), "/on"),
                bad("deteriorations", "perhaps", r -> r.put("severeHypoglycaemia", "SPOILT"), "/severeHypoglycaemia"),
                bad(
                        "deteriorations",
                        "three things at once",
                        r -> r.put("version", -1).put("status", "SPOILT").put("note", "SPOILT"),
                        "/version",
                        "/status",
                        "/note"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("bad")
    void whatIsWrongIsRefusedWithEveryFaultNamedAndNothingRepeated(
            String call, String what, Consumer<ObjectNode> spoil, List<String> pointers) throws Exception {
        var report = report(call);
        spoil.accept(report);

        var answer = as(accountFor(call)).post("/api/results/" + call, report, "Idempotency-Key", key());

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(pointers(answer)).containsExactlyInAnyOrderElementsOf(pointers);
        assertThat(answer.text()).doesNotContain("SPOILT", text(patient, "nhsNumber"), "1996-02-11");
        assertThat(reports()).isZero();
        assertThat(mismatches()).isZero();
    }

    @Test
    void whatIsNoJsonIsSaidToBeSo() {
        for (var call : CALLS) {
            var caller = as(accountFor(call));
            assertThat(caller.post("/api/results/" + call, "{").status()).isEqualTo(400);
            assertThat(caller.post("/api/results/" + call, "").status()).isEqualTo(400);
            assertThat(caller.post("/api/results/" + call, "{}", "Content-Type", "text/plain")
                            .status())
                    .isEqualTo(415);
            assertThat(caller.get("/api/results/" + call).status()).isEqualTo(405);
        }
        assertThat(as("rjz-referrer").post("/api/results/unheard-of", "{}").status())
                .isEqualTo(404);
    }

    private static Arguments bad(String call, String what, Consumer<ObjectNode> spoil, String... pointers) {
        return arguments(call, what, spoil, List.of(pointers));
    }

    private static ObjectNode line(ObjectNode report, int index) {
        return (ObjectNode) report.path("measurements").path(index);
    }

    private static String accountFor(String call) {
        return switch (call) {
            case "funding-decisions" -> "funder";
            case "appointments" -> "booking";
            case "deteriorations" -> "rjz-referrer";
            default -> "lab";
        };
    }

    private ObjectNode report(String call) throws Exception {
        var report = (ObjectNode) Caller.JSON.readTree(FINDINGS.get(call));
        report.put("resultId", "R-" + UUID.randomUUID())
                .put("version", 1)
                .put("status", "FINAL")
                .put("reference", reference);
        report.putObject("subject").put("nhsNumber", text(patient, "nhsNumber")).put("dateOfBirth", "1996-02-11");
        return report;
    }

    private Caller as(String account) {
        return Caller.of(port, account);
    }

    private int reports() {
        return jdbc.sql("select count(*) from result where reference = ?")
                .param(reference)
                .query(Integer.class)
                .single();
    }

    private int mismatches() {
        return jdbc.sql("select count(*) from subject_mismatch where reference = ?")
                .param(reference)
                .query(Integer.class)
                .single();
    }

    private static List<Caller.Answer> atOnce(List<Callable<Caller.Answer>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(calls.size());
        try {
            var answers = new ArrayList<Caller.Answer>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> codes(Caller.Answer answer) {
        return answer.json().path("errors").findValuesAsText("code");
    }

    private static List<String> pointers(Caller.Answer answer) {
        return answer.json().path("errors").findValuesAsText("pointer");
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static String text(TopicReader.Event event) {
        return new String(event.value(), StandardCharsets.UTF_8);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
