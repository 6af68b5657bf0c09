package uk.nsirs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.core.message.MessageWriter;
import io.cloudevents.rw.CloudEventWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The format on the wire, pinned by {@code golden/<event>.json}. A golden file changes only by gaining an optional
 * field; anything else breaks a service that is still running the version before.
 */
class GoldenEventsTest {

    static List<DomainEvent> full() {
        return ExampleEvents.full();
    }

    static List<DomainEvent> sparse() {
        return ExampleEvents.sparse();
    }

    @Test
    void every_event_that_exists_has_a_golden_file() {
        var events = new ArrayList<String>();
        collect(DomainEvent.class, events);

        assertThat(full().stream().map(event -> event.getClass().getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(events);
        assertThat(events).allSatisfy(event -> assertThat(golden(event)).isNotBlank());
    }

    @Test
    void the_golden_files_pin_every_field_of_every_record() {
        var submitted = (ReferralEvent.ReferralSubmitted) full().get(0);

        for (var holder : List.of(
                submitted.referral(),
                submitted.referral().referrer(),
                submitted.referral().rtt(),
                submitted.referral().patient(),
                submitted.referral().clinical(),
                submitted.referral().clinical().lipodystrophyDiagnosis(),
                submitted.referral().clinical().hba1c(),
                submitted.referral().clinical().ogttInsulin().get(0))) {
            assertThat(holder).hasNoNullFieldsOrProperties();
        }
        assertThat(full()).allSatisfy(event -> assertThat(event).hasNoNullFieldsOrProperties());
    }

    @ParameterizedTest
    @MethodSource("full")
    void an_event_is_written_exactly_as_its_golden_file(DomainEvent event) throws IOException {
        var written = EventCodec.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(event);

        assertThat(written + "\n").isEqualTo(golden(event.getClass().getSimpleName()));
    }

    @ParameterizedTest
    @MethodSource("full")
    void a_golden_file_is_read_as_its_event(DomainEvent event) {
        assertThat(EventCodec.read(carrying(event, golden(event.getClass().getSimpleName()))))
                .isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("full")
    void fields_that_a_later_version_adds_are_ignored(DomainEvent event) throws IOException {
        var json = EventCodec.mapper().readTree(golden(event.getClass().getSimpleName()));
        addUnknownFields(json);

        assertThat(EventCodec.read(carrying(event, json.toString()))).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("full")
    void an_event_is_readable_without_exactly_the_fields_that_are_not_required(DomainEvent event) throws IOException {
        var json = (ObjectNode)
                EventCodec.mapper().readTree(golden(event.getClass().getSimpleName()));
        for (var field : event.getClass().getRecordComponents()) {
            var without =
                    carrying(event, json.deepCopy().without(field.getName()).toString());
            var what = "%s without %s".formatted(event, field.getName());

            if (field.isAnnotationPresent(Required.class)) {
                assertThatExceptionOfType(UnreadableEventException.class)
                        .as(what)
                        .isThrownBy(() -> EventCodec.read(without));
            } else {
                assertThat(EventCodec.read(without)).as(what).isInstanceOf(event.getClass());
            }
        }
    }

    @ParameterizedTest
    @MethodSource({"full", "sparse"})
    void an_event_in_a_log_does_not_say_who_the_patient_is(DomainEvent event) {
        assertThat(event.toString())
                .doesNotContain("Testpatient", "Ada", "9990000018", "1996", "line", "paragraph", "nearer", "pump")
                .contains("NSIRS-2026-7K3QXT");
    }

    @Test
    void what_a_referrer_sent_in_a_log_does_not_say_who_the_patient_is() {
        var submitted = (ReferralEvent.ReferralSubmitted) full().get(0);

        for (var sent : List.of(
                new Reading.Valid<>(submitted.referral(), List.of()),
                submitted.referral().clinical(),
                new Information(submitted.referral().clinical(), List.of(), "Testpatient"),
                new Withdrawal(WithdrawalReason.OTHER, "Testpatient"),
                new CriteriaCheck(
                        Clinical.UNKNOWN, submitted.referral().patient().dateOfBirth()))) {
            assertThat(sent.toString())
                    .doesNotContain("Testpatient", "Ada", "9990000018", "1996", "line", "limbs", "pump");
        }
    }

    @ParameterizedTest
    @MethodSource("sparse")
    void what_is_not_known_is_left_out_and_read_as_not_known(DomainEvent event) throws IOException {
        var written = EventCodec.write(ExampleEvents.FIRST, "/nsirs/example", ExampleEvents.NOON, event);

        assertThat(new String(written.getData().toBytes(), StandardCharsets.UTF_8))
                .doesNotContain("null");
        assertThat(EventCodec.read(written)).isEqualTo(event);
    }

    @ParameterizedTest
    @MethodSource("full")
    void in_binary_mode_the_attributes_are_headers_and_the_value_is_the_event_alone(DomainEvent event)
            throws IOException {
        var written = EventCodec.write(ExampleEvents.FIRST, "/nsirs/referral-intake", ExampleEvents.NOON, event);

        var record = Binary.of(written);

        assertThat(record.headers)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "0b6f1f0e-5d3c-4a53-9b0d-000000000001",
                        "ce_source", "/nsirs/referral-intake",
                        "ce_type", "uk.nsirs." + event.getClass().getSimpleName(),
                        "ce_subject", "NSIRS-2026-7K3QXT",
                        "ce_time", "2026-11-23T12:00:00Z",
                        "content-type", "application/json"));
        assertThat(EventCodec.mapper().readTree(record.value))
                .isEqualTo(EventCodec.mapper().readTree(golden(event.getClass().getSimpleName())));
    }

    @Test
    void what_cannot_be_understood_is_said_to_be_so_without_repeating_it() {
        var sent = ExampleEvents.full().get(0);
        for (var data : Stream.of("", "{", "null", "[]", "{}", "{\"reference\":\"Xyzzy\"}", "\"Xyzzy\"")
                .toList()) {
            assertThatExceptionOfType(UnreadableEventException.class)
                    .isThrownBy(() -> EventCodec.read(carrying(sent, data)))
                    .withNoCause()
                    .withMessageNotContaining("Xyzzy");
        }
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> EventCodec.read(CloudEventBuilder.v1(carrying(sent, "{}"))
                        .withType("uk.nsirs.NotYetKnown")
                        .build()))
                .withMessage("Event type not known: uk.nsirs.NotYetKnown");
    }

    private static CloudEvent carrying(DomainEvent event, String json) {
        return CloudEventBuilder.v1(EventCodec.write(ExampleEvents.FIRST, "/nsirs/example", ExampleEvents.NOON, event))
                .withData(json.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static void addUnknownFields(JsonNode json) {
        json.forEach(GoldenEventsTest::addUnknownFields);
        if (json instanceof ObjectNode object) {
            object.putObject("addedLater").put("x", 1);
        }
    }

    private static void collect(Class<?> type, List<String> names) {
        if (type.isSealed()) {
            for (var permitted : type.getPermittedSubclasses()) {
                collect(permitted, names);
            }
        } else {
            names.add(type.getSimpleName());
        }
    }

    private static String golden(String event) {
        try (var file = GoldenEventsTest.class.getResourceAsStream("/golden/" + event + ".json")) {
            assertThat(file).as("golden/%s.json", event).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A record in CloudEvents' binary mode with Kafka's header names. */
    private static final class Binary implements MessageWriter<Binary, Binary>, CloudEventWriter<Binary> {

        final Map<String, String> headers = new TreeMap<>();
        byte[] value = {};

        static Binary of(CloudEvent event) {
            return new Binary().writeBinary(event);
        }

        @Override
        public Binary create(SpecVersion version) {
            headers.put("ce_specversion", version.toString());
            return this;
        }

        @Override
        public Binary withContextAttribute(String name, String text) {
            headers.put(name.equals("datacontenttype") ? "content-type" : "ce_" + name, text);
            return this;
        }

        @Override
        public Binary setEvent(EventFormat format, byte[] bytes) {
            throw new AssertionError("Structured mode is not ours");
        }

        @Override
        public Binary end(CloudEventData data) {
            value = data.toBytes();
            return this;
        }

        @Override
        public Binary end() {
            return this;
        }
    }
}
