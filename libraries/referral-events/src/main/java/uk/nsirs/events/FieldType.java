package uk.nsirs.events;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a JSON value becomes a value of the domain.
 *
 * @param <T> the type in the domain
 */
@FunctionalInterface
interface FieldType<T> {

    /** Digits of a number before and after the point, exponent written out; no laboratory gives more. */
    int MOST_DIGITS = 18;

    /** The value that {@code json} (never null, never JSON's null) writes; null after reporting a fault. */
    T read(Json json, Place place);

    /** This type, refined by a further step that may report a fault and return null. */
    default <R> FieldType<R> then(BiFunction<T, Place, R> step) {
        return (json, place) -> {
            var value = read(json, place);
            return value == null ? null : step.apply(value, place);
        };
    }

    /** {@code true} or {@code false}. */
    static FieldType<Boolean> yesOrNo() {
        return (json, place) -> json instanceof Json.BooleanValue yes
                ? (Boolean) yes.value()
                : place.fault("WRONG_TYPE", "Must be true or false, without quotation marks.");
    }

    /** Any text, unlimited: the start of every type that is written as text. */
    static FieldType<String> string() {
        return (json, place) -> json instanceof Json.TextValue text
                ? text.text()
                : place.fault("WRONG_TYPE", "Must be text in quotation marks.");
    }

    /** Text on one line, without surrounding white space, that holds something. */
    static FieldType<String> line(int longest) {
        return string().then((text, place) -> Characters.allowedInLine(text)
                        ? text
                        : place.fault(
                                "CONTROL_CHARACTER", "Must be one line, without line breaks or control characters."))
                .then((text, place) -> notBlank(text, longest, place));
    }

    /** Text of several lines, without surrounding white space, that holds something. */
    static FieldType<String> text(int longest) {
        return string().then((text, place) -> Characters.allowedInText(text)
                        ? text
                        : place.fault(
                                "CONTROL_CHARACTER",
                                "Must not hold control characters; line breaks and tabs are allowed."))
                .then((text, place) -> notBlank(text, longest, place));
    }

    private static String notBlank(String text, int longest, Place place) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            return place.fault("BLANK", "Must not be blank; leave the field out where nothing is known.");
        }
        return stripped.length() > longest
                ? place.fault("TOO_LONG", "Must have at most %,d characters.".formatted(longest))
                : stripped;
    }

    /** One of the names of an enumeration, spelt exactly. */
    static <E extends Enum<E>> FieldType<E> oneOf(Class<E> type) {
        return oneOf(List.of(type.getEnumConstants()), Enum::name);
    }

    /** One of {@code allowed}, spelt exactly. */
    static <T> FieldType<T> oneOf(List<T> allowed, Function<T, String> name) {
        var names = allowed.stream().map(name).collect(Collectors.joining(", "));
        return string().then((text, place) -> allowed.stream()
                .filter(candidate -> name.apply(candidate).equals(text))
                .findFirst()
                .orElseGet(() -> place.fault("UNKNOWN_VALUE", "Must be one of: " + names + ".")));
    }

    /** A number between two limits, both included. */
    static FieldType<BigDecimal> number(String lowest, String highest) {
        return number(new BigDecimal(lowest), new BigDecimal(highest));
    }

    /** A number between two limits, both included. */
    static FieldType<BigDecimal> number(BigDecimal lowest, BigDecimal highest) {
        var range = "Must be between %s and %s.".formatted(lowest.toPlainString(), highest.toPlainString());
        return number().then((value, place) -> value.compareTo(lowest) < 0 || value.compareTo(highest) > 0
                ? place.fault("OUT_OF_RANGE", range)
                : value);
    }

    /** Any number of reasonable length, with the decimals it was written with. */
    static FieldType<BigDecimal> number() {
        return (json, place) -> {
            if (!(json instanceof Json.NumberValue number)) {
                return place.fault("WRONG_TYPE", "Must be a number, without quotation marks.");
            }
            return plain(number.digits(), place);
        };
    }

    private static BigDecimal plain(String digits, Place place) {
        // A number as long as the document, or an exponent of a billion, must cost nothing.
        if (digits.length() <= 2 * MOST_DIGITS) {
            try {
                var value = new BigDecimal(digits);
                if (value.signum() == 0 && Math.abs((long) value.scale()) > MOST_DIGITS) {
                    return BigDecimal.ZERO;
                }
                if (value.precision() <= MOST_DIGITS && Math.abs((long) value.scale()) <= MOST_DIGITS) {
                    return value.scale() < 0 ? value.setScale(0) : value;
                }
            } catch (NumberFormatException | ArithmeticException absurdExponent) {
                // reported below like any other number nobody measures
            }
        }
        return place.fault("NUMBER_FORMAT", "Must be a number of at most %d digits.".formatted(MOST_DIGITS));
    }

    /** A number without a fraction between two limits, both included. */
    static FieldType<Integer> whole(int lowest, int highest) {
        return number(BigDecimal.valueOf(lowest), BigDecimal.valueOf(highest)).then((value, place) -> {
            try {
                return value.intValueExact();
            } catch (ArithmeticException fraction) {
                return place.fault("NOT_WHOLE", "Must be a whole number.");
            }
        });
    }

    /**
     * A list whose items are read one by one, no two with the same key.
     *
     * @param key what must be different, or null where an item has none
     * @param repeated the detail of the fault where it is not
     */
    static <T> FieldType<List<T>> listOf(FieldType<T> type, int most, Function<T, Object> key, String repeated) {
        return (json, place) -> {
            if (!(json instanceof Json.ArrayValue array)) {
                return place.fault("WRONG_TYPE", "Must be a list in square brackets.");
            }
            if (array.items().size() > most) {
                return place.fault("TOO_MANY", "Must have at most %d items.".formatted(most));
            }
            var items = new ArrayList<T>();
            var keys = new HashSet<>();
            for (int i = 0; i < array.items().size(); i++) {
                var written = array.items().get(i);
                T item = written instanceof Json.NullValue
                        ? place.at(i).fault("REQUIRED", "An item of a list must not be null.")
                        : type.read(written, place.at(i));
                if (item != null) {
                    items.add(item);
                    if (key.apply(item) != null && !keys.add(key.apply(item))) {
                        place.at(i).fault("DUPLICATE_ENTRY", repeated);
                    }
                }
            }
            // A list with gaps has no value: what is checked later must point at the right items.
            return items.size() == array.items().size() ? List.copyOf(items) : null;
        };
    }

    /** An object read field by field; fields that {@code fields} does not read are refused. */
    static <T> FieldType<T> object(Function<ObjectReader, T> fields) {
        return (json, place) -> {
            if (!(json instanceof Json.ObjectValue object)) {
                return place.fault("WRONG_TYPE", "Must be an object in curly brackets.");
            }
            var reader = new ObjectReader(object, place);
            var value = fields.apply(reader);
            reader.refuseUnknownFields();
            return value;
        };
    }

    /** A value object of the house made from one line of text. */
    static <T> FieldType<T> valueObject(Function<String, T> of, String code, String detail) {
        return string().then((text, place) -> {
            try {
                return of.apply(text);
            } catch (IllegalArgumentException refused) {
                return place.fault(code, detail);
            }
        });
    }
}
