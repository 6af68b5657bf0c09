package uk.nsirs.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nsirs.events.ReportedResult.Subject;
import uk.nsirs.events.ResultEvent.AppointmentUpdated;
import uk.nsirs.events.ResultEvent.DeteriorationReported;
import uk.nsirs.events.ResultEvent.FundingDecided;
import uk.nsirs.events.ResultEvent.GeneticTestReported;
import uk.nsirs.events.ResultEvent.ImagingReported;
import uk.nsirs.events.ResultEvent.LaboratoryReported;
import uk.nsirs.events.ResultEvent.ReceptorAntibodyReported;

class ResultReaderTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final ResultReader READER = new ResultReader(Clock.fixed(NOW, ZoneOffset.UTC));
    private static final LocalDate SAMPLED = LocalDate.of(2026, 11, 20);
    private static final NhsNumber ADAS = NhsNumber.of("9990000018");
    private static final NhsNumber BOS = NhsNumber.of("9990000026");
    private static final LocalDate BORN = LocalDate.of(1996, 2, 11);

    @Test
    void a_laboratory_report_is_read_with_insulin_also_in_pmol_per_litre() {
        var report = valid(ResultKind.LABORATORY, ResultReaderTest::same);
        var event = (LaboratoryReported) report.event();

        assertThat(report.laboratory()).isEqualTo("Example laboratory");
        assertThat(report.subject()).isEqualTo(new Subject(ADAS, BORN));
        assertThat(event.resultId()).isEqualTo("LAB-2026-118.3");
        assertThat(event.version()).isEqualTo(1);
        assertThat(event.status()).isEqualTo(ResultStatus.FINAL);
        assertThat(event.orderId()).isEqualTo("NSIRS-2026-7K3QXT-3");
        assertThat(event.sender()).isEqualTo("lab");
        assertThat(event.occurredAt()).isEqualTo(NOW);
        assertThat(event.measurements())
                .containsExactly(
                        new LaboratoryMeasurement(
                                Analyte.FASTING_INSULIN,
                                new BigDecimal("310.5"),
                                "mU/L",
                                null,
                                SAMPLED,
                                null,
                                false,
                                new BigDecimal("1863")),
                        new LaboratoryMeasurement(
                                Analyte.ADIPONECTIN,
                                new BigDecimal("18.20"),
                                "mg/L",
                                Comparator.ABOVE,
                                LocalDate.of(2026, 11, 19),
                                null,
                                null,
                                null),
                        new LaboratoryMeasurement(
                                Analyte.TRIGLYCERIDES,
                                new BigDecimal("5.1"),
                                "mmol/L",
                                null,
                                SAMPLED,
                                true,
                                null,
                                null));
    }

    @Test
    void every_other_report_is_read() {
        var imaging = (ImagingReported)
                valid(ResultKind.IMAGING, ResultReaderTest::same).event();
        assertThat(imaging.kind()).isEqualTo(ImagingKind.LIVER_MRI);
        assertThat(imaging.liverFatPercent()).isEqualTo("14.5");
        assertThat(imaging.liverStiffnessKpa()).isEqualTo("3.10");
        assertThat(imaging.ejectionFractionPercent()).isNull();
        assertThat(imaging.takenOn()).isEqualTo(SAMPLED);

        var genetic = (GeneticTestReported)
                valid(ResultKind.GENETIC_TEST, ResultReaderTest::same).event();
        assertThat(genetic.result()).isEqualTo(GeneticResult.LIKELY_PATHOGENIC);
        assertThat(genetic.gene()).isEqualTo("LMNA");
        assertThat(genetic.hgvs()).isEqualTo("NM_170707.4:c.1444C>T");
        assertThat(genetic.zygosity()).isEqualTo(Zygosity.HETEROZYGOUS);
        assertThat(genetic.testCode()).isEqualTo("R158.1");

        var antibody = (ReceptorAntibodyReported)
                valid(ResultKind.RECEPTOR_ANTIBODY, ResultReaderTest::same).event();
        assertThat(antibody.result()).isEqualTo(AntibodyResult.HIGH);

        var funding = (FundingDecided)
                valid(ResultKind.FUNDING_DECISION, ResultReaderTest::same).event();
        assertThat(funding.decision()).isEqualTo(FundingDecision.APPROVED);

        var appointment = (AppointmentUpdated)
                valid(ResultKind.APPOINTMENT, ResultReaderTest::same).event();
        assertThat(appointment.appointmentStatus()).isEqualTo(AppointmentStatus.BOOKED);
        assertThat(appointment.startsAt()).isEqualTo(OffsetDateTime.parse("2027-07-01T08:30:00Z"));
        assertThat(appointment.startsAt().getOffset()).isEqualTo(ZoneOffset.UTC);

        var deterioration = (DeteriorationReported)
                valid(ResultKind.DETERIORATION, ResultReaderTest::same).event();
        assertThat(deterioration.severeHypoglycaemia()).isTrue();
        assertThat(deterioration.on()).isEqualTo(LocalDate.of(2026, 11, 22));
    }

    @ParameterizedTest
    @EnumSource
    void a_cancelled_report_needs_no_findings(ResultKind kind) throws JsonProcessingException {
        var head = ReferralDocument.of(
                """
                {"resultId": "X", "version": 2, "status": "CANCELLED", "reference": "NSIRS-2026-7K3QXT",
                 "subject": {"dateOfBirth": "1996-02-11"}}""");

        var reading = READER.read(kind, head.bytes(), "lab", NOW);

        assertThat(reading).isInstanceOf(Reading.Valid.class);
        var event = ((Reading.Valid<ReportedResult>) reading).value().event();
        assertThat(event.orderId()).isNull();
        assertThat(findingsOf(event)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_a_cancelled_report_carries_of_findings_is_left_out(ResultKind kind) throws JsonProcessingException {
        var event = valid(kind, document -> document.with("/status", "\"CANCELLED\""))
                .event();

        assertThat(findingsOf(event)).isSubsetOf("kind");
    }

    private static List<String> findingsOf(ResultEvent event) throws JsonProcessingException {
        var json = EventCodec.mapper().readTree(EventCodec.mapper().writeValueAsString(event));
        return json.properties().stream()
                .filter(field ->
                        !(field.getValue().isArray() && field.getValue().isEmpty()))
                .map(java.util.Map.Entry::getKey)
                .filter(name -> !List.of(
                                "reference", "occurredAt", "resultId", "version", "status", "orderId", "sender")
                        .contains(name))
                .toList();
    }

    static Stream<Arguments> bad() {
        var lab = ResultKind.LABORATORY;
        var genes = ResultKind.GENETIC_TEST;
        var visit = ResultKind.APPOINTMENT;
        return Stream.of(
                bad("no result id", lab, d -> d.without("/resultId"), "/resultId REQUIRED"),
                bad("an empty result id", lab, set("/resultId", "\"\""), "/resultId INVALID_RESULT_ID"),
                bad("a result id with a space", lab, set("/resultId", "\"A B\""), "/resultId INVALID_RESULT_ID"),
                bad("a result id with a line", lab, set("/resultId", "\"A\\nB\""), "/resultId INVALID_RESULT_ID"),
                bad(
                        "a result id too long",
                        lab,
                        set("/resultId", "\"" + "A".repeat(65) + "\""),
                        "/resultId INVALID_RESULT_ID"),
                bad("a number for a result id", lab, set("/resultId", "7"), "/resultId WRONG_TYPE"),
                bad(
                        "an NHS number for a result id",
                        lab,
                        set("/resultId", "\"9990000026\""),
                        "/resultId IDENTIFIES_PATIENT"),
                bad(
                        "the patient's NHS number within a result id",
                        lab,
                        set("/resultId", "\"L9990000018v2\""),
                        "/resultId IDENTIFIES_PATIENT"),
                bad(
                        "a result id with an NHS number in groups",
                        lab,
                        set("/resultId", "\"L.999-000-0026\""),
                        "/resultId IDENTIFIES_PATIENT"),
                bad("no version", lab, d -> d.without("/version"), "/version REQUIRED"),
                bad("version nought", lab, set("/version", "0"), "/version OUT_OF_RANGE"),
                bad("half a version", lab, set("/version", "1.5"), "/version NOT_WHOLE"),
                bad("a version as text", lab, set("/version", "\"1\""), "/version WRONG_TYPE"),
                bad("no status", lab, d -> d.without("/status"), "/status REQUIRED"),
                bad("an unknown status", lab, set("/status", "\"PRELIMINARY\""), "/status UNKNOWN_VALUE"),
                bad("no reference", lab, d -> d.without("/reference"), "/reference REQUIRED"),
                bad(
                        "a reference with a wrong character",
                        lab,
                        set("/reference", "\"NSIRS-2026-7K3QXS\""),
                        "/reference INVALID_REFERENCE"),
                bad("an order that is none", lab, set("/orderId", "\"3\""), "/orderId INVALID_ORDER_ID"),
                bad(
                        "an order without its number",
                        lab,
                        set("/orderId", "\"NSIRS-2026-7K3QXT-\""),
                        "/orderId INVALID_ORDER_ID"),
                bad(
                        "an order of another referral",
                        lab,
                        set("/orderId", "\"NSIRS-2026-ABCDFM-3\""),
                        "/orderId ORDER_OF_ANOTHER_REFERRAL"),
                bad("no subject", lab, d -> d.without("/subject"), "/subject REQUIRED"),
                bad("a subject that says nothing", lab, set("/subject", "{}"), "/subject REQUIRED"),
                bad(
                        "a subject by name",
                        lab,
                        set("/subject", "{\"familyName\": \"Xyzzy\"}"),
                        "/subject REQUIRED",
                        "/subject/familyName UNKNOWN_FIELD"),
                bad(
                        "a wrong check digit",
                        lab,
                        set("/subject/nhsNumber", "\"9990000019\""),
                        "/subject/nhsNumber INVALID_NHS_NUMBER"),
                bad(
                        "a birthday that does not exist",
                        lab,
                        set("/subject/dateOfBirth", "\"1996-02-30\""),
                        "/subject/dateOfBirth INVALID_DATE"),
                bad("a sample of tomorrow", lab, set("/takenOn", "\"2026-11-24\""), "/takenOn DATE_IN_FUTURE"),
                bad("a sample before birth", lab, set("/takenOn", "\"1996-02-10\""), "/takenOn DATE_BEFORE_BIRTH"),
                bad("an unknown field", lab, set("/comment", "\"Xyzzy\""), "/comment UNKNOWN_FIELD"),
                bad("no measurements", lab, d -> d.without("/measurements"), "/measurements REQUIRED"),
                bad("an empty report", lab, set("/measurements", "[]"), "/measurements NOTHING_SUPPLIED"),
                bad("no unit", lab, d -> d.without("/measurements/0/unit"), "/measurements/0/unit UNIT_MISSING"),
                bad(
                        "insulin in another unit",
                        lab,
                        set("/measurements/0/unit", "\"ng/mL\""),
                        "/measurements/0/unit UNIT_UNKNOWN"),
                bad(
                        "insulin beyond the possible",
                        lab,
                        set("/measurements/0/value", "166667"),
                        "/measurements/0/value OUT_OF_RANGE"),
                bad(
                        "adiponectin in another unit",
                        lab,
                        set("/measurements/1/unit", "\"ug/mL\""),
                        "/measurements/1/unit UNIT_UNKNOWN"),
                bad(
                        "triglycerides beyond the possible",
                        lab,
                        set("/measurements/2/value", "300.1"),
                        "/measurements/2/value OUT_OF_RANGE"),
                bad(
                        "an analyte twice",
                        lab,
                        set("/measurements/2/analyte", "\"ADIPONECTIN\""),
                        "/measurements/2 DUPLICATE_ENTRY",
                        "/measurements/2/unit UNIT_UNKNOWN"),
                bad(
                        "an unknown analyte",
                        lab,
                        set("/measurements/1/analyte", "\"INSULIN_ANTIBODY\""),
                        "/measurements/1/analyte UNKNOWN_VALUE"),
                bad(
                        "fasting insulin not fasting",
                        lab,
                        set("/measurements/0/fasting", "false"),
                        "/measurements/0/fasting CONTRADICTION"),
                bad(
                        "a question of insulin asked of another",
                        lab,
                        set("/measurements/1/onInsulinWhenTaken", "true"),
                        "/measurements/1/onInsulinWhenTaken CONTRADICTION"),
                bad("no kind of examination", ResultKind.IMAGING, d -> d.without("/kind"), "/kind REQUIRED"),
                bad(
                        "an examination without findings",
                        ResultKind.IMAGING,
                        d -> d.without("/liverFatPercent").without("/liverStiffnessKpa"),
                        " NOTHING_SUPPLIED"),
                bad(
                        "a heart in a liver",
                        ResultKind.IMAGING,
                        set("/ejectionFractionPercent", "60"),
                        "/ejectionFractionPercent CONTRADICTION"),
                bad(
                        "more fat than liver",
                        ResultKind.IMAGING,
                        set("/liverFatPercent", "100.1"),
                        "/liverFatPercent OUT_OF_RANGE"),
                bad("no genetic result", genes, d -> d.without("/result"), "/result REQUIRED"),
                bad("a variant without its gene", genes, d -> d.without("/gene"), "/gene REQUIRED"),
                bad("a variant without its name", genes, d -> d.without("/hgvs"), "/hgvs REQUIRED"),
                bad(
                        "a variant where none was found",
                        genes,
                        set("/result", "\"NONE_FOUND\""),
                        "/gene CONTRADICTION",
                        "/hgvs CONTRADICTION",
                        "/zygosity CONTRADICTION"),
                bad("free text for a gene", genes, set("/gene", "\"Xyzzy or so\""), "/gene INVALID_GENE"),
                bad("free text for a variant", genes, set("/hgvs", "\"Xyzzy has c.1A>T\""), "/hgvs INVALID_VARIANT"),
                bad("an NHS number in a variant", genes, set("/hgvs", "\"c.9990000018C>T\""), "/hgvs INVALID_VARIANT"),
                bad("free text for a test code", genes, set("/testCode", "\"Xyzzy\""), "/testCode INVALID_TEST_CODE"),
                bad(
                        "an antibody titre",
                        ResultKind.RECEPTOR_ANTIBODY,
                        set("/result", "\"1:640\""),
                        "/result UNKNOWN_VALUE"),
                bad("a maybe", ResultKind.FUNDING_DECISION, set("/decision", "\"PERHAPS\""), "/decision UNKNOWN_VALUE"),
                bad(
                        "a laboratory that decides about money",
                        ResultKind.FUNDING_DECISION,
                        set("/laboratory", "\"Xyzzy\""),
                        "/laboratory UNKNOWN_FIELD"),
                bad(
                        "no status of the appointment",
                        visit,
                        d -> d.without("/appointmentStatus"),
                        "/appointmentStatus REQUIRED"),
                bad("a booking without its date", visit, d -> d.without("/startsAt"), "/startsAt REQUIRED"),
                bad(
                        "a time without its offset",
                        visit,
                        set("/startsAt", "\"2027-07-01T09:30:00\""),
                        "/startsAt INVALID_DATE_TIME"),
                bad(
                        "an hour that does not exist",
                        visit,
                        set("/startsAt", "\"2027-07-01T25:30:00Z\""),
                        "/startsAt INVALID_DATE_TIME"),
                bad(
                        "attended in the future",
                        visit,
                        set("/appointmentStatus", "\"ATTENDED\""),
                        "/startsAt DATE_IN_FUTURE"),
                bad("cancelled by nobody", visit, set("/appointmentStatus", "\"CANCELLED\""), "/cancelledBy REQUIRED"),
                bad("called off and booked", visit, set("/cancelledBy", "\"PATIENT\""), "/cancelledBy CONTRADICTION"),
                bad(
                        "a deterioration of tomorrow",
                        ResultKind.DETERIORATION,
                        set("/on", "\"2026-11-24\""),
                        "/on DATE_IN_FUTURE"),
                bad(
                        "words about a deterioration",
                        ResultKind.DETERIORATION,
                        set("/detail", "\"Xyzzy\""),
                        "/detail UNKNOWN_FIELD"),
                bad(
                        "much at once",
                        lab,
                        d -> d.without("/resultId")
                                .with("/version", "-1")
                                .with("/subject", "{}")
                                .with("/measurements/1/value", "\"high\""),
                        "/resultId REQUIRED",
                        "/version OUT_OF_RANGE",
                        "/subject REQUIRED",
                        "/measurements/1/value WRONG_TYPE"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void what_is_wrong_is_refused_with_every_fault_and_without_what_was_sent(
            String what, ResultKind kind, ReferralDocument document, List<String> faults) {
        var reading = READER.read(kind, document.bytes(), "lab", NOW);

        assertThat(reading).isInstanceOf(Reading.Invalid.class);
        var found = ((Reading.Invalid<ReportedResult>) reading).faults();
        assertThat(found.stream().map(fault -> fault.pointer() + " " + fault.code()))
                .containsExactlyInAnyOrderElementsOf(faults);
        assertThat(found.toString()).doesNotContain("Xyzzy", "9990000018", "1996");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "2026-118333",
                "L2026118333",
                "0f8fad5b-d9cd-469f-a165-a1234567890b",
                "da39a3ee5e6b4b0d3255bfef9a1234567890afd8"
            })
    void ids_are_taken_as_laboratories_make_them(String id) {
        var report = valid(ResultKind.LABORATORY, document -> document.with("/resultId", "\"" + id + "\""));

        assertThat(report.event().resultId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENST00000368300.9:c.1444C>T",
                "c.1444C>T",
                "NM_170707.4:c.1444C>T",
                "NP_733821.1:p.(Arg482Trp)",
                "NM_000208.4:c.3079C>T",
                "NC_000019.10:g.(?_7112265)_(7293803_?)del",
                "NM_006493.4(CLN5):c.[919del;920=]",
                "m.3243A>G"
            })
    void variants_are_taken_as_hgvs_writes_them(String variant) {
        var event = (GeneticTestReported)
                valid(ResultKind.GENETIC_TEST, document -> document.with("/hgvs", "\"" + variant + "\""))
                        .event();

        assertThat(event.hgvs()).isEqualTo(variant);
    }

    @Test
    void a_subject_is_the_patient_where_something_agrees_and_nothing_differs() {
        var both = new Subject(ADAS, BORN);
        var number = new Subject(ADAS, null);
        var birth = new Subject(null, BORN);

        assertThat(both.is(ADAS, BORN)).isTrue();
        assertThat(both.is(null, BORN)).isTrue();
        assertThat(both.is(ADAS, null)).isTrue();
        assertThat(number.is(ADAS, BORN)).isTrue();
        assertThat(birth.is(ADAS, BORN)).isTrue();

        assertThat(both.is(BOS, BORN)).isFalse();
        assertThat(both.is(ADAS, BORN.plusDays(1))).isFalse();
        assertThat(both.is(null, null)).isFalse();
        assertThat(number.is(BOS, BORN)).isFalse();
        assertThat(number.is(null, BORN)).isFalse();
        assertThat(birth.is(ADAS, null)).isFalse();
        assertThat(birth.is(ADAS, BORN.plusDays(1))).isFalse();
    }

    @Test
    void a_report_in_a_log_does_not_say_who_the_patient_is() {
        assertThat(valid(ResultKind.LABORATORY, ResultReaderTest::same).toString())
                .isEqualTo("ReportedResult[NSIRS-2026-7K3QXT]");
        assertThat(new Subject(ADAS, BORN).toString()).isEqualTo("Subject[hidden]");
    }

    @Property(tries = 500)
    void random_bytes_get_an_answer(@ForAll byte[] bytes) {
        for (var kind : ResultKind.values()) {
            assertThat(READER.read(kind, bytes, "lab", NOW)).isInstanceOf(Reading.Invalid.class);
        }
    }

    @Property(tries = 1_000)
    void a_report_with_bytes_changed_gets_an_answer_that_can_be_written(@ForAll ResultKind kind, @ForAll Random random)
            throws JsonProcessingException {
        var bytes = ResultDocument.of(kind).bytes();
        for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(32, 127);
        }

        var reading = READER.read(kind, bytes, "lab", NOW);

        if (reading instanceof Reading.Valid<ReportedResult> valid) {
            var event = valid.value().event();
            var json = EventCodec.mapper().writeValueAsString(event);
            assertThat(EventCodec.mapper().readValue(json, event.getClass())).isEqualTo(event);
        } else {
            assertThat(((Reading.Invalid<ReportedResult>) reading).faults()).isNotEmpty();
        }
    }

    @Test
    void a_document_that_is_not_json_is_said_to_be_so() {
        for (var text : List.of("", "{", "[]", "null", "{} {}")) {
            assertThat(READER.read(ResultKind.LABORATORY, text.getBytes(UTF_8), "lab", NOW))
                    .isInstanceOf(Reading.Invalid.class);
        }
    }

    private static Arguments bad(
            String what, ResultKind kind, UnaryOperator<ReferralDocument> spoil, String... faults) {
        return Arguments.of(what, kind, spoil.apply(ResultDocument.of(kind)), Arrays.asList(faults));
    }

    private static UnaryOperator<ReferralDocument> set(String pointer, String json) {
        return document -> document.with(pointer, json);
    }

    private static ReferralDocument same(ReferralDocument document) {
        return document;
    }

    private static ReportedResult valid(ResultKind kind, UnaryOperator<ReferralDocument> bend) {
        var reading = READER.read(kind, bend.apply(ResultDocument.of(kind)).bytes(), "lab", NOW);
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return ((Reading.Valid<ReportedResult>) reading).value();
    }
}
