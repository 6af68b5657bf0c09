package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/** The filters of the worklist, made or brought up to date at each start. Groups and grants: {@code cockpit}. */
@Component
final class WorklistSetup {

    private static final Map<String, String> ORDER = Map.of("name", "orderId", "label", "Order");

    /** An urgent patient's tasks have it, and those somebody was reminded of more. */
    private static final int URGENT = 75;

    private final FilterService filters;
    private final TaskService tasks;

    WorklistSetup(FilterService filters, TaskService tasks) {
        this.filters = filters;
        this.tasks = tasks;
    }

    /** Within the caller's transaction. */
    void prepare() {
        filter(
                "My tasks",
                "What you have claimed",
                "#1d70b8",
                0,
                tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        filter("For my group", "What your group may answer, the urgent and the overdue first", "#1d70b8", 5, ours());
        filter(
                "Urgent for my group",
                "Urgent patients, and what somebody was reminded of",
                "#d5281b",
                6,
                ours().taskMinPriority(URGENT));
        filter(
                "Overdue for my group",
                "What should have been done by now",
                "#d5281b",
                7,
                ours().dueBeforeExpression("${now()}"));
        filter(
                "To write down",
                "Telephone calls, e-mails and letters whose referral is still to be written down",
                "#005eb8",
                8,
                tasks.createTaskQuery().taskDefinitionKey("Task_TranscribeReferral"));
        filter(
                "Triage decisions",
                "New referrals: accept, do not accept, ask or advise",
                "#005eb8",
                10,
                tasks.createTaskQuery().taskDefinitionKey("Task_ConfirmTriageDecision"),
                Map.of("name", "recommendationText", "label", "Recommendation"));
        filter(
                "Possible duplicates",
                "Two referrals that may be one patient's",
                "#007f3b",
                20,
                tasks.createTaskQuery().taskDefinitionKey("Task_ResolveDuplicate"));
        filter(
                "Advice",
                "Requests for advice, answered by letter",
                "#330072",
                30,
                tasks.createTaskQuery().taskDefinitionKey("Task_GiveAdvice"));
        filter(
                "Work-up and tests",
                "Tests to arrange, results to record, diagnoses to confirm, relatives to invite",
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
                                "FamilyInvitations"),
                ORDER);
        filter(
                "Appointments",
                "Appointments to book, to record, to decide on",
                "#00a499",
                50,
                tasks.createTaskQuery().processDefinitionKey("Appointment"),
                ORDER);
        filter(
                "Plan, funding and therapies",
                "Outcomes of the weekly meeting, funding requests, and every therapy",
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
                                "PsychologicalSupport"),
                ORDER);
        filter(
                "Follow-up",
                "Reviews to record, discharge summaries to write",
                "#768692",
                70,
                tasks.createTaskQuery().processDefinitionKey("FollowUp"));
        filter(
                "Deteriorations",
                "Patients a trust says are worse",
                "#ae2573",
                80,
                tasks.createTaskQuery().taskDefinitionKey("Task_AssessDeterioration"));
        filter(
                "New information",
                "What referrers sent after acceptance, to be read",
                "#ae2573",
                85,
                tasks.createTaskQuery().taskDefinitionKey("Task_ReadNewInformation"));
        filter(
                "To put right",
                "Withdrawals to confirm, messages and e-mails that failed",
                "#d5281b",
                90,
                tasks.createTaskQuery()
                        .taskDefinitionKeyIn(
                                "Task_ConfirmClosure",
                                "Task_ReviewRunningTherapy",
                                "Task_ResolveUnprocessableMessage",
                                "Task_ResolveUndeliverableEmail"),
                Map.of("name", "cause", "label", "Cause"));
    }

    private TaskQuery ours() {
        return tasks.createTaskQuery().taskCandidateGroupInExpression("${currentUserGroups()}");
    }

    /** One that is there already is brought up to date: its words and its query are ours. */
    @SafeVarargs
    private void filter(
            String name,
            String description,
            String colour,
            int position,
            TaskQuery query,
            Map<String, String>... furtherVariables) {
        var filter = filters.createFilterQuery().filterName(name).list().stream()
                .findFirst()
                .orElseGet(() -> filters.newTaskFilter(name));
        filter.setQuery(query.orderByTaskPriority().desc().orderByDueDate().asc());
        filter.setProperties(Map.of(
                "color",
                colour,
                "priority",
                position,
                "refresh",
                true,
                "description",
                description,
                "variables",
                Stream.concat(Stream.of(Map.of("name", "reference", "label", "Reference")), Stream.of(furtherVariables))
                        .toList()));
        filters.saveFilter(filter);
    }
}
