package uk.nsirs.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is sent, there is an answer, and it can be sent back. */
class ReferralReaderPropertiesTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private static final ReferralReader READER = new ReferralReader(NOW, AllowedMailboxes.of(List.of(".example")));
    private static final List<Function<byte[], Reading<?>>> WAYS_IN =
            List.of(READER::readReferral, READER::readInformation, READER::readWithdrawal, READER::readCriteriaCheck);

    /** Each place of the usual referral. */
    private static final List<String> PLACES = placesOfTheUsualReferral();

    @Property(tries = 1_000)
    void random_bytes_get_an_answer(@ForAll byte[] bytes) {
        answersAreWritable(bytes);
    }

    @Property(tries = 1_000)
    void a_referral_with_bytes_changed_gets_an_answer(@ForAll Random random) {
        var bytes = ReferralDocument.ADA.getBytes(UTF_8);
        for (int changes = random.nextInt(1, 6); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        answersAreWritable(bytes);
    }

    @Property(tries = 2_000)
    void a_referral_with_any_value_anywhere_gets_an_answer(
            @ForAll("places") String first,
            @ForAll("values") String one,
            @ForAll("places") String second,
            @ForAll("values") String another) {
        var document = ReferralDocument.ada().with(first, one);
        if (!second.startsWith(first) && !first.startsWith(second)) {
            document.with(second, another);
        }
        answersAreWritable(document.bytes());
    }

    @Property(tries = 500)
    void leaving_a_field_out_and_sending_null_mean_the_same(@ForAll("places") String place) {
        var last = JsonPointer.compile(place).last();
        if (last.getMatchingIndex() < 0) {
            var withNull = READER.readReferral(
                    ReferralDocument.ada().with(place, "null").bytes());
            var without =
                    READER.readReferral(ReferralDocument.ada().without(place).bytes());

            assertThat(withNull).isEqualTo(without);
        }
    }

    @Property(tries = 500)
    void an_accepted_referral_is_read_again_as_the_same_referral(
            @ForAll("places") String place, @ForAll("values") String value) throws IOException {
        var reading =
                READER.readReferral(ReferralDocument.ada().with(place, value).bytes());
        if (reading instanceof Reading.Valid<Referral> valid) {
            var written = EventCodec.mapper().writeValueAsBytes(valid.value());

            assertThat(EventCodec.mapper().readValue(written, Referral.class)).isEqualTo(valid.value());
        }
    }

    @Provide
    Arbitrary<String> places() {
        return Arbitraries.of(PLACES);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "true",
                        "false",
                        "0",
                        "-1",
                        "1e400",
                        "1e-400",
                        "-0.0",
                        "2.50",
                        "\"\"",
                        "\"2026-02-30\"",
                        "\"2026\"",
                        "\"9990000018\"",
                        "\"\\uD800\"",
                        "\"\\u0000\"",
                        "{}",
                        "[]",
                        "[null]",
                        "[[[]]]",
                        "{\"value\":1}",
                        "{\"value\":null,\"unit\":5}",
                        "{\"\":{\"~/\":1}}",
                        "{\"\\uDC00\":1}",
                        "{\"a\":1,\"a\":2}",
                        "\"NONE\"",
                        "\"URGENT\"",
                        "99999999999999999999999999"),
                Arbitraries.bigDecimals().map(Object::toString),
                Arbitraries.strings().map(text -> {
                    try {
                        return EventCodec.mapper().writeValueAsString(text.replaceAll("\\p{Cs}", "?"));
                    } catch (IOException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }));
    }

    private static void answersAreWritable(byte[] bytes) {
        for (var way : WAYS_IN) {
            try {
                assertThat(EventCodec.mapper().writeValueAsBytes(way.apply(bytes)))
                        .isNotEmpty();
            } catch (IOException notWritable) {
                throw new AssertionError("An answer that cannot be sent", notWritable);
            }
        }
    }

    private static List<String> placesOfTheUsualReferral() {
        var places = new ArrayList<String>();
        try {
            collect((ObjectNode) EventCodec.mapper().readTree(ReferralDocument.ADA), "", places);
        } catch (IOException brokenFixture) {
            throw new IllegalStateException(brokenFixture);
        }
        return places;
    }

    private static void collect(JsonNode node, String pointer, List<String> places) {
        if (!pointer.isEmpty()) {
            places.add(pointer);
        }
        node.fieldNames().forEachRemaining(name -> collect(node.get(name), pointer + "/" + name, places));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, places);
            }
        }
    }
}
