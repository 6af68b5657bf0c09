package uk.nsirs.events;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The units insulin is taken in (REF-07). 1 mU/L is 6.00 pmol/L by the international unit's mass; the older factor of
 * 6.945 would let values pass the threshold that do not reach it (V-07).
 */
enum InsulinUnit {
    PICOMOLES("1", "pmol/L", "pM"),
    // The micro sign and the Greek letter mu look the same, and laboratories send both.
    MILLIUNITS("6.00", "mU/L", "mIU/L", "\u00B5U/mL", "\u03BCU/mL", "uU/mL");

    private static final BigDecimal HIGHEST_PMOL_PER_L = new BigDecimal("1000000");

    private final BigDecimal factor;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> spellings;

    InsulinUnit(String factor, String... spellings) {
        this.factor = new BigDecimal(factor);
        this.spellings = List.of(spellings);
    }

    /** A sample taken while fasting. */
    static FieldType<InsulinMeasurement> fasting(FieldType<PartialDate> pastDate) {
        return FieldType.object(json -> sample(json, pastDate, null));
    }

    /** A sample of an oral glucose tolerance test, with its minutes after the drink. */
    static FieldType<InsulinMeasurement> timed(FieldType<PartialDate> pastDate) {
        return FieldType.object(json -> sample(json, pastDate, json.required("minutes", FieldType.whole(0, 300))));
    }

    /** How much, in a unit that was said. */
    static Analyte.Concentration concentration(ObjectReader json) {
        var value = json.required("value", FieldType.number(BigDecimal.ZERO, HIGHEST_PMOL_PER_L));
        var unit = json.required(
                "unit",
                FieldType.string()
                        .then((text, place) -> of(text) == null
                                ? place.fault("UNIT_UNKNOWN", "The unit must be one of: " + allSpellings() + ".")
                                : text),
                "UNIT_MISSING",
                "The unit is needed, one of: " + allSpellings() + ". Without it the value cannot be judged.");
        var factor = unit == null ? null : of(unit).factor;
        var pmolPerL = value == null || factor == null ? null : plain(value.multiply(factor));
        if (pmolPerL != null && pmolPerL.compareTo(HIGHEST_PMOL_PER_L) > 0) {
            json.place("value").fault("OUT_OF_RANGE", "Must be between 0 and 1000000 pmol/L.");
        }
        var comparator = json.optional("comparator", Analyte.comparator());
        Analyte.refuseBelowZero(value, comparator, json);
        return new Analyte.Concentration(value, unit, comparator, pmolPerL, factor);
    }

    private static InsulinMeasurement sample(ObjectReader json, FieldType<PartialDate> pastDate, Integer minutes) {
        var measured = concentration(json);
        return new InsulinMeasurement(
                measured.value(),
                measured.unit(),
                measured.comparator(),
                json.optional("takenOn", pastDate),
                json.optional("laboratory", FieldType.line(100)),
                json.optional("onInsulinWhenTaken", FieldType.yesOrNo()),
                minutes,
                measured.pmolPerL(),
                measured.factor());
    }

    private static InsulinUnit of(String spelling) {
        return Arrays.stream(values())
                .filter(unit -> unit.spellings.contains(spelling))
                .findFirst()
                .orElse(null);
    }

    private static String allSpellings() {
        return Arrays.stream(values())
                .flatMap(unit -> unit.spellings.stream())
                .filter(spelling -> !spelling.startsWith("\u03BC"))
                .collect(Collectors.joining(", "));
    }

    private static BigDecimal plain(BigDecimal product) {
        var stripped = product.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
