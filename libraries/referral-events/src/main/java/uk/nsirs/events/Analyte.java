package uk.nsirs.events;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a laboratory measures, in which unit it is taken here, and the highest value that is not impossible. The limits
 * are far outside disease: extremes are what this service is for. Nothing is converted: another unit is a fault, never
 * an assumption (H1).
 */
public enum Analyte {
    /** Of a fasting sample (REF-07); its units are those of {@link InsulinUnit}. */
    FASTING_INSULIN("1000000", List.of("pmol/L", "mU/L"), ""),
    HBA1C(
            "400",
            List.of("mmol/mol"),
            "Convert per cent (DCCT) first: mmol/mol = 10.93 x per cent - 23.5, or report the laboratory's mmol/mol."),
    FASTING_GLUCOSE("200", List.of("mmol/L"), ""),
    C_PEPTIDE("100000", List.of("pmol/L"), "1 nmol/L is 1,000 pmol/L."),
    TRIGLYCERIDES("300", List.of("mmol/L"), ""),
    HDL_CHOLESTEROL("20", List.of("mmol/L"), ""),
    ADIPONECTIN("1000", List.of("mg/L"), ""),
    LEPTIN("10000", List.of("ug/L", "\u00B5g/L", "\u03BCg/L"), ""),
    SHBG("10000", List.of("nmol/L"), ""),
    IGFBP1("10000", List.of("ug/L", "\u00B5g/L", "\u03BCg/L"), ""),
    ALT("100000", List.of("U/L", "IU/L"), "");

    private final BigDecimal highest;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> units;

    private final String advice;

    Analyte(String highest, List<String> units, String advice) {
        this.highest = new BigDecimal(highest);
        this.units = units;
        this.advice = advice;
    }

    /** The value and all that belongs to it. */
    FieldType<Measurement> type(FieldType<PartialDate> pastDate) {
        return FieldType.object(json -> {
            var measured = concentration(json);
            return new Measurement(
                    measured.value(),
                    measured.unit(),
                    measured.comparator(),
                    json.optional("takenOn", pastDate),
                    json.optional("laboratory", FieldType.line(100)),
                    json.optional("fasting", FieldType.yesOrNo()));
        });
    }

    /** Whether its name says that the patient was fasting. */
    boolean isOfFasting() {
        return this == FASTING_INSULIN || this == FASTING_GLUCOSE;
    }

    /** How much of it, in one of its units. */
    Concentration concentration(ObjectReader json) {
        if (this == FASTING_INSULIN) {
            return InsulinUnit.concentration(json);
        }
        var value = json.required("value", FieldType.number(BigDecimal.ZERO, highest));
        var unit = json.required("unit", unit(), "UNIT_MISSING", "The unit is needed: " + units.get(0) + ".");
        var comparator = json.optional("comparator", comparator());
        refuseBelowZero(value, comparator, json);
        return new Concentration(value, unit, comparator, null, null);
    }

    /**
     * A value, with what it needs to be judged. Each is null where it was faulty.
     *
     * @param comparator null for an exact value
     * @param pmolPerL of insulin only
     * @param factor of insulin only: what the value was multiplied with
     */
    record Concentration(
            BigDecimal value, String unit, Comparator comparator, BigDecimal pmolPerL, BigDecimal factor) {}

    private FieldType<String> unit() {
        var detail = "The unit must be " + String.join(" or ", units) + ", spelt so."
                + (advice.isEmpty() ? "" : " " + advice);
        return FieldType.string()
                .then((text, place) -> units.contains(text) ? text : place.fault("UNIT_UNKNOWN", detail));
    }

    static FieldType<Comparator> comparator() {
        return FieldType.oneOf(List.of(Comparator.values()), Comparator::sign);
    }

    static void refuseBelowZero(BigDecimal value, Comparator comparator, ObjectReader json) {
        if (value != null && value.signum() == 0 && comparator == Comparator.BELOW) {
            json.place("comparator").fault("OUT_OF_RANGE", "A concentration cannot be below zero.");
        }
    }
}
