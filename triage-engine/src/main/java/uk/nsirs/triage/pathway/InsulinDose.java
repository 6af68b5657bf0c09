package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.stream.Stream;
import uk.nsirs.triage.criteria.LearntFacts;

/**
 * H14: a dose of insulin is never recorded without the insulin and its strength. That neither is known is an answer,
 * too, so that a dose told over the telephone can always be recorded.
 *
 * @param units the field that asks for the dose, in units a day
 * @param brand the field that asks which insulin it is
 * @param strength the field that asks how many units are in 1 mL
 */
record InsulinDose(String units, String brand, String strength) {

    static final String INCOMPLETE =
            "Say which insulin it is and its strength, or that they are not known: a dose never stands alone.";

    /** Whether a dose above 0 was given to a form that asks for all three, and one of the other two was not. */
    static boolean incomplete(TaskForm form, Map<String, Object> given) {
        return Stream.of(
                        new InsulinDose(LearntFacts.DOSE, LearntFacts.BRAND, LearntFacts.STRENGTH),
                        named("Before"),
                        named("Now"),
                        named("After"))
                .filter(dose ->
                        form.fields().containsKey(dose.brand()) && form.fields().containsKey(dose.strength()))
                .anyMatch(dose -> given.get(dose.units()) instanceof Number units
                        && units.doubleValue() > 0
                        && !(given.containsKey(dose.brand()) && given.containsKey(dose.strength())));
    }

    private static InsulinDose named(String when) {
        return new InsulinDose("unitsPerDay" + when, LearntFacts.BRAND + when, LearntFacts.STRENGTH + when);
    }
}
