package uk.nsirs.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.events.ReferralReference;

/** Invented referrals as intake would publish them: in turn one that meets the criteria, one that does not, one that lacks a value. */
final class SyntheticReferrals {

    private static final List<Map<String, Object>> CLINICAL = List.of(
            Map.of("syndrome", "NONE", "lipodystrophy", "PARTIAL", "bmi", 21.5),
            Map.of(
                    "syndrome",
                    "NONE",
                    "lipodystrophy",
                    "NOT_DIAGNOSED",
                    "unexplainedSevereInsulinResistance",
                    false,
                    "obesityIsPrimaryCause",
                    true,
                    "bmi",
                    42),
            Map.of(
                    "syndrome",
                    "NONE",
                    "lipodystrophy",
                    "NOT_DIAGNOSED",
                    "unexplainedSevereInsulinResistance",
                    true,
                    "obesityIsPrimaryCause",
                    false,
                    "onExogenousInsulin",
                    false,
                    "bmi",
                    23.1));

    private final SecureRandom random = new SecureRandom();
    private final Set<ReferralReference> used = new HashSet<>();

    List<ProducerRecord<byte[], byte[]>> records(String topic, int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(number -> record(topic, CLINICAL.get(number % CLINICAL.size())))
                .toList();
    }

    private ProducerRecord<byte[], byte[]> record(String topic, Map<String, Object> clinical) {
        // Intake asks its database; of some thousands drawn at random, two are likely to be equal.
        ReferralReference reference;
        do {
            reference = ReferralReference.random(2026, random);
        } while (!used.add(reference));
        var event = new ReferralSubmitted(reference, Instant.now(), referral(clinical), List.of(), List.of(), null);
        ProducerRecord<byte[], byte[]> record;
        try {
            record = new ProducerRecord<>(
                    topic,
                    reference.value().getBytes(StandardCharsets.UTF_8),
                    EventCodec.mapper().writeValueAsBytes(event));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A synthetic referral could not be written", impossible);
        }
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        UUID.randomUUID().toString(),
                        "ce_source",
                        "/nsirs/referral-intake",
                        "ce_type",
                        EventCodec.typeOf(ReferralSubmitted.class),
                        "ce_subject",
                        reference.value(),
                        "ce_time",
                        Instant.now().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static Referral referral(Map<String, Object> clinical) {
        return EventCodec.mapper()
                .convertValue(
                        Map.of(
                                "intent",
                                "REFERRAL",
                                "priority",
                                "ROUTINE",
                                "channel",
                                "ONLINE",
                                "referrer",
                                Map.of(
                                        "organisation",
                                        "RJZ",
                                        "team",
                                        "Diabetes",
                                        "clinicianName",
                                        "Dr A Example",
                                        "email",
                                        "diabetes@trust.example"),
                                "patient",
                                Map.of(
                                        "nhsNumber",
                                        "9990000018",
                                        "familyName",
                                        "Invented",
                                        "givenName",
                                        "Somebody",
                                        "dateOfBirth",
                                        "1987-03-21",
                                        "sex",
                                        "FEMALE"),
                                "clinical",
                                clinical),
                        Referral.class);
    }
}
