package uk.nsirs.events;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused: each document with every fault it has, and no other. */
class ReferralReaderRefusesTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private static final ReferralReader READER = new ReferralReader(NOW, AllowedMailboxes.of(List.of(".example")));

    /** Stands in for whatever a patient's sender wrote: it must never come back. */
    private static final String SECRET = "Xyzzy";

    static Stream<Arguments> badReferrals() {
        return Stream.of(
                // Enumerations
                bad("an unknown intent", set("/intent", "\"Xyzzy\""), "/intent UNKNOWN_VALUE"),
                bad("an enumeration in lower case", set("/intent", "\"referral\""), "/intent UNKNOWN_VALUE"),
                bad("an enumeration as a number", set("/priority", "1"), "/priority WRONG_TYPE"),
                bad("an unknown channel", set("/channel", "\"FAX\""), "/channel UNKNOWN_VALUE"),
                bad("an empty sex", set("/patient/sex", "\"\""), "/patient/sex UNKNOWN_VALUE"),
                bad("a syndrome as a list", set("/clinical/syndrome", "[\"NONE\"]"), "/clinical/syndrome WRONG_TYPE"),
                bad(
                        "an unknown lipodystrophy",
                        set("/clinical/lipodystrophy", "\"TOTAL\""),
                        "/clinical/lipodystrophy UNKNOWN_VALUE"),
                // Required
                bad("no intent", ada().without("/intent"), "/intent REQUIRED"),
                bad("a null intent", set("/intent", "null"), "/intent REQUIRED"),
                bad("no referrer", ada().without("/referrer"), "/referrer REQUIRED"),
                bad("a null patient", set("/patient", "null"), "/patient REQUIRED"),
                bad(
                        "a patient that says nothing",
                        set("/patient", "{}"),
                        "/patient/familyName REQUIRED",
                        "/patient/givenName REQUIRED"),
                bad(
                        "a referrer that says nothing",
                        set("/referrer", "{}"),
                        "/referrer/organisation REQUIRED",
                        "/referrer/clinicianName REQUIRED",
                        "/referrer/email REQUIRED"),
                // Wrong types
                bad("a patient as text", set("/patient", "\"Xyzzy\""), "/patient WRONG_TYPE"),
                bad("clinical facts as a list", set("/clinical", "[]"), "/clinical WRONG_TYPE"),
                bad("a number as text", set("/clinical/bmi", "\"23.1\""), "/clinical/bmi WRONG_TYPE"),
                bad("a number as yes", set("/clinical/bmi", "true"), "/clinical/bmi WRONG_TYPE"),
                bad(
                        "a yes as text",
                        set("/clinical/acanthosisNigricans", "\"true\""),
                        "/clinical/acanthosisNigricans WRONG_TYPE"),
                bad("a yes as a number", set("/clinical/pregnant", "1"), "/clinical/pregnant WRONG_TYPE"),
                bad("a name as a number", set("/patient/familyName", "7"), "/patient/familyName WRONG_TYPE"),
                bad(
                        "an NHS number as a number",
                        set("/patient/nhsNumber", "9990000018"),
                        "/patient/nhsNumber WRONG_TYPE"),
                bad("a measurement as a number", set("/clinical/hba1c", "91"), "/clinical/hba1c WRONG_TYPE"),
                bad("samples that are no list", set("/clinical/ogttInsulin", "{}"), "/clinical/ogttInsulin WRONG_TYPE"),
                bad("a null sample", set("/clinical/ogttInsulin/0", "null"), "/clinical/ogttInsulin/0 REQUIRED"),
                // Unknown fields
                bad(
                        "a misspelt finding",
                        set("/clinical/acanthosisNigrican", "true"),
                        "/clinical/acanthosisNigrican UNKNOWN_FIELD"),
                bad(
                        "an unknown field at the top",
                        set("/Xyzzyfield", "1").with("/version", "2"),
                        "/Xyzzyfield UNKNOWN_FIELD",
                        "/version UNKNOWN_FIELD"),
                bad(
                        "a field name with slash and tilde",
                        set("/patient/a~1b~0c", "1"),
                        "/patient/a~1b~0c UNKNOWN_FIELD"),
                bad("a field name with a line break", set("/patient/a\nb", "1"), "/patient UNKNOWN_FIELD"),
                bad(
                        "minutes with a fasting sample",
                        set("/clinical/fastingInsulin/minutes", "0"),
                        "/clinical/fastingInsulin/minutes UNKNOWN_FIELD"),
                // Numbers
                bad("a BMI below the possible", set("/clinical/bmi", "4.99"), "/clinical/bmi OUT_OF_RANGE"),
                bad("a BMI above the possible", set("/clinical/bmi", "150.01"), "/clinical/bmi OUT_OF_RANGE"),
                bad(
                        "a weight below the possible",
                        set("/clinical/weightKg", "0.29"),
                        "/clinical/weightKg OUT_OF_RANGE"),
                bad("a weight in grams", set("/clinical/weightKg", "66800"), "/clinical/weightKg OUT_OF_RANGE"),
                bad("a height in metres", set("/clinical/heightCm", "1.70"), "/clinical/heightCm OUT_OF_RANGE"),
                bad(
                        "a Z score of a typing error",
                        set("/clinical/bmiZScore", "31"),
                        "/clinical/bmiZScore OUT_OF_RANGE"),
                bad(
                        "a negative dose",
                        set("/clinical/insulinUnitsPerDay", "-1"),
                        "/clinical/insulinUnitsPerDay OUT_OF_RANGE"),
                bad(
                        "an absurd dose",
                        set("/clinical/insulinUnitsPerDay", "100001"),
                        "/clinical/insulinUnitsPerDay OUT_OF_RANGE"),
                bad(
                        "half an injection",
                        set("/clinical/insulinInjectionsPerDay", "2.5"),
                        "/clinical/insulinInjectionsPerDay NOT_WHOLE"),
                bad("an exponent of a billion", set("/clinical/bmi", "1e1000000000"), "/clinical/bmi NUMBER_FORMAT"),
                bad(
                        "an exponent beyond counting",
                        set("/clinical/bmi", "1e99999999999999999999"),
                        "/clinical/bmi NUMBER_FORMAT"),
                bad("a tiny exponent", set("/clinical/weightKg", "1e-1000000000"), "/clinical/weightKg NUMBER_FORMAT"),
                bad(
                        "ten thousand digits",
                        set("/clinical/bmi", "2" + "3".repeat(10_000)),
                        "/clinical/bmi NUMBER_FORMAT"),
                // Measurements
                bad(
                        "insulin without a unit",
                        ada().without("/clinical/fastingInsulin/unit"),
                        "/clinical/fastingInsulin/unit UNIT_MISSING"),
                bad(
                        "insulin with a null unit",
                        set("/clinical/fastingInsulin/unit", "null"),
                        "/clinical/fastingInsulin/unit UNIT_MISSING"),
                bad(
                        "insulin in another unit",
                        set("/clinical/fastingInsulin/unit", "\"ng/mL\""),
                        "/clinical/fastingInsulin/unit UNIT_UNKNOWN"),
                bad(
                        "insulin in megaunits",
                        set("/clinical/fastingInsulin/unit", "\"MU/L\""),
                        "/clinical/fastingInsulin/unit UNIT_UNKNOWN"),
                bad(
                        "negative insulin",
                        set("/clinical/fastingInsulin/value", "-0.1"),
                        "/clinical/fastingInsulin/value OUT_OF_RANGE"),
                bad(
                        "insulin above the possible",
                        set("/clinical/fastingInsulin/value", "1000000.1"),
                        "/clinical/fastingInsulin/value OUT_OF_RANGE"),
                bad(
                        "insulin above the possible after conversion",
                        set("/clinical/fastingInsulin/value", "166667")
                                .with("/clinical/fastingInsulin/unit", "\"mU/L\""),
                        "/clinical/fastingInsulin/value OUT_OF_RANGE"),
                bad(
                        "insulin below zero",
                        set("/clinical/fastingInsulin/value", "0").with("/clinical/fastingInsulin/comparator", "\"<\""),
                        "/clinical/fastingInsulin/comparator OUT_OF_RANGE"),
                bad(
                        "an unknown comparator",
                        set("/clinical/fastingInsulin/comparator", "\">=\""),
                        "/clinical/fastingInsulin/comparator UNKNOWN_VALUE"),
                bad(
                        "a measurement without a value",
                        set("/clinical/hba1c", "{}"),
                        "/clinical/hba1c/value REQUIRED",
                        "/clinical/hba1c/unit UNIT_MISSING"),
                bad(
                        "HbA1c in per cent",
                        set("/clinical/hba1c", "{\"value\": 10.5, \"unit\": \"%\"}"),
                        "/clinical/hba1c/unit UNIT_UNKNOWN"),
                bad(
                        "triglycerides in mg/dL",
                        set("/clinical/triglycerides", "{\"value\": 640, \"unit\": \"mg/dL\"}"),
                        "/clinical/triglycerides/value OUT_OF_RANGE",
                        "/clinical/triglycerides/unit UNIT_UNKNOWN"),
                bad(
                        "a sample without minutes",
                        ada().without("/clinical/ogttInsulin/0/minutes"),
                        "/clinical/ogttInsulin/0/minutes REQUIRED"),
                bad(
                        "a sample after five hours",
                        set("/clinical/ogttInsulin/1/minutes", "301"),
                        "/clinical/ogttInsulin/1/minutes OUT_OF_RANGE"),
                bad(
                        "two samples at one time",
                        set("/clinical/ogttInsulin/1/minutes", "0"),
                        "/clinical/ogttInsulin/1 DUPLICATE_ENTRY"),
                bad(
                        "too many samples",
                        set("/clinical/ogttInsulin", "[" + "1,".repeat(30) + "1]"),
                        "/clinical/ogttInsulin TOO_MANY"),
                // Dates
                bad(
                        "a day no month has",
                        set("/patient/dateOfBirth", "\"1996-02-30\""),
                        "/patient/dateOfBirth INVALID_DATE"),
                bad(
                        "a birthday in a year without one",
                        set("/patient/dateOfBirth", "\"1900-02-29\""),
                        "/patient/dateOfBirth INVALID_DATE"),
                bad(
                        "a date in the English order",
                        set("/patient/dateOfBirth", "\"11/02/1996\""),
                        "/patient/dateOfBirth INVALID_DATE"),
                bad(
                        "a date with a time",
                        set("/patient/dateOfBirth", "\"1996-02-11T00:00:00Z\""),
                        "/patient/dateOfBirth INVALID_DATE"),
                bad(
                        "born tomorrow",
                        set("/patient/dateOfBirth", "\"2026-11-24\"")
                                .without("/clinical/diabetesDiagnosedOn")
                                .without("/clinical/fastingInsulin"),
                        "/patient/dateOfBirth DATE_IN_FUTURE"),
                bad(
                        "born before 1900",
                        set("/patient/dateOfBirth", "\"1899-12-31\""),
                        "/patient/dateOfBirth DATE_TOO_EARLY"),
                bad(
                        "a clock that starts tomorrow",
                        set("/rtt/clockStartOn", "\"2026-11-24\""),
                        "/rtt/clockStartOn DATE_IN_FUTURE"),
                bad(
                        "a clock that is only a month",
                        set("/rtt/clockStartOn", "\"2026-09\""),
                        "/rtt/clockStartOn INVALID_DATE"),
                bad(
                        "a clock older than the NHS",
                        set("/rtt/clockStartOn", "\"1948-07-04\""),
                        "/rtt/clockStartOn DATE_TOO_EARLY"),
                bad(
                        "a sample of next month",
                        set("/clinical/fastingInsulin/takenOn", "\"2026-12\""),
                        "/clinical/fastingInsulin/takenOn DATE_IN_FUTURE"),
                bad(
                        "a sample of month 13",
                        set("/clinical/fastingInsulin/takenOn", "\"2026-13\""),
                        "/clinical/fastingInsulin/takenOn INVALID_DATE"),
                bad(
                        "diabetes before birth",
                        set("/clinical/diabetesDiagnosedOn", "\"1996-01\""),
                        "/clinical/diabetesDiagnosedOn DATE_BEFORE_BIRTH"),
                bad(
                        "a sample before birth",
                        set("/clinical/hba1c/takenOn", "\"1995\""),
                        "/clinical/hba1c/takenOn DATE_BEFORE_BIRTH"),
                // Identifiers
                bad(
                        "an NHS number with a wrong check digit",
                        set("/patient/nhsNumber", "\"9990000019\""),
                        "/patient/nhsNumber INVALID_NHS_NUMBER"),
                bad(
                        "the service manual's invalid example",
                        set("/patient/nhsNumber", "\"9991234567\""),
                        "/patient/nhsNumber INVALID_NHS_NUMBER"),
                bad(
                        "an NHS number of nine digits",
                        set("/patient/nhsNumber", "\"999000001\""),
                        "/patient/nhsNumber INVALID_NHS_NUMBER"),
                bad(
                        "an ODS code that is none",
                        set("/referrer/organisation", "\"Trust!\""),
                        "/referrer/organisation INVALID_ODS_CODE"),
                bad(
                        "an NHS number as the referrer's reference",
                        set("/referrer/localReference", "\"9990000026\""),
                        "/referrer/localReference IDENTIFIES_PATIENT"),
                bad(
                        "an NHS number hidden in the reference",
                        set("/referrer/localReference", "\"NHS 999 000-0026\""),
                        "/referrer/localReference IDENTIFIES_PATIENT"),
                bad(
                        "an NHS number in the team",
                        set("/referrer/team", "\"Clinic 999 000 0026\""),
                        "/referrer/team IDENTIFIES_PATIENT"),
                bad(
                        "the patient's name as the reference",
                        set("/referrer/localReference", "\"TESTPATIENT/2\""),
                        "/referrer/localReference IDENTIFIES_PATIENT"),
                bad(
                        "the date of birth as the reference",
                        set("/referrer/localReference", "\"AT 11.02.1996\""),
                        "/referrer/localReference IDENTIFIES_PATIENT"),
                // E-mail
                bad("no e-mail address", set("/referrer/email", "\"Xyzzy\""), "/referrer/email INVALID_EMAIL"),
                bad(
                        "an e-mail with a second header",
                        set("/referrer/email", "\"a@trust.example\\r\\nBcc: x@y.example\""),
                        "/referrer/email INVALID_EMAIL"),
                bad(
                        "an e-mail with a display name",
                        set("/referrer/email", "\"A <a@trust.example>\""),
                        "/referrer/email INVALID_EMAIL"),
                bad(
                        "two e-mails",
                        set("/referrer/email", "\"a@trust.example,b@trust.example\""),
                        "/referrer/email INVALID_EMAIL"),
                bad(
                        "a private mailbox",
                        set("/referrer/email", "\"someone@mail.test\""),
                        "/referrer/email EMAIL_DOMAIN_NOT_ALLOWED"),
                bad(
                        "a domain that only ends like the NHS's",
                        set("/referrer/email", "\"a@fakenhs.uk\""),
                        "/referrer/email EMAIL_DOMAIN_NOT_ALLOWED"),
                bad(
                        "a sub-domain of nhs.net",
                        set("/referrer/email", "\"a@x.nhs.net\""),
                        "/referrer/email EMAIL_DOMAIN_NOT_ALLOWED"),
                // Texts
                bad(
                        "a header in a name",
                        set("/referrer/clinicianName", "\"Dr A\\r\\nBcc: x@y.example\""),
                        "/referrer/clinicianName CONTROL_CHARACTER"),
                bad(
                        "a header in the team",
                        set("/referrer/team", "\"Team\\nSubject: Xyzzy\""),
                        "/referrer/team CONTROL_CHARACTER"),
                bad(
                        "a line break in the reference",
                        set("/referrer/localReference", "\"DX\\n1\""),
                        "/referrer/localReference CONTROL_CHARACTER"),
                bad(
                        "a line separator in a name",
                        set("/patient/familyName", "\"Xyzzy\\u2028b\""),
                        "/patient/familyName CONTROL_CHARACTER"),
                bad(
                        "a name written backwards",
                        set("/patient/familyName", "\"\\u202EXyzzy\""),
                        "/patient/familyName CONTROL_CHARACTER"),
                bad(
                        "half a character in a name",
                        set("/patient/familyName", "\"Xyzzy\\uD83D\""),
                        "/patient/familyName CONTROL_CHARACTER"),
                bad(
                        "a null character in the notes",
                        set("/clinical/notes", "\"Xyzzy\\u0000\""),
                        "/clinical/notes CONTROL_CHARACTER"),
                bad("a blank name", set("/patient/familyName", "\"  \""), "/patient/familyName BLANK"),
                bad(
                        "an endless name",
                        set("/patient/familyName", "\"" + "y".repeat(101) + "\""),
                        "/patient/familyName TOO_LONG"),
                bad(
                        "endless notes",
                        set("/clinical/notes", "\"" + "y".repeat(10_001) + "\""),
                        "/clinical/notes TOO_LONG"),
                bad(
                        "a cause in prose",
                        set("/clinical/otherCausesExcluded", "[\"no Xyzzy\", 5]"),
                        "/clinical/otherCausesExcluded/0 INVALID_CODE",
                        "/clinical/otherCausesExcluded/1 WRONG_TYPE"),
                bad(
                        "a cause twice",
                        set("/clinical/otherCausesExcluded", "[\"STEROIDS\", \"STEROIDS\"]"),
                        "/clinical/otherCausesExcluded/1 DUPLICATE_ENTRY"),
                // Depth
                bad(
                        "a finding nested too deeply",
                        set("/clinical/fattyLiver", "[".repeat(15) + "]".repeat(15)),
                        "/clinical/fattyLiver" + "/0".repeat(14) + " NESTED_TOO_DEEPLY",
                        "/clinical/fattyLiver WRONG_TYPE"),
                // Many at once
                bad(
                        "everything wrong at once",
                        set("/intent", "null")
                                .with("/priority", "\"SOON\"")
                                .with("/referrer/email", "5")
                                .with("/rtt/clockStartOn", "\"soon\"")
                                .with("/patient/nhsNumber", "\"1\"")
                                .with("/patient/familyName", "null")
                                .with("/patient/shoeSize", "42")
                                .with("/clinical/bmi", "1")
                                .with("/clinical/fastingInsulin", "{\"value\": \"5\", \"unti\": \"pM\"}")
                                .with("/clinical/ogttInsulin/1/unit", "\"U\"")
                                .with("/clinical/diabetesDiagnosedOn", "\"1990\""),
                        "/intent REQUIRED",
                        "/priority UNKNOWN_VALUE",
                        "/referrer/email WRONG_TYPE",
                        "/rtt/clockStartOn INVALID_DATE",
                        "/patient/nhsNumber INVALID_NHS_NUMBER",
                        "/patient/familyName REQUIRED",
                        "/patient/shoeSize UNKNOWN_FIELD",
                        "/clinical/bmi OUT_OF_RANGE",
                        "/clinical/fastingInsulin/value WRONG_TYPE",
                        "/clinical/fastingInsulin/unit UNIT_MISSING",
                        "/clinical/fastingInsulin/unti UNKNOWN_FIELD",
                        "/clinical/ogttInsulin/1/unit UNIT_UNKNOWN",
                        "/clinical/diabetesDiagnosedOn DATE_BEFORE_BIRTH"));
    }

    static final List<Arguments> badBodies = List.of(
            body("nothing", "", " EMPTY"),
            body("white space only", " \n\t ", " EMPTY"),
            body("a word", "Xyzzy", " INVALID_JSON"),
            body("an unfinished object", "{\"intent\": \"REFERRAL\"", " INVALID_JSON"),
            body("not a number", "{\"clinical\": {\"bmi\": NaN}}", " INVALID_JSON"),
            body("infinity", "{\"clinical\": {\"bmi\": -Infinity}}", " INVALID_JSON"),
            body("a number with a leading zero", "{\"bmi\": 023}", " INVALID_JSON"),
            body("single quotation marks", "{'intent': 'REFERRAL'}", " INVALID_JSON"),
            body("a comment", "{} // Xyzzy", " INVALID_JSON"),
            body("a trailing comma", "{\"intent\": \"REFERRAL\",}", " INVALID_JSON"),
            body("a bare line break in a name", "{\"intent\": \"REF\nERRAL\"}", " INVALID_JSON"),
            body("two objects", ReferralDocument.ADA + "{}", " TRAILING_CONTENT"),
            body("a list", "[]", " WRONG_TYPE"),
            body("null", "null", " WRONG_TYPE"),
            body("text", "\"Xyzzy\"", " WRONG_TYPE"),
            body("a byte order mark", "\uFEFF{}", " BYTE_ORDER_MARK"),
            body(
                    "two hundred thousand brackets",
                    "[".repeat(200_000),
                    "/0".repeat(16) + " NESTED_TOO_DEEPLY",
                    " INVALID_JSON"),
            body(
                    "two hundred thousand closed brackets",
                    "[".repeat(100_000) + "]".repeat(100_000),
                    "/0".repeat(16) + " NESTED_TOO_DEEPLY",
                    " WRONG_TYPE"),
            body("two megabytes", "{\"notes\": \"" + "y".repeat(2_000_000) + "\"}", " TOO_LARGE"),
            Arguments.of("half a character", new byte[] {'{', '"', (byte) 0xC3, '"', '}'}, List.of(" INVALID_UTF8")),
            Arguments.of(
                    "a character written too long",
                    new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'},
                    List.of(" INVALID_UTF8")),
            Arguments.of("UTF-16", "{}".getBytes(UTF_16), List.of(" INVALID_UTF8")),
            body(
                    "names written twice",
                    """
                    {"intent": "REFERRAL", "intent": "ADVICE", "intent": "REFERRAL",
                     "referrer": {"organisation": "RJZ", "clinicianName": "Dr A", "email": "a@nhs.net"},
                     "patient": {"familyName": "Xyzzy", "familyName": "Other", "givenName": "Ada"},
                     "clinical": {"hba1c": {"value": 50, "value": 90, "unit": "mmol/mol"}}}
                    """,
                    "/intent DUPLICATE_FIELD",
                    "/intent DUPLICATE_FIELD",
                    "/patient/familyName DUPLICATE_FIELD",
                    "/clinical/hba1c/value DUPLICATE_FIELD"));

    @ParameterizedTest(name = "{0}")
    @MethodSource("badReferrals")
    void a_referral_with_faults_is_refused_with_every_one_of_them(
            String what, ReferralDocument document, List<String> faults) {
        assertThat(pointersAndCodes(READER.readReferral(document.bytes()))).containsExactlyInAnyOrderElementsOf(faults);
        assertThat(details(READER.readReferral(document.bytes()))).noneMatch(detail -> detail.contains(SECRET));
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("badBodies")
    void a_body_that_is_no_json_object_is_refused_by_every_way_in(String what, byte[] body, List<String> faults) {
        assertThat(pointersAndCodes(READER.readReferral(body))).containsExactlyInAnyOrderElementsOf(faults);
        assertThat(READER.readInformation(body)).isInstanceOf(Reading.Invalid.class);
        assertThat(READER.readWithdrawal(body)).isInstanceOf(Reading.Invalid.class);
        assertThat(READER.readCriteriaCheck(body)).isInstanceOf(Reading.Invalid.class);
        assertThat(READER.readReferral(body).toString()).doesNotContain(SECRET);
    }

    @Test
    void a_missing_body_is_refused_like_an_empty_one() {
        assertThat(pointersAndCodes(READER.readReferral(null))).containsExactly(" EMPTY");
    }

    @Test
    void the_detail_of_an_unknown_value_lists_what_is_allowed_and_not_what_was_sent() {
        var reading = READER.readReferral(set("/intent", "\"Xyzzy\"").bytes());

        assertThat(details(reading)).containsExactly("Must be one of: REFERRAL, ADVICE.");
    }

    @Test
    void the_detail_of_a_misspelt_field_suggests_the_nearest_known_one() {
        var reading =
                READER.readReferral(set("/clinical/acantosisNigricans", "true").bytes());

        assertThat(details(reading)).containsExactly("This field is not known; was \"acanthosisNigricans\" meant?");
    }

    @Test
    void a_document_full_of_faults_gets_an_answer_of_bounded_size() {
        var fields = new StringBuilder("{");
        for (int i = 0; i < 20_000; i++) {
            fields.append("\"bmi").append(i).append("\":1,");
        }
        var reading = READER.readReferral(fields.append("\"x\":1}").toString().getBytes(UTF_8));

        assertThat(pointersAndCodes(reading)).hasSize(Findings.MOST_FAULTS);
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("badAnswers")
    void an_answer_to_a_request_is_refused_with_every_fault(String what, String json, List<String> faults) {
        assertThat(pointersAndCodes(READER.readInformation(json.getBytes(UTF_8))))
                .containsExactlyInAnyOrderElementsOf(faults);
    }

    static final List<Arguments> badAnswers = List.of(
            answer("nothing supplied", "{}", " NOTHING_SUPPLIED"),
            answer(
                    "nothing but nulls",
                    "{\"clinical\": {\"bmi\": null}, \"notAvailable\": [], \"note\": null}",
                    " NOTHING_SUPPLIED"),
            answer(
                    "an unknown reason",
                    "{\"notAvailable\": [{\"field\": \"bmi\", \"reason\": \"LAZY\"}]}",
                    "/notAvailable/0/reason UNKNOWN_VALUE"),
            answer(
                    "an unknown field",
                    "{\"notAvailable\": [{\"field\": \"shoeSize\", \"reason\": \"NOT_DONE\"}]}",
                    "/notAvailable/0/field UNKNOWN_VALUE"),
            answer(
                    "a field twice",
                    """
                    {"notAvailable": [{"field": "bmi", "reason": "NOT_DONE"}, {"field": "bmi", "reason": "NOT_KNOWN"}]}
                    """,
                    "/notAvailable/1 DUPLICATE_ENTRY"),
            answer(
                    "supplied and not available",
                    "{\"clinical\": {\"bmi\": 20}, \"notAvailable\": [{\"field\": \"bmi\", \"reason\": \"NOT_DONE\"}]}",
                    "/notAvailable/0/field CONTRADICTION"),
            answer(
                    "a blank note and a patient",
                    "{\"note\": \" \", \"patient\": {}}",
                    "/note BLANK",
                    "/patient UNKNOWN_FIELD"),
            answer(
                    "one faulty value",
                    "{\"clinical\": {\"bmi\": 4}, \"notAvailable\": [5]}",
                    "/clinical/bmi OUT_OF_RANGE",
                    "/notAvailable/0 WRONG_TYPE"));

    @Test
    void a_withdrawal_needs_a_reason_that_is_known() {
        assertThat(pointersAndCodes(READER.readWithdrawal("{\"detail\": \"\\u0007\"}".getBytes(UTF_8))))
                .containsExactly("/reason REQUIRED", "/detail CONTROL_CHARACTER");
        assertThat(pointersAndCodes(READER.readWithdrawal("{\"reason\": \"BORED\"}".getBytes(UTF_8))))
                .containsExactly("/reason UNKNOWN_VALUE");
    }

    @Test
    void a_criteria_check_names_nobody() {
        var json = "{\"clinical\": {}, \"patient\": {\"dateOfBirth\": \"2030-01-01\", \"familyName\": \"Xyzzy\"}}";

        assertThat(pointersAndCodes(READER.readCriteriaCheck(json.getBytes(UTF_8))))
                .containsExactly("/patient/dateOfBirth DATE_IN_FUTURE", "/patient/familyName UNKNOWN_FIELD");
    }

    private static Arguments bad(String what, ReferralDocument document, String... faults) {
        return Arguments.of(what, document, List.of(faults));
    }

    private static Arguments body(String what, String body, String... faults) {
        return Arguments.of(what, body.getBytes(UTF_8), List.of(faults));
    }

    private static Arguments answer(String what, String json, String... faults) {
        return Arguments.of(what, json, List.of(faults));
    }

    private static ReferralDocument ada() {
        return ReferralDocument.ada();
    }

    private static ReferralDocument set(String pointer, String json) {
        return ada().with(pointer, json);
    }

    private static List<String> pointersAndCodes(Reading<?> reading) {
        return faults(reading).stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    private static List<String> details(Reading<?> reading) {
        return faults(reading).stream().map(Fault::detail).toList();
    }

    private static List<Fault> faults(Reading<?> reading) {
        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        return ((Reading.Invalid<?>) reading).faults();
    }
}
