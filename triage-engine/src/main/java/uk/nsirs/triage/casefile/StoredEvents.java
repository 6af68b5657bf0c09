package uk.nsirs.triage.casefile;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.ReferralEvent;
import uk.nsirs.events.ResultEvent;

/** Events as our tables keep them: their JSON, and beside it the simple name of the record. */
final class StoredEvents {

    private static final Map<String, Class<? extends DomainEvent>> TYPES = new HashMap<>();

    static {
        for (var family : List.of(ReferralEvent.class, ResultEvent.class)) {
            for (var type : family.getPermittedSubclasses()) {
                TYPES.put(type.getSimpleName(), type.asSubclass(DomainEvent.class));
            }
        }
    }

    private StoredEvents() {}

    static DomainEvent read(String type, String json) {
        try {
            return EventCodec.mapper().readValue(json, TYPES.get(type));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalStateException("A stored event is not readable: " + type);
        }
    }
}
