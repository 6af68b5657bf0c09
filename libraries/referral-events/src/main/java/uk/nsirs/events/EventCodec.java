package uk.nsirs.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Turns a domain event into a CloudEvent and back. */
public final class EventCodec {

    /** What stands before a record's simple name in the CloudEvents {@code type}. */
    public static final String TYPE_PREFIX = "uk.nsirs.";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A laboratory's 30.0 stays 30.0, wherever it travels
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            // Absent and null mean the same; one form on the wire
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private static final Map<String, Class<? extends DomainEvent>> TYPES = new HashMap<>();

    static {
        register(DomainEvent.class);
    }

    private EventCodec() {}

    /** The mapper that writes and reads the JSON of events. Shared: never reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** The CloudEvents {@code type} of {@code event}. */
    public static String typeOf(Class<? extends DomainEvent> event) {
        return TYPE_PREFIX + event.getSimpleName();
    }

    /**
     * {@code event} as a CloudEvent.
     *
     * @param id made once, when the event is appended
     * @param source which service says so, such as {@code /nsirs/referral-intake}
     * @param time when it was appended
     */
    public static CloudEvent write(UUID id, String source, Instant time, DomainEvent event) {
        try {
            return CloudEventBuilder.v1()
                    .withId(id.toString())
                    .withSource(URI.create(source))
                    .withType(typeOf(event.getClass()))
                    .withSubject(event.reference().value())
                    .withTime(time.atOffset(ZoneOffset.UTC))
                    .withDataContentType("application/json")
                    .withData(MAPPER.writeValueAsBytes(event))
                    .build();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("An event could not be written as JSON", impossible);
        }
    }

    /**
     * The domain event that {@code event} carries.
     *
     * @throws UnreadableEventException where the type is not known or the data is not readable; its message never
     *     holds the data
     */
    public static DomainEvent read(CloudEvent event) {
        var type = TYPES.get(event.getType());
        if (type == null) {
            throw new UnreadableEventException("Event type not known: " + event.getType(), null);
        }
        if (event.getData() == null) {
            throw new UnreadableEventException("Event without data: " + event.getType(), null);
        }
        try {
            var read = MAPPER.readValue(event.getData().toBytes(), type);
            if (read == null || read.reference() == null) {
                throw new UnreadableEventException("Event without a reference: " + event.getType(), null);
            }
            return read;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new UnreadableEventException("Event data not readable: " + event.getType(), unreadable.getClass());
        }
    }

    @SuppressWarnings("unchecked")
    private static void register(Class<? extends DomainEvent> type) {
        if (type.isSealed()) {
            for (var permitted : type.getPermittedSubclasses()) {
                register((Class<? extends DomainEvent>) permitted);
            }
        } else {
            TYPES.put(typeOf(type), type);
        }
    }
}
