package uk.nsirs.triage.pathway;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The rules of the diagnosis and of the plan that the multidisciplinary team agrees. */
@Component
final class PlanRules implements TaskRules {

    /** A field {@code plan<Process>} plans the process of that id. */
    private static final List<String> THERAPIES = List.of(
            "DieteticSupport",
            "MedicineTreatment",
            "InsulinPump",
            "Metreleptin",
            "Immunosuppression",
            "MetabolicSurgery",
            "PsychologicalSupport");

    private final RuntimeService runtime;

    PlanRules(@Lazy RuntimeService runtime) {
        this.runtime = runtime;
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
        // THE-08
        completion.need(
                !completion.yes("planMetreleptin")
                        || completion.yes("planDieteticSupport")
                        || completion.yes("planMedicineTreatment")
                        || runs(completion, "DieteticSupport")
                        || runs(completion, "MedicineTreatment"),
                "Metreleptin is never given alone: plan diet or medicines with it.");
        completion.need(
                !completion.yes("planImmunosuppression")
                        || Boolean.TRUE.equals(completion.task().getVariable("typeBConfirmed"))
                        || "TYPE_B".equals(completion.task().getVariable("diagnosis")),
                "Immunosuppression needs Type B insulin resistance that a clinician has confirmed.");
        completion.need(
                THERAPIES.stream().noneMatch(therapy -> completion.yes("plan" + therapy) && runs(completion, therapy)),
                "This therapy runs already.");
    }

    private boolean runs(Completion completion, String process) {
        return runtime.createProcessInstanceQuery()
                        .processDefinitionKey(process)
                        .processInstanceBusinessKey(completion.reference().value())
                        .count()
                > 0;
    }
}
