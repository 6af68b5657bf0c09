package uk.nsirs.triage.pathway;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * A user task as its model has it: who may complete it, and what its form takes as an answer. Codes, numbers, dates and
 * yes or no only. A field or a value that does not stand here never reaches the engine, so nothing a person types can
 * become a process variable.
 *
 * @param name as the model shows it
 * @param candidates the groups that may complete it
 * @param fields by their key, in the form's order
 */
record TaskForm(String name, List<String> candidates, Map<String, Field> fields) {

    TaskForm {
        candidates = List.copyOf(candidates);
    }

    /**
     * One component of the form that takes an answer.
     *
     * @param label as people read it
     * @param required whether it must be answered, whatever else is answered
     * @param readOnly shown, and sent back as it was shown
     */
    record Field(String label, boolean required, boolean readOnly, Answer answer) {}

    /** What a field may be answered with. */
    sealed interface Answer {

        /** Whether {@code value}, never null and never an empty text, is such an answer. */
        boolean takes(Object value);

        /** What it takes, in words that follow "is". */
        String words();

        /** One code of a list; {@code labels} holds each code with its words. */
        record Code(Map<String, String> labels) implements Answer {
            @Override
            public boolean takes(Object value) {
                return value instanceof String code && labels.containsKey(code);
            }

            @Override
            public String words() {
                return "one of " + labels.keySet().stream().sorted().toList();
            }
        }

        /** Yes or no. {@code ticked}: it has to be yes, as form-js reads a checkbox that is required. */
        record YesOrNo(boolean ticked) implements Answer {
            @Override
            public boolean takes(Object value) {
                return value instanceof Boolean yes && (yes || !ticked);
            }

            @Override
            public String words() {
                return ticked ? "to be ticked" : "true or false";
            }
        }

        /** A number. Each limit is null where the form sets none; both count as allowed. */
        record Quantity(BigDecimal lowest, BigDecimal highest, Integer decimals) implements Answer {
            @Override
            public boolean takes(Object value) {
                if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
                    return false;
                }
                var exact = new BigDecimal(number.toString());
                return (lowest == null || exact.compareTo(lowest) >= 0)
                        && (highest == null || exact.compareTo(highest) <= 0)
                        && (decimals == null || exact.stripTrailingZeros().scale() <= decimals);
            }

            @Override
            public String words() {
                var words = new StringBuilder(decimals != null && decimals == 0 ? "a whole number" : "a number");
                if (lowest != null && highest != null) {
                    words.append(" from ").append(lowest).append(" to ").append(highest);
                } else if (lowest != null) {
                    words.append(" of ").append(lowest).append(" or more");
                } else if (highest != null) {
                    words.append(" of ").append(highest).append(" or less");
                }
                if (decimals != null && decimals > 0) {
                    words.append(" with up to ")
                            .append(decimals)
                            .append(decimals == 1 ? " decimal place" : " decimal places");
                }
                return words.toString();
            }
        }

        /** A day, a time of day or both, as ISO 8601 writes them. */
        record Moment(Kind kind) implements Answer {

            /** Longer than any of them is written. */
            private static final int LONGEST = 35;

            enum Kind {
                DATE("a date such as 2027-03-31"),
                TIME("a time such as 14:30"),
                DATETIME("a date and time such as 2027-03-31T14:30");

                private final String words;

                Kind(String words) {
                    this.words = words;
                }
            }

            @Override
            public boolean takes(Object value) {
                return value instanceof String text
                        && text.length() <= LONGEST
                        // Beyond the year 9999 a date is written with a sign
                        && Character.isDigit(text.charAt(0))
                        && switch (kind) {
                            case DATE -> reads(text, LocalDate::parse);
                            case TIME -> reads(text, LocalTime::parse);
                            case DATETIME -> reads(text, LocalDateTime::parse) || reads(text, OffsetDateTime::parse);
                        };
            }

            @Override
            public String words() {
                return kind.words;
            }

            private static boolean reads(String text, Function<String, ?> parser) {
                try {
                    return parser.apply(text) != null;
                } catch (DateTimeException none) {
                    return false;
                }
            }
        }
    }

    /** The fields that {@code schema}, a form of form-js, asks for. */
    static Map<String, Field> fields(JsonNode schema) {
        var fields = new LinkedHashMap<String, Field>();
        for (var component : schema.path("components")) {
            var validate = component.path("validate");
            var required = validate.path("required").asBoolean()
                    && component.path("conditional").isMissingNode();
            answer(component, required)
                    .ifPresent(answer -> fields.put(
                            component.path("key").asText(),
                            new Field(
                                    component.path("label").asText(),
                                    required,
                                    component.path("readonly").asBoolean(),
                                    answer)));
        }
        return fields;
    }

    /** Empty for a component that takes no answer, and for one in which anything could be typed. */
    private static Optional<Answer> answer(JsonNode component, boolean required) {
        var validate = component.path("validate");
        return switch (component.path("type").asText()) {
            case "select", "radio" -> {
                var labels = new LinkedHashMap<String, String>();
                StreamSupport.stream(component.path("values").spliterator(), false)
                        .forEach(each -> labels.put(
                                each.path("value").asText(), each.path("label").asText()));
                yield Optional.of(new Answer.Code(labels));
            }
            case "checkbox" -> Optional.of(new Answer.YesOrNo(required));
            case "number" ->
                Optional.of(new Answer.Quantity(
                        limit(validate.path("min")),
                        limit(validate.path("max")),
                        component.path("decimalDigits").isInt()
                                ? component.path("decimalDigits").asInt()
                                : null));
            case "datetime" ->
                Optional.of(new Answer.Moment(
                        switch (component.path("subtype").asText()) {
                            case "time" -> Answer.Moment.Kind.TIME;
                            case "datetime" -> Answer.Moment.Kind.DATETIME;
                            default -> Answer.Moment.Kind.DATE;
                        }));
            default -> Optional.empty();
        };
    }

    /** Null where there is none, or where it depends on another field: that is a rule between fields. */
    private static BigDecimal limit(JsonNode limit) {
        return limit.isNumber() || limit.asText().matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(limit.asText()) : null;
    }

    /**
     * Why {@code submitted} is no answer to the task; empty where it is one. Never repeats a value, nor the name of a
     * field that is not known. What is missing is no fault here.
     *
     * @param submitted field to value; a null or an empty text counts as not answered
     */
    Optional<String> fault(Map<String, Object> submitted) {
        for (var each : submitted.entrySet()) {
            var field = fields.get(each.getKey());
            if (field == null) {
                return Optional.of("This task takes only "
                        + (asked().isEmpty()
                                ? "no answers"
                                : asked().stream().sorted().toList())
                        + ". Free text belongs into a letter, written from the case file.");
            }
            if (isAnswer(each.getValue()) && !field.answer().takes(each.getValue())) {
                return Optional.of(each.getKey() + " is " + field.answer().words() + ".");
            }
        }
        return Optional.empty();
    }

    /** The keys of the fields that have to be answered and are not. */
    List<String> missing(Map<String, Object> given) {
        return fields.entrySet().stream()
                .filter(each -> each.getValue().required() && !given.containsKey(each.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The keys of the fields that somebody answers: all but those that are only shown. */
    List<String> asked() {
        var asked = new ArrayList<String>();
        fields.forEach((key, field) -> {
            if (!field.readOnly()) {
                asked.add(key);
            }
        });
        return asked;
    }

    /** The answers that were given, without the empty ones. */
    Map<String, Object> given(Function<String, Object> variable) {
        var given = new LinkedHashMap<String, Object>();
        for (var key : asked()) {
            var value = variable.apply(key);
            if (isAnswer(value)) {
                given.put(key, value);
            }
        }
        return given;
    }

    /** form-js sends a null or an empty text for what was left empty. */
    static boolean isAnswer(Object value) {
        return value != null && !"".equals(value);
    }
}
