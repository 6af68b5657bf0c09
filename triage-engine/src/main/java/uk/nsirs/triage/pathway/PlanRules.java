package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.nsirs.events.Therapy;

/** The rules of the diagnosis and of the plan that the multidisciplinary team agrees. */
@Component
final class PlanRules implements TaskRules {

    private final Pathway pathway;

    PlanRules(@Lazy Pathway pathway) {
        this.pathway = pathway;
    }

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of(
                "Task_ConfirmDiagnosis", this::diagnosis,
                "Task_RecordMdtOutcome", this::plan,
                "Task_ReadNewInformation", this::newInformation);
    }

    /** A diagnosis that is still to be confirmed is not confirmed a second time beside the first. */
    private void newInformation(Completion completion) {
        completion.need(
                completion.is("informationAnswer", "NOTHING")
                        || Boolean.TRUE.equals(completion.task().getVariable("workupDone")),
                "The work-up still runs: its diagnosis and its plan will rest on the new information anyway.");
    }

    /** PHE-16. */
    private void diagnosis(Completion completion) {
        completion.need(
                !completion.is("furtherTesting", "NONE") || completion.any("diagnosis"),
                "Choose the diagnosis. No precise cause identified is one.");
    }

    private void plan(Completion completion) {
        var running = pathway.runningTherapies(completion.reference());
        // THE-08
        completion.need(
                !completion.yes("planMetreleptin")
                        || completion.yes("planDieteticSupport")
                        || completion.yes("planMedicineTreatment")
                        || running.contains(Therapy.DIETETIC_SUPPORT)
                        || running.contains(Therapy.MEDICINE_TREATMENT),
                "Metreleptin is never given alone: plan diet or medicines with it.");
        completion.need(
                !completion.yes("planImmunosuppression")
                        || Boolean.TRUE.equals(completion.task().getVariable("typeBConfirmed"))
                        || "TYPE_B".equals(completion.task().getVariable("diagnosis")),
                "Immunosuppression needs Type B insulin resistance that a clinician has confirmed.");
        completion.need(
                running.stream().noneMatch(therapy -> completion.yes(Therapies.planned(therapy))),
                "This therapy runs already.");
    }
}
