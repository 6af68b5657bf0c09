package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static uk.nsirs.intake.Patients.clinical;
import static uk.nsirs.intake.Patients.patient;
import static uk.nsirs.intake.Patients.referrer;
import static uk.nsirs.intake.Patients.somebody;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
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

/** Whatever is sent: a 4xx that names every fault and repeats nothing, and no row. */
@Intake
class BadInputTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Caller rjz;
    private long before;

    @BeforeEach
    void countRows() {
        rjz = Caller.of(port, "rjz-referrer");
        before = rows();
    }

    @AfterEach
    void noRowIsLeftBehind() {
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultyReferrals")
    void aFaultyReferralIsRefusedWithEveryFaultNamed(
            String what, Consumer<ObjectNode> spoil, List<String> pointers, CapturedOutput output) {
        var referral = somebody();
        patient(referral).put("familyName", "Zzyxwvut");
        spoil.accept(referral);

        var answer = rjz.post("/api/referrals", referral, "Idempotency-Key", "bad " + what.hashCode());

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(SubmissionTest.texts(answer.json().path("errors"), "pointer"))
                .containsExactlyInAnyOrderElementsOf(pointers);
        assertThat(answer.text()).doesNotContainIgnoringCase("Zzyxwvut").doesNotContain("SPOILT");
        assertThat(output.getAll()).doesNotContainIgnoringCase("Zzyxwvut");
    }

    static Stream<Arguments> faultyReferrals() {
        return Stream.of(
                fault("a number for a name", r -> patient(r).put("givenName", 7), "/patient/givenName"),
                fault(
                        "a text for a flag",
                        r -> clinical(r).put("acanthosisNigricans", "yes"),
                        "/clinical/acanthosisNigricans"),
                fault("a text for a number", r -> clinical(r).put("bmi", "23.1"), "/clinical/bmi"),
                fault("an array for an object", r -> r.putArray("patient"), "/patient"),
                fault("an object for a text", r -> patient(r).putObject("postcode"), "/patient/postcode"),
                fault("an unknown syndrome", r -> clinical(r).put("syndrome", "SPOILT"), "/clinical/syndrome"),
                fault("an unknown intent", r -> r.put("intent", "SPOILT"), "/intent"),
                fault("a code in small letters", r -> r.put("priority", "urgent"), "/priority"),
                fault(
                        "an unknown field",
                        r -> clinical(r).put("acanthosisNigrican", true),
                        "/clinical/acanthosisNigrican"),
                fault("a field in the wrong place", r -> r.put("bmi", 23), "/bmi"),
                fault("no patient", r -> r.remove("patient"), "/patient"),
                fault("no referrer", r -> r.remove("referrer"), "/referrer"),
                fault(
                        "no names",
                        r -> patient(r).putNull("familyName").putNull("givenName"),
                        "/patient/familyName",
                        "/patient/givenName"),
                fault("a blank name", r -> patient(r).put("givenName", "   "), "/patient/givenName"),
                fault(
                        "an NHS number with a wrong check digit",
                        r -> patient(r).put("nhsNumber", "9990000019"),
                        "/patient/nhsNumber"),
                fault(
                        "an NHS number that is too short",
                        r -> patient(r).put("nhsNumber", "999000001"),
                        "/patient/nhsNumber"),
                fault("an NHS number as a number", r -> patient(r).put("nhsNumber", 9990000018L), "/patient/nhsNumber"),
                fault(
                        "an NHS number as local reference",
                        r -> referrer(r).put("localReference", "9990000018"),
                        "/referrer/localReference"),
                fault(
                        "a day that does not exist",
                        r -> patient(r).put("dateOfBirth", "1996-02-30"),
                        "/patient/dateOfBirth"),
                fault(
                        "a date of birth in the future",
                        r -> patient(r).put("dateOfBirth", "2096-02-11"),
                        "/patient/dateOfBirth"),
                fault(
                        "a date of birth before anybody alive",
                        r -> patient(r).put("dateOfBirth", "1796-02-11"),
                        "/patient/dateOfBirth"),
                fault(
                        "a date in another order",
                        r -> patient(r).put("dateOfBirth", "11/02/1996"),
                        "/patient/dateOfBirth"),
                fault("a negative insulin", r -> insulin(r, -5, "pmol/L"), "/clinical/fastingInsulin/value"),
                fault("an absurd insulin", r -> insulin(r, 1e9, "pmol/L"), "/clinical/fastingInsulin/value"),
                fault("an insulin in a wrong unit", r -> insulin(r, 20, "mg/dL"), "/clinical/fastingInsulin/unit"),
                fault("an insulin without a unit", r -> insulin(r, 20, null), "/clinical/fastingInsulin/unit"),
                fault("an HbA1c in per cent", r -> measurement(r, "hba1c", 9.1, "%"), "/clinical/hba1c/unit"),
                fault(
                        "absurd triglycerides",
                        r -> measurement(r, "triglycerides", 301, "mmol/L"),
                        "/clinical/triglycerides/value"),
                fault(
                        "an absurd dose",
                        r -> clinical(r).put("insulinUnitsPerDay", 100_001),
                        "/clinical/insulinUnitsPerDay"),
                fault("an absurd BMI", r -> clinical(r).put("bmi", 151), "/clinical/bmi"),
                fault("a BMI of nothing", r -> clinical(r).put("bmi", 0), "/clinical/bmi"),
                fault("a weight of nobody", r -> clinical(r).put("weightKg", 700), "/clinical/weightKg"),
                fault(
                        "a number beyond all numbers",
                        r -> clinical(r).put("bmi", new java.math.BigDecimal("1e99999")),
                        "/clinical/bmi"),
                fault(
                        "half an injection",
                        r -> clinical(r).put("insulinInjectionsPerDay", 4.5),
                        "/clinical/insulinInjectionsPerDay"),
                fault(
                        "an unknown comparator",
                        r -> ((ObjectNode) clinical(r).get("fastingInsulin")).put("comparator", "~"),
                        "/clinical/fastingInsulin/comparator"),
                fault(
                        "a sample from the future",
                        r -> ((ObjectNode) clinical(r).get("fastingInsulin")).put("takenOn", "2096-01-01"),
                        "/clinical/fastingInsulin/takenOn"),
                fault(
                        "a partial date that does not exist",
                        r -> clinical(r).put("diabetesDiagnosedOn", "2026-13"),
                        "/clinical/diabetesDiagnosedOn"),
                fault(
                        "a header in a name",
                        r -> patient(r).put("givenName", "Ada\r\nBcc: SPOILT@trust.example"),
                        "/patient/givenName"),
                fault(
                        "a header in the clinician's name",
                        r -> referrer(r).put("clinicianName", "Dr A\nTo: SPOILT@trust.example"),
                        "/referrer/clinicianName"),
                fault(
                        "a header in an e-mail address",
                        r -> referrer(r).put("email", "a@trust.example\r\nBcc: SPOILT@trust.example"),
                        "/referrer/email"),
                fault(
                        "two e-mail addresses",
                        r -> referrer(r).put("email", "a@trust.example,b@trust.example"),
                        "/referrer/email"),
                fault(
                        "an e-mail address elsewhere",
                        r -> referrer(r).put("email", "SPOILT@gmail.com"),
                        "/referrer/email"),
                fault(
                        "an e-mail address that only ends like ours",
                        r -> referrer(r).put("email", "a@evilnhs.net"),
                        "/referrer/email"),
                fault("a null character", r -> clinical(r).put("notes", "a\u0000b"), "/clinical/notes"),
                fault(
                        "an organisation that is none",
                        r -> referrer(r).put("organisation", "R*Z"),
                        "/referrer/organisation"),
                fault("a name without end", r -> patient(r).put("givenName", "x".repeat(50_000)), "/patient/givenName"),
                fault(
                        "five faults at once",
                        r -> {
                            clinical(r).put("bmi", -1).put("syndrome", "SPOILT").put("weigthKg", 60);
                            patient(r).put("dateOfBirth", "yesterday");
                            referrer(r).put("email", "nobody");
                        },
                        "/clinical/bmi",
                        "/clinical/syndrome",
                        "/clinical/weigthKg",
                        "/patient/dateOfBirth",
                        "/referrer/email"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("noDocuments")
    void whatIsNoDocumentIsRefused(String what, byte[] body, int status, String code) {
        var answer = rjz.post("/api/referrals", body, "Idempotency-Key", "none " + what.hashCode());

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(SubmissionTest.texts(answer.json().path("errors"), "code")).contains(code);
        assertThat(answer.text()).doesNotContain("SPOILT");
    }

    static Stream<Arguments> noDocuments() {
        var whole = somebody().toString();
        return Stream.of(
                arguments("nothing", bytes(""), 400, "EMPTY"),
                arguments("half a document", bytes(whole.substring(0, whole.length() / 2)), 400, "INVALID_JSON"),
                arguments("two documents", bytes(whole + whole), 400, "TRAILING_CONTENT"),
                arguments("XML", bytes("<referral>SPOILT</referral>"), 400, "INVALID_JSON"),
                arguments("no number", bytes("{\"clinical\":{\"bmi\":NaN}}"), 400, "INVALID_JSON"),
                arguments("invalid UTF-8", invalidUtf8(), 400, "INVALID_UTF8"),
                arguments("UTF-16", whole.getBytes(StandardCharsets.UTF_16), 400, "INVALID_UTF8"),
                arguments("an array", bytes("[]"), 422, "WRONG_TYPE"),
                arguments("a text", bytes("\"SPOILT\""), 422, "WRONG_TYPE"),
                arguments("null", bytes("null"), 422, "WRONG_TYPE"),
                arguments(
                        "deep nesting",
                        bytes("{\"clinical\":" + "[".repeat(60_000) + "]".repeat(60_000) + "}"),
                        422,
                        "NESTED_TOO_DEEPLY"),
                arguments(
                        "a name twice",
                        bytes(whole.replaceFirst("\"bmi\"", "\"bmi\":22,\"bmi\"")),
                        422,
                        "DUPLICATE_FIELD"),
                arguments(
                        "half a character", bytes(whole.replace("\"Ada\"", "\"Ad\\ud83d\"")), 422, "CONTROL_CHARACTER"),
                arguments("two megabytes", new byte[2 * 1024 * 1024], 413, "TOO_LARGE"));
    }

    @Test
    void aBodyOfUnknownLengthIsReadNoFurtherThanAllowed() {
        var answer = rjz.postChunked("/api/referrals", new byte[3 * 1024 * 1024]);

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void anotherMediaTypeACompressedBodyAndAnotherEncodingAreRefused() throws IOException {
        var referral = somebody().toString();
        var bomb = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bomb)) {
            gzip.write(new byte[50 * 1024 * 1024]);
        }

        assertThat(List.of(
                        rjz.post("/api/referrals", bytes(referral), "Content-Type", "text/plain"),
                        rjz.post("/api/referrals", bytes(referral), "Content-Type", "application/xml"),
                        rjz.post("/api/referrals", bomb.toByteArray(), "Content-Encoding", "gzip"),
                        rjz.post(
                                "/api/referrals",
                                bytes(referral),
                                "Content-Type",
                                "application/json;charset=ISO-8859-1"),
                        rjz.post(
                                "/api/referrals",
                                bytes(referral),
                                "Content-Type",
                                "application/json;charset=nonsense")))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(415);
                    assertThat(answer.contentType()).startsWith("application/problem+json");
                });
    }

    @ParameterizedTest
    @MethodSource("badAddresses")
    void anAddressThatIsNoneIsA4xxProblem(String path) {
        var answer = rjz.get(path);

        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.text()).doesNotContain("SPOILT\"");
    }

    static List<String> badAddresses() {
        return List.of(
                "/api/referrals/NSIRS-2026-AAAAAA",
                "/api/referrals/%00",
                "/api/referrals/..%2f..%2fetc",
                "/api/referrals/x/letters/y",
                "/api/referrals?limit=99999999999999",
                "/api/referrals?cursor=zzzz",
                "/api/referrals?cursor=" + cursor("|"),
                "/api/referrals?cursor=" + cursor("+999999999-12-31T23:59:59Z|NSIRS-2026-7K3QXT"),
                "/api/referrals?cursor=" + cursor("-999999999-01-01T00:00:00Z|NSIRS-2026-7K3QXT"),
                "/api/referrals?changedSince=%2B99999-01-01T00:00:00Z",
                "/api/nothing");
    }

    private static String cursor(String content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Somebody may type a patient's number there. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/api/nothing/9990000018", "/api/referrals/9990000018/", "/api/referrals/9990000018/letters/"})
    void anAddressDoesNotGoIntoTheLog(String path, CapturedOutput output) {
        assertThat(rjz.get(path).status()).isEqualTo(404);

        assertThat(output.getAll()).doesNotContain("9990000018");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"validateOnly", "validateOnly=", "validateOnly=yes", "validateOnly=true&validateOnly=false"})
    void whoPerhapsWantsACheckHasNothingStored(String query) {
        var answer = rjz.post("/api/referrals?" + query, somebody());

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("validateOnly is true or false.");
    }

    @ParameterizedTest
    @MethodSource("faultyAnswers")
    void faultyInformationAndWithdrawalsAreRefused(String call, String body, String pointer) {
        var answer = rjz.post(
                "/api/referrals/" + uk.nsirs.events.ReferralReference.random(2025, new java.util.Random(3)) + call,
                body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(SubmissionTest.texts(answer.json().path("errors"), "pointer"))
                .contains(pointer);
    }

    static Stream<Arguments> faultyAnswers() {
        return Stream.of(
                arguments("/information", "{}", ""),
                arguments("/information", "{\"clinical\":{\"bmi\":-4}}", "/clinical/bmi"),
                arguments("/information", "{\"clinical\":{\"bmy\":4}}", "/clinical/bmy"),
                arguments(
                        "/information",
                        "{\"notAvailable\":[{\"field\":\"SPOILT\",\"reason\":\"NOT_DONE\"}]}",
                        "/notAvailable/0/field"),
                arguments(
                        "/information",
                        "{\"notAvailable\":[{\"field\":\"bmi\",\"reason\":\"SPOILT\"}]}",
                        "/notAvailable/0/reason"),
                arguments("/withdrawal", "{}", "/reason"),
                arguments("/withdrawal", "{\"reason\":\"SPOILT\"}", "/reason"),
                arguments("/withdrawal", "{\"reason\":\"OTHER\",\"why\":\"x\"}", "/why"));
    }

    @ParameterizedTest
    @MethodSource("badKeys")
    void aMalformedKeyIsRefused(String key) {
        var answer = rjz.post("/api/referrals", somebody(), "Idempotency-Key", key);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(SubmissionTest.texts(answer.json().path("errors"), "code"))
                .containsExactly("INVALID_IDEMPOTENCY_KEY");
    }

    static List<String> badKeys() {
        return List.of("", "   ", "k".repeat(256), "a\tb");
    }

    private static void insulin(ObjectNode referral, double value, String unit) {
        var sample = clinical(referral).putObject("fastingInsulin").put("value", value);
        if (unit != null) {
            sample.put("unit", unit);
        }
    }

    private static void measurement(ObjectNode referral, String name, double value, String unit) {
        clinical(referral).putObject(name).put("value", value).put("unit", unit);
    }

    private static Arguments fault(String what, Consumer<ObjectNode> spoil, String... pointers) {
        return arguments(what, spoil, Arrays.asList(pointers));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] invalidUtf8() {
        var body = bytes(somebody().toString());
        body[body.length / 2] = (byte) 0xC3;
        body[body.length / 2 + 1] = (byte) 0x28;
        return body;
    }

    private long rows() {
        return jdbc.sql(
                        """
                        select (select count(*) from referral) + (select count(*) from idempotency)
                            + (select count(*) from referral_timeline) + (select count(*) from information)
                            + (select last_value from outbox_position_seq)""")
                .query(Long.class)
                .single();
    }
}
