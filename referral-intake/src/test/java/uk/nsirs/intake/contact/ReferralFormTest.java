package uk.nsirs.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nsirs.events.AllowedMailboxes;
import uk.nsirs.events.Channel;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Fault;
import uk.nsirs.events.NhsNumber;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.PartialDate;
import uk.nsirs.events.Reading;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralReader;
import uk.nsirs.intake.Patients;

/** The page asks for everything that a referral can say, and says nothing that nobody typed. */
class ReferralFormTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private static final AllowedMailboxes MAILBOXES = AllowedMailboxes.of(List.of(".example"));

    /** What the reader adds, and what the contact says. */
    private static final List<String> NOT_TYPED = List.of(
            "/channel",
            "/clinical/fastingInsulin/pmolPerL",
            "/clinical/fastingInsulin/factor",
            "/clinical/fastingInsulin/minutes",
            "/clinical/ogttInsulin/pmolPerL",
            "/clinical/ogttInsulin/factor");

    private final TranscriptionForm form = new TranscriptionForm(CLOCK, MAILBOXES);

    @Test
    void everyFieldOfAReferralIsOnThePageAndNothingElse() {
        var asked = ReferralForm.fields()
                .map(field -> field.pointer().replaceAll("/(\\d|\\*)/", "/"))
                .distinct();

        assertThat(asked)
                .containsExactlyInAnyOrderElementsOf(leaves(Referral.class, "")
                        .filter(pointer -> !NOT_TYPED.contains(pointer))
                        .toList());
    }

    @Test
    void whatIsTypedIntoEveryFieldArrivesInEveryFieldOfTheReferral() {
        // given every field of the page filled in
        var read = form.read(Channel.LETTER, Filled.everything());

        // then the reader takes all of it
        assertThat(read.faults()).isEmpty();
        var referral = EventCodec.mapper()
                .<JsonNode>valueToTree(read.referral().orElseThrow().value());
        assertThat(leaves(Referral.class, "").filter(pointer -> !pointer.startsWith(ReferralForm.SAMPLES)))
                .allSatisfy(pointer -> {
                    if (!pointer.equals("/clinical/fastingInsulin/minutes")) {
                        assertThat(referral.at(pointer).isMissingNode())
                                .as(pointer)
                                .isFalse();
                    }
                });
        assertThat(referral.at(ReferralForm.SAMPLES))
                .hasSize(ReferralForm.MOST_SAMPLES)
                .allSatisfy(sample ->
                        assertThat(sample.size()).as("all of a sample").isEqualTo(9));
        assertThat(referral.at("/channel").asText()).isEqualTo("LETTER");
    }

    static Stream<FormField> choices() {
        return ReferralForm.fields().filter(field -> !field.choices().isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("choices")
    void everyAnswerThatIsOfferedIsTaken(FormField field) {
        for (var choice : field.choices()) {
            var values = new HashMap<>(Filled.everything().values());
            values.put(field.pointer(), List.of(choice.value()));
            var read = form.read(Channel.TELEPHONE, new Typed(values));

            // A unit has to be chosen: only "Choose the unit" is refused, and beside its own field
            assertThat(read.faults().stream().map(PageFault::pointer).distinct())
                    .as(choice.words())
                    .isEqualTo(
                            choice.value().isEmpty() && field.pointer().endsWith("/unit")
                                    ? List.of(field.pointer())
                                    : List.of());
            read.referral().ifPresent(valid -> assertThat(valid.flags())
                    .extracting(Fault::code)
                    .as("a cause on our list")
                    .doesNotContain("CAUSE_NOT_LISTED"));
        }
    }

    @Test
    void aPageOnWhichLittleIsTypedSaysLittle() {
        // given only what is needed
        var read = form.read(Channel.TELEPHONE, Filled.asLittleAsPossible());

        // then nothing is said of anything else: empty is unknown, never "no"
        var referral = EventCodec.mapper()
                .<JsonNode>valueToTree(read.referral().orElseThrow().value());
        assertThat(referral.path("clinical")).isEmpty();
        assertThat(referral.path("rtt")).isEmpty();
        assertThat(referral.path("patient").toString())
                .isEqualTo("{\"familyName\":\"Testpatient\",\"givenName\":\"Ada\",\"sex\":\"NOT_KNOWN\"}");
    }

    @Test
    void anEmptyPageNamesEveryFieldThatIsNeededInTheOrderOfThePage() {
        var read = form.read(Channel.TELEPHONE, new Typed(Map.of()));

        assertThat(read.faults())
                .extracting(PageFault::pointer)
                .containsExactly(
                        "/intent",
                        "/referrer/organisation",
                        "/referrer/clinicianName",
                        "/referrer/email",
                        "/patient/familyName",
                        "/patient/givenName",
                        "/compared");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,840", "1 840", "7,5", "1840 pmol/L", ".5", "1e3", "١٢", "NaN"})
    void aNumberThatCouldMeanSomethingElseIsRefusedInPlainWords(String typed) {
        var read = form.read(
                Channel.TELEPHONE,
                Filled.littleAnd("/clinical/hba1c/value", typed, "/clinical/hba1c/unit", "mmol/mol"));

        assertThat(read.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.id()).isEqualTo("clinical-hba1c-value");
            assertThat(fault.detail())
                    .contains("with a point, without commas, spaces and units")
                    .doesNotContain("quot");
        });
    }

    @Test
    void theSummaryOfFaultsSaysOfWhatAFieldIsAPart() {
        var read = form.read(
                Channel.TELEPHONE,
                Filled.littleAnd("/clinical/hba1c/value", "91", "/patient/nhsNumber", "1", "/clinical/bmi", "x"));

        assertThat(read.faults())
                .extracting(PageFault::label)
                .containsExactly("NHS number", "BMI, in kg/m²", "HbA1c, unit");
    }

    @Test
    void aNumberKeepsItsDecimals() {
        var read = form.read(Channel.TELEPHONE, Filled.littleAnd("/clinical/bmi", " 23.10 "));

        assertThat(read.referral().orElseThrow().value().clinical().bmi()).hasToString("23.10");
    }

    @Test
    void aDateMayLackWhatNobodyKnows() {
        assertThat(diagnosed("20", "5", "2026")).isEqualTo("2026-05-20");
        assertThat(diagnosed("", "5", "2026")).isEqualTo("2026-05");
        assertThat(diagnosed("", "", "2026")).isEqualTo("2026");
        assertThat(diagnosed("20", "", "2026")).contains("day of the calendar");
        assertThat(diagnosed("20", "5", "")).contains("day of the calendar");
        assertThat(diagnosed("31", "2", "2026")).contains("day of the calendar");
        assertThat(diagnosed("20", "5", "26")).contains("day of the calendar");
        assertThat(diagnosed("", "", "2027")).contains("future");
    }

    /** The date that was read, or the fault beside it. */
    private String diagnosed(String day, String month, String year) {
        var field = "/clinical/diabetesDiagnosedOn";
        var read = form.read(
                Channel.TELEPHONE,
                Filled.littleAnd(field + "/day", day, field + "/month", month, field + "/year", year));
        return read.referral()
                .map(valid -> valid.value().clinical().diabetesDiagnosedOn().value())
                .orElseGet(() -> {
                    assertThat(read.faults()).extracting(PageFault::id).containsExactly("clinical-diabetesDiagnosedOn");
                    return read.faults().get(0).detail();
                });
    }

    @Test
    void theFaultOfASampleStandsInTheRowItWasTypedIn() {
        // given the second and the fourth row, one unit for both
        var read = form.read(
                Channel.TELEPHONE,
                Filled.littleAnd(
                        "/clinical/ogttInsulin/*/unit", "mU/L",
                        "/clinical/ogttInsulin/1/minutes", "0",
                        "/clinical/ogttInsulin/1/value", "40",
                        "/clinical/ogttInsulin/3/minutes", "0",
                        "/clinical/ogttInsulin/3/value", "-1"));

        assertThat(read.faults())
                .extracting(PageFault::pointer)
                .as("the same minutes as another sample, and an impossible value")
                .containsExactly("/clinical/ogttInsulin/3/minutes", "/clinical/ogttInsulin/3/value");
    }

    @Test
    void whatIsSaidOfSamplesThatWereNotTypedDoesNotVanish() {
        var read = form.read(Channel.TELEPHONE, Filled.littleAnd("/clinical/ogttInsulin/*/laboratory", "Leeds"));

        assertThat(read.faults())
                .extracting(PageFault::pointer)
                .containsExactly(
                        "/clinical/ogttInsulin/*/unit",
                        "/clinical/ogttInsulin/0/minutes",
                        "/clinical/ogttInsulin/0/value");
    }

    @Test
    void somebodyHasToLookAgainBeforeItIsSent() {
        var values = new HashMap<>(Filled.asLittleAsPossible().values());
        values.remove(TranscriptionForm.COMPARED);

        var read = form.read(Channel.TELEPHONE, new Typed(values));

        assertThat(read.referral()).isEmpty();
        assertThat(read.faults()).extracting(PageFault::id).containsExactly("compared");
    }

    @Test
    void aReferralThatIsTypedIsTheSameAsOneThatIsSent() {
        // given the same referral as JSON and typed
        var sent = Patients.somebody().put("channel", "TELEPHONE");
        var read = form.read(Channel.TELEPHONE, Filled.with(sent));

        // then the reader makes the same of both
        var fromJson = new ReferralReader(CLOCK, MAILBOXES)
                .readReferral(sent.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(fromJson).isInstanceOf(Reading.Valid.class);
        assertThat(read.referral()).hasValue((Reading.Valid<Referral>) fromJson);
    }

    /** Pointers of everything that a referral can say; of a list, of its items. */
    private static Stream<String> leaves(Class<?> type, String pointer) {
        return Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            var place = pointer + "/" + component.getName();
            var content = contentOf(component);
            return content.isRecord()
                            && !List.of(OdsCode.class, EmailAddress.class, NhsNumber.class, PartialDate.class)
                                    .contains(content)
                    ? leaves(content, place)
                    : Stream.of(place);
        });
    }

    private static Class<?> contentOf(RecordComponent component) {
        return component.getGenericType() instanceof ParameterizedType list
                ? (Class<?>) list.getActualTypeArguments()[0]
                : component.getType();
    }
}
