package uk.nsirs.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.UUID;
import uk.nsirs.events.ReferralReference;

/**
 * A record that a consumer could not process: the original key, bytes and headers, with the reason.
 *
 * @param id the same for every copy of this dead letter; a replay that fails again makes another one
 * @param topic the topic it came from first
 * @param partition its partition there
 * @param offset its offset there
 * @param consumer who could not process it
 * @param cause why: exception types, and a message only where that is known to hold no data
 * @param eventId the CloudEvents {@code id}; empty where the record has none
 * @param type the CloudEvents {@code type}; empty where the record has none
 * @param reference the referral it is about; empty where the key names none
 * @param record the dead letter itself; {@link Outbox#replay} takes it
 */
public record DeadLetter(
        UUID id,
        String topic,
        int partition,
        long offset,
        String consumer,
        String cause,
        Optional<UUID> eventId,
        Optional<String> type,
        Optional<ReferralReference> reference,
        ReceivedRecord record) {

    /** Header: why it could not be processed. */
    public static final String CAUSE = "x-nsirs-cause";

    /** Header: which consumer could not process it. */
    public static final String CONSUMER = "x-nsirs-consumer";

    /** Header: the topic it came from. */
    public static final String TOPIC = "x-nsirs-topic";

    /** Header: its partition there, in decimal digits. */
    public static final String PARTITION = "x-nsirs-partition";

    /** Header: its offset there, in decimal digits. */
    public static final String OFFSET = "x-nsirs-offset";

    private static final String PREFIX = "x-nsirs-";
    private static final String UNKNOWN = "unknown";
    private static final String SUFFIX = ".dlt";

    /** Never fails: what the record does not say is taken from where it stands. */
    static DeadLetter of(ReceivedRecord record) {
        var topic = header(record, TOPIC).orElseGet(() -> withoutSuffix(record.topic()));
        int partition = (int)
                number(record, PARTITION).orElse((long) record.partition()).longValue();
        long offset = number(record, OFFSET).orElse(record.offset());
        var consumer = header(record, CONSUMER).orElse(UNKNOWN);
        var id = UUID.nameUUIDFromBytes((consumer + " " + topic + "-" + partition + "@" + offset).getBytes(UTF_8));
        return new DeadLetter(
                id,
                topic,
                partition,
                offset,
                consumer,
                header(record, CAUSE).orElse(UNKNOWN),
                header(record, "ce_id").flatMap(DeadLetter::uuid),
                header(record, "ce_type"),
                Optional.ofNullable(record.key()).flatMap(key -> ReferralReference.parse(new String(key, UTF_8))),
                record);
    }

    /** Whether a header says why a record became a dead letter, rather than belonging to the record. */
    static boolean isReason(String header) {
        return header.startsWith(PREFIX);
    }

    private static Optional<String> header(ReceivedRecord record, String name) {
        return Optional.ofNullable(record.headers().get(name)).map(bytes -> new String(bytes, UTF_8));
    }

    private static Optional<Long> number(ReceivedRecord record, String name) {
        return header(record, name)
                .filter(digits -> digits.matches("\\d{1,18}"))
                .map(Long::valueOf);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String withoutSuffix(String topic) {
        return topic.endsWith(SUFFIX) ? topic.substring(0, topic.length() - SUFFIX.length()) : topic;
    }

    /** Where it came from, for logs; holds no data. */
    @Override
    public String toString() {
        return "dead letter of " + consumer + " from " + topic + "-" + partition + "@" + offset;
    }
}
