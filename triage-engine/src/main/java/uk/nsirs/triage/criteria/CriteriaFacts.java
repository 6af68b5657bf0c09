package uk.nsirs.triage.criteria;

import java.time.LocalDate;
import java.time.Period;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.InsulinMeasurement;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Priority;

/**
 * Prepares what is clinically known as the context the decision tables read. Null means unknown, never "no". Holds no
 * identifier: of the date of birth only the age is left.
 */
public final class CriteriaFacts {

    private CriteriaFacts() {}

    /**
     * The facts of one referral.
     *
     * @param clinical what is known
     * @param dateOfBirth or null
     * @param on the day the referral was received (Europe/London); for a mere check, today
     * @param notAvailable names of the fields the referrer cannot supply
     * @param priority as the referrer asks for it
     */
    public static Map<String, Object> of(
            Clinical clinical,
            LocalDate dateOfBirth,
            LocalDate on,
            Collection<String> notAvailable,
            Intent intent,
            Priority priority) {
        var facts = new HashMap<String, Object>();
        facts.put("syndrome", name(clinical.syndrome()));
        facts.put("lipodystrophy", name(clinical.lipodystrophy()));
        facts.put("unexplainedSevereInsulinResistance", clinical.unexplainedSevereInsulinResistance());
        facts.put("obesityIsPrimaryCause", clinical.obesityIsPrimaryCause());
        facts.put("acanthosisNigricans", clinical.acanthosisNigricans());
        facts.put("onExogenousInsulin", clinical.onExogenousInsulin());
        facts.put("knownFamilyMember", clinical.knownFamilyMember());
        facts.put("ageYears", ageYears(dateOfBirth, on));
        facts.put("bmi", clinical.bmi());
        facts.put("bmiZScore", clinical.bmiZScore());
        facts.put("heightCm", clinical.heightCm());
        facts.put("weightKg", clinical.weightKg());
        facts.put("fastingInsulin", sample(clinical.fastingInsulin()));
        facts.put("ogttInsulin", samples(clinical.ogttInsulin()));
        facts.put("hba1c", clinical.hba1c() == null ? null : clinical.hba1c().value());
        facts.put(
                "hba1cComparator",
                Measured.sign(clinical.hba1c() == null ? null : clinical.hba1c().comparator()));
        facts.put("diabetesDiagnosed", clinical.diabetesDiagnosedOn() != null ? Boolean.TRUE : null);
        facts.put("rapidOnset", clinical.rapidOnset());
        facts.put("weightLoss", clinical.weightLoss());
        facts.put("insulinUnitsPerDay", clinical.insulinUnitsPerDay());
        facts.put("referrerPriority", name(priority));
        facts.put("notAvailable", List.copyOf(notAvailable));
        facts.put("intent", name(intent));
        return facts;
    }

    /**
     * What the decisions after acceptance read of the referral, beside {@link #of}: measurements in their one unit, and
     * findings.
     */
    public static Map<String, Object> afterAcceptance(Clinical clinical) {
        var facts = Measured.in(clinical);
        facts.put("fattyLiver", clinical.fattyLiver());
        facts.put("cardiomyopathy", clinical.cardiomyopathy());
        facts.put("pancreatitis", clinical.pancreatitis());
        facts.put("hyperandrogenism", clinical.hyperandrogenism());
        facts.put("systemicLupus", clinical.systemicLupus());
        facts.put("autoimmuneDisease", clinical.autoimmuneDisease());
        facts.put("pregnant", clinical.pregnant());
        facts.put("antidepressant", clinical.antidepressant());
        facts.put("severeHypoglycaemia", clinical.severeHypoglycaemia());
        return facts;
    }

    /** The names of the fields that {@code clinical} knows. */
    public static Set<String> names(Clinical clinical) {
        var names = new LinkedHashSet<String>();
        EventCodec.mapper().valueToTree(clinical).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Completed years of age on that day (REF-08); null where the date of birth is not known or lies after it. */
    static Integer ageYears(LocalDate dateOfBirth, LocalDate on) {
        if (dateOfBirth == null || dateOfBirth.isAfter(on)) {
            return null;
        }
        return Period.between(dateOfBirth, on).getYears();
    }

    private static List<Map<String, Object>> samples(List<InsulinMeasurement> measurements) {
        return measurements == null || measurements.isEmpty()
                ? null
                : measurements.stream().map(CriteriaFacts::sample).toList();
    }

    private static Map<String, Object> sample(InsulinMeasurement measurement) {
        if (measurement == null) {
            return null;
        }
        var sample = new HashMap<String, Object>();
        sample.put("pmolPerL", measurement.pmolPerL());
        sample.put("comparator", Measured.sign(measurement.comparator()));
        sample.put("onInsulinWhenTaken", measurement.onInsulinWhenTaken());
        sample.put("minutes", measurement.minutes());
        return sample;
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }
}
