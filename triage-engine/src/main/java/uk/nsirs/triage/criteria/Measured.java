package uk.nsirs.triage.criteria;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.Comparator;
import uk.nsirs.events.Measurement;

/** What laboratories measure besides insulin, named as {@code Analyte} names it: the fact of each, in its one unit. */
public enum Measured {
    HBA1C("hba1c", "hba1cComparator", "mmol/mol", Clinical::hba1c),
    FASTING_GLUCOSE("fastingGlucoseMmolPerL", "fastingGlucoseComparator", "mmol/L", Clinical::fastingGlucose),
    C_PEPTIDE("cPeptidePmolPerL", "cPeptideComparator", "pmol/L", Clinical::cPeptide),
    TRIGLYCERIDES("triglyceridesMmolPerL", "triglyceridesComparator", "mmol/L", Clinical::triglycerides),
    HDL_CHOLESTEROL("hdlMmolPerL", "hdlComparator", "mmol/L", Clinical::hdlCholesterol),
    ADIPONECTIN("adiponectinMgPerL", "adiponectinComparator", "mg/L", Clinical::adiponectin),
    LEPTIN("leptinUgPerL", "leptinComparator", "ug/L", Clinical::leptin),
    SHBG("shbgNmolPerL", "shbgComparator", "nmol/L", Clinical::shbg),
    IGFBP1("igfbp1UgPerL", "igfbp1Comparator", "ug/L", Clinical::igfbp1),
    ALT("altUPerL", "altComparator", "U/L", Clinical::alt);

    /** Whether the triglycerides were measured fasting. */
    static final String TRIGLYCERIDES_FASTING = "triglyceridesFasting";

    private final String fact;
    private final String comparator;
    private final String unit;

    @SuppressWarnings("ImmutableEnumChecker") // a method reference
    private final Function<Clinical, Measurement> sent;

    Measured(String fact, String comparator, String unit, Function<Clinical, Measurement> sent) {
        this.fact = fact;
        this.comparator = comparator;
        this.unit = unit;
        this.sent = sent;
    }

    /** The measurement behind a fact; empty where the fact is no measurement. */
    public static Optional<Measured> of(String fact) {
        return Arrays.stream(values()).filter(each -> each.fact.equals(fact)).findFirst();
    }

    /** The fact's name. */
    public String fact() {
        return fact;
    }

    /** The name of the fact that says whether the true value lies below or above. */
    public String comparator() {
        return comparator;
    }

    /** The one unit it is kept in. */
    public String unit() {
        return unit;
    }

    /** As the referrer sent it; each fact that is not known is null. */
    static Map<String, Object> in(Clinical clinical) {
        var facts = new HashMap<String, Object>();
        for (var each : values()) {
            var measurement = each.sent.apply(clinical);
            facts.put(each.fact, measurement == null ? null : measurement.value());
            facts.put(each.comparator, measurement == null ? null : sign(measurement.comparator()));
        }
        facts.put(
                TRIGLYCERIDES_FASTING,
                clinical.triglycerides() == null
                        ? null
                        : clinical.triglycerides().fasting());
        return facts;
    }

    static String sign(Comparator comparator) {
        return comparator == null ? null : comparator.sign();
    }
}
