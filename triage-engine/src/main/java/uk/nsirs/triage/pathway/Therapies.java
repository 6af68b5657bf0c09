package uk.nsirs.triage.pathway;

import java.util.Map;
import uk.nsirs.events.Therapy;

/** The therapies by the names that the models have for them. */
final class Therapies {

    private static final Map<Therapy, String> PROCESSES = Map.of(
            Therapy.DIETETIC_SUPPORT, "DieteticSupport",
            Therapy.MEDICINE_TREATMENT, "MedicineTreatment",
            Therapy.INSULIN_PUMP, "InsulinPump",
            Therapy.METRELEPTIN, "Metreleptin",
            Therapy.IMMUNOSUPPRESSION, "Immunosuppression",
            Therapy.METABOLIC_SURGERY, "MetabolicSurgery",
            Therapy.PSYCHOLOGICAL_SUPPORT, "PsychologicalSupport");

    private Therapies() {}

    /** The id of the process that carries it out. */
    static String process(Therapy therapy) {
        return PROCESSES.get(therapy);
    }

    /** The field, and the process variable, that says whether a meeting planned it. */
    static String planned(Therapy therapy) {
        return "plan" + process(therapy);
    }
}
