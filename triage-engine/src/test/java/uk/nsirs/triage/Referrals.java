package uk.nsirs.triage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralEvent.InformationSupplied;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.events.ReferralReference;

/** Referrals as the tests tell of them. */
public final class Referrals {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Nobody is called so: a hit in a scan is ours. */
    public static final String FAMILY_NAME = "Zyxwvutest";

    public static final String NHS_NUMBER = "9990000018";

    private Referrals() {}

    public static ReferralReference newReference() {
        return ReferralReference.random(2026, RANDOM);
    }

    /** Partial lipodystrophy, diagnosed: C2 is met. */
    public static Map<String, Object> withPartialLipodystrophy() {
        return Map.of(
                "syndrome",
                "NONE",
                "lipodystrophy",
                "PARTIAL",
                "bmi",
                21.5,
                "notes",
                "Mrs " + FAMILY_NAME + " asked to be seen soon");
    }

    /** Obesity explains it: not met, better served elsewhere. */
    public static Map<String, Object> withObesity() {
        return Map.of(
                "syndrome",
                "NONE",
                "lipodystrophy",
                "NOT_DIAGNOSED",
                "unexplainedSevereInsulinResistance",
                false,
                "obesityIsPrimaryCause",
                true,
                "bmi",
                42);
    }

    /** Unexplained and lean, but no insulin level and nothing known of the skin. */
    public static Map<String, Object> withInsulinMissing() {
        return Map.of(
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
                23.1);
    }

    public static ReferralSubmitted submitted(ReferralReference reference, Map<String, Object> clinical) {
        return submitted(reference, "REFERRAL", clinical, List.of());
    }

    /** Of a patient with this postcode. */
    public static ReferralSubmitted submittedFrom(
            String postcode, ReferralReference reference, Map<String, Object> clinical) {
        return submittedWith(
                referral -> ((ObjectNode) referral.get("patient")).put("postcode", postcode),
                reference,
                clinical,
                null);
    }

    /** Of a child who is waiting since that day, which is the original referral's (H12). */
    public static ReferralSubmitted ofAChildWaitingSince(
            String day, ReferralReference reference, Map<String, Object> clinical) {
        return submittedWith(
                referral -> {
                    referral.putObject("rtt").put("clockStartOn", day);
                    ((ObjectNode) referral.get("patient"))
                            .put("dateOfBirth", "2019-03-21")
                            .put("parentOrCarer", "Mr Q Example, father");
                },
                reference,
                clinical,
                null);
    }

    /** Told on the telephone, and written down by the service's own staff (REF-10). */
    public static ReferralSubmitted writtenDown(ReferralReference reference, Map<String, Object> clinical) {
        return submittedWith(referral -> referral.put("channel", "TELEPHONE"), reference, clinical, "administrator");
    }

    private static ReferralSubmitted submittedWith(
            Consumer<ObjectNode> change, ReferralReference reference, Map<String, Object> clinical, String recordedBy) {
        var sent = submitted(reference, clinical);
        var referral = (ObjectNode) EventCodec.mapper().valueToTree(sent.referral());
        change.accept(referral);
        return new ReferralSubmitted(
                reference,
                sent.submittedAt(),
                EventCodec.mapper().convertValue(referral, Referral.class),
                List.of(),
                List.of(),
                recordedBy);
    }

    public static ReferralSubmitted submitted(
            ReferralReference reference,
            String intent,
            Map<String, Object> clinical,
            List<ReferralReference> duplicates) {
        var referral = EventCodec.mapper()
                .convertValue(
                        Map.of(
                                "intent",
                                intent,
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
                                        "diabetes@trust.example",
                                        "localReference",
                                        "DX-1"),
                                "patient",
                                Map.of(
                                        "nhsNumber",
                                        NHS_NUMBER,
                                        "familyName",
                                        FAMILY_NAME,
                                        "givenName",
                                        "Qwertina",
                                        "dateOfBirth",
                                        "1987-03-21",
                                        "sex",
                                        "FEMALE"),
                                "clinical",
                                clinical),
                        Referral.class);
        return new ReferralSubmitted(reference, Instant.now(), referral, List.of(), duplicates, null);
    }

    public static InformationSupplied information(ReferralReference reference, Map<String, Object> clinical) {
        return new InformationSupplied(
                reference,
                UUID.randomUUID(),
                Instant.now(),
                EventCodec.mapper().convertValue(clinical, Clinical.class),
                List.of(),
                "Sent for " + FAMILY_NAME);
    }
}
