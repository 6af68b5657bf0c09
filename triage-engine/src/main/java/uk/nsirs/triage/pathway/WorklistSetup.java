package uk.nsirs.triage.pathway;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The filters of the worklist, made at each start where they are missing. Groups and grants: {@code cockpit}. */
@Component
final class WorklistSetup {

    private final FilterService filters;
    private final TaskService tasks;

    WorklistSetup(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    /** Within the caller's transaction. */
    void prepare() {
        filter("My tasks", "#1d70b8", 0, tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        filter(
                "For my group",
                "#1d70b8",
                5,
                tasks.createTaskQuery().taskCandidateGroupInExpression("${currentUserGroups()}"));
        filter(
                "Triage decisions",
                "#005eb8",
                10,
                tasks.createTaskQuery().taskDefinitionKey("Task_ConfirmTriageDecision"));
        filter(
                "Possible duplicates",
                "#007f3b",
                20,
                tasks.createTaskQuery().taskDefinitionKey("Task_ResolveDuplicate"));
        filter("Advice", "#330072", 30, tasks.createTaskQuery().taskDefinitionKey("Task_GiveAdvice"));
        filter(
                "Work-up and tests",
                "#7c2855",
                40,
                tasks.createTaskQuery()
                        .processDefinitionKeyIn(
                                "DiagnosticWorkup",
                                "LaboratoryPanel",
                                "LiverMri",
                                "CardiacBaseline",
                                "GeneticTesting",
                                "ReceptorAntibodyTesting",
                                "FamilyTesting",
                                "FamilyInvitations"));
        filter("Appointments", "#00a499", 50, tasks.createTaskQuery().processDefinitionKey("Appointment"));
        filter(
                "Plan, funding and therapies",
                "#ed8b00",
                60,
                tasks.createTaskQuery()
                        .processDefinitionKeyIn(
                                "MultidisciplinaryReview",
                                "ExceptionalFunding",
                                "DieteticSupport",
                                "MedicineTreatment",
                                "InsulinPump",
                                "Metreleptin",
                                "Immunosuppression",
                                "MetabolicSurgery",
                                "PsychologicalSupport"));
        filter("Follow-up", "#768692", 70, tasks.createTaskQuery().processDefinitionKey("FollowUp"));
        filter("Deteriorations", "#ae2573", 80, tasks.createTaskQuery().taskDefinitionKey("Task_AssessDeterioration"));
        filter(
                "To put right",
                "#d5281b",
                90,
                tasks.createTaskQuery()
                        .taskDefinitionKeyIn(
                                "Task_ConfirmClosure",
                                "Task_ReviewRunningTherapy",
                                "Task_ResolveUnprocessableMessage",
                                "Task_ResolveUndeliverableEmail"));
    }

    private void filter(String name, String colour, int position, TaskQuery query) {
        if (filters.createFilterQuery().filterName(name).count() == 0) {
            var filter = filters.newTaskFilter(name).setQuery(query);
            filter.setProperties(Map.of(
                    "color",
                    colour,
                    "priority",
                    position,
                    "refresh",
                    true,
                    "description",
                    "",
                    "variables",
                    List.of(
                            Map.of("name", "reference", "label", "Reference"),
                            Map.of("name", "recommendation", "label", "Recommendation"))));
            filters.saveFilter(filter);
        }
    }
}
