package uk.nsirs.triage.access;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a call that completes a task sends as answers. */
final class SubmittedAnswers {

    private static final Set<String> PLAIN_TYPES = Set.of("string", "integer", "long", "double", "boolean", "null");

    private SubmittedAnswers() {}

    /**
     * Each answer by its field: a text, a number, true or false, or null. An object, which no task takes, where it is anything else or
     * asks for a type of its own (a file, an object).
     */
    static Map<String, Object> in(JsonNode body) {
        var values = new HashMap<String, Object>();
        body.path("variables").properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
        return values;
    }

    private static Object value(JsonNode variable) {
        for (var property : variable.properties()) {
            if (!isHarmless(property.getKey(), property.getValue())) {
                return new Object();
            }
        }
        var value = variable.path("value");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNumber() ? value.numberValue() : new Object();
    }

    private static boolean isHarmless(String property, JsonNode value) {
        return switch (property) {
            case "value" -> true;
            case "type" -> value.isNull() || PLAIN_TYPES.contains(value.asText().toLowerCase(Locale.ROOT));
            case "valueInfo", "local" -> value.isNull() || (value.isContainerNode() && value.isEmpty());
            default -> false;
        };
    }
}
