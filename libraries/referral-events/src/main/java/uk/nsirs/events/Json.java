package uk.nsirs.events;

import java.util.List;
import java.util.Map;

/** A JSON value as it was written. */
sealed interface Json {

    /** Of names written twice the first counts; the document is refused anyway. */
    record ObjectValue(Map<String, Json> members) implements Json {}

    record ArrayValue(List<Json> items) implements Json {}

    record TextValue(String text) implements Json {}

    /** A number in the digits it was written in. */
    record NumberValue(String digits) implements Json {}

    record BooleanValue(boolean value) implements Json {}

    record NullValue() implements Json {}
}
