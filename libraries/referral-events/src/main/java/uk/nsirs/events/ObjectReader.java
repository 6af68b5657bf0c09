package uk.nsirs.events;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads the fields of one JSON object, one line for each field, and collects what is wrong instead of stopping at it.
 * Absent and {@code null} mean the same. A field nobody asked for is a fault: a misspelt finding must not vanish.
 */
final class ObjectReader {

    private final Map<String, Json> members;
    private final Place place;
    private final Set<String> known = new LinkedHashSet<>();

    ObjectReader(Json.ObjectValue object, Place place) {
        this.members = object.members();
        this.place = place;
    }

    /** The field's value; null where it is absent, null or faulty. */
    <T> T optional(String name, FieldType<T> type) {
        known.add(name);
        return has(name) ? type.read(members.get(name), place.at(name)) : null;
    }

    /** The field's value; {@code otherwise} where it is absent or null. */
    <T> T optional(String name, FieldType<T> type, T otherwise) {
        known.add(name);
        return has(name) ? type.read(members.get(name), place.at(name)) : otherwise;
    }

    /** The field's value; null after a fault was reported. */
    <T> T required(String name, FieldType<T> type) {
        return required(name, type, "REQUIRED", "This field is required.");
    }

    /** The field's value; null after a fault was reported: where it is absent, the one given here. */
    <T> T required(String name, FieldType<T> type, String code, String detail) {
        known.add(name);
        return has(name)
                ? type.read(members.get(name), place.at(name))
                : place.at(name).fault(code, detail);
    }

    /** The place of the object itself. */
    Place place() {
        return place;
    }

    /** The place of one of its fields. */
    Place place(String name) {
        return place.at(name);
    }

    /** To be called after the last field was read. */
    void refuseUnknownFields() {
        for (var name : members.keySet()) {
            if (!known.contains(name) && !place.findings().full()) {
                place.at(name)
                        .fault(
                                "UNKNOWN_FIELD",
                                Spelling.nearest(name, known)
                                        .map(near -> "This field is not known; was \"" + near + "\" meant?")
                                        .orElse("This field is not known here."));
            }
        }
    }

    /** Whether the field is there with a value, faulty or not. */
    boolean has(String name) {
        var value = members.get(name);
        return value != null && !(value instanceof Json.NullValue);
    }
}
