package uk.nsirs.bpmn.decisions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The clinical facts a decision reads; whatever is not said is unknown. Immutable. */
record Facts(Map<String, Object> values) {

    /** Nothing is known. */
    static Facts unknown() {
        return new Facts(Map.of());
    }

    /**
     * An adult of whom everything the criteria ask is known and nothing is met: the start for tests that vary one
     * thing.
     */
    static Facts adultWithNothing() {
        return unknown()
                .with("syndrome", "NONE")
                .with("lipodystrophy", "NOT_DIAGNOSED")
                .with("unexplainedSevereInsulinResistance", false)
                .with("obesityIsPrimaryCause", false)
                .with("acanthosisNigricans", false)
                .with("onExogenousInsulin", false)
                .with("knownFamilyMember", false)
                .with("ageYears", 40)
                .with("bmi", 25)
                .fasting(100)
                .ogtt(1000);
    }

    Facts with(String name, Object value) {
        var copy = new HashMap<>(values);
        copy.put(name, value);
        return new Facts(copy);
    }

    Facts without(String... names) {
        var copy = new HashMap<>(values);
        for (var name : names) {
            copy.remove(name);
        }
        return new Facts(copy);
    }

    Facts fasting(Number pmolPerL) {
        return with("fastingInsulin", sample(0, null, pmolPerL, null));
    }

    Facts fasting(String comparator, Number pmolPerL) {
        return with("fastingInsulin", sample(0, comparator, pmolPerL, null));
    }

    /** An OGTT: the first sample at 30 minutes, each further one 30 minutes later. */
    Facts ogtt(Number... pmolPerL) {
        var samples = new ArrayList<Map<String, Object>>();
        for (var level : pmolPerL) {
            samples.add(sample(30 * (samples.size() + 1), null, level, null));
        }
        return with("ogttInsulin", samples);
    }

    Facts ogttSamples(List<Map<String, Object>> samples) {
        return with("ogttInsulin", samples);
    }

    Facts notAvailable(String... fields) {
        return with("notAvailable", List.of(fields));
    }

    static Map<String, Object> sample(int minutes, String comparator, Number pmolPerL, Boolean onInsulinWhenTaken) {
        var sample = new HashMap<String, Object>();
        sample.put("minutes", minutes);
        sample.put("comparator", comparator);
        sample.put("pmolPerL", pmolPerL);
        sample.put("onInsulinWhenTaken", onInsulinWhenTaken);
        return sample;
    }
}
