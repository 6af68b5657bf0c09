package uk.nsirs.triage.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nsirs.edge.AccessProperties;
import uk.nsirs.edge.Role;
import uk.nsirs.edge.ServiceAccount;

class EngineRequestPolicyTest {

    private static final ServiceAccount CLINICIAN = account("clinician", Role.CLINICIAN);
    private static final ServiceAccount ADMINISTRATOR = account("administrator", Role.ADMINISTRATOR);

    private final EngineRequestPolicy policy =
            new EngineRequestPolicy(List.of("clinician", "administrator", "nurse")::contains);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/engine-rest/task",
                "/engine-rest/task/",
                "/engine-rest/task/count",
                "/engine-rest/engine/default/task",
                "/engine-rest/history/process-instance",
                "/engine-rest/filter/4711/list",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/engine/engine/default/filter/4711/count"
            })
    void aQueryIsAnsweredUnlessAnExpressionOfTheCallersWouldBeEvaluated(String path) throws Exception {
        assertThat(judge("POST", path, "{\"processInstanceBusinessKey\": \"x\"}", CLINICIAN))
                .isEqualTo(0);
        for (var expression : List.of(
                "{\"orQueries\": [{\"dueAfterExpression\": \"${now()}\"}]}",
                "{\"orQueries\": [{\"taskAssigneeExpression\": \"${now()}\"}]}",
                "{\"query\": {\"orQueries\": [{\"candidateGroupExpression\": \"${now()}\"}]}}",
                "{\"dueAfterExpression\": \"${now()}\"}")) {
            assertThat(judge("POST", path, expression, ADMINISTRATOR)).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/api/admin/setup/default/user/create", "/camunda/api/admin/setup"})
    void theFirstRunSetupIsClosedToEverybody(String path) throws Exception {
        assertThat(judge("POST", path, "{}", ADMINISTRATOR)).isEqualTo(403);
        assertThat(judge("GET", path, "", ADMINISTRATOR)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/task/1/comment/create",
        "POST,/task/1/attachment/create",
        "PUT,/task/1",
        "POST,/task/create",
        "PUT,/task/1/variables/note",
        "PUT,/task/1/localVariables/note",
        "POST,/task/1/variables",
        "POST,/task/1/resolve",
        "POST,/task/1/delegate",
        "POST,/task/1/bpmnError",
        "POST,/task/1/identity-links",
        "PUT,/process-instance/1/variables/note",
        "POST,/process-instance/1/variables",
        "POST,/process-instance/1/modification",
        "DELETE,/process-instance/1",
        "PUT,/process-instance/1/suspended",
        "PUT,/execution/1/localVariables/note",
        "POST,/execution/1/signal",
        "POST,/execution/1/messageSubscriptions/m/trigger",
        "POST,/message",
        "POST,/signal",
        "POST,/process-definition/key/ReferralPathway/start",
        "POST,/process-definition/key/ReferralPathway/submit-form",
        "POST,/decision-definition/key/ReferralCriteria/evaluate",
        "POST,/condition",
        "POST,/deployment/create",
        "DELETE,/deployment/1",
        "POST,/filter/create",
        "PUT,/filter/1",
        "POST,/user/create",
        "PUT,/user/clinician/profile",
        "PUT,/user/clinician/credentials",
        "PUT,/group/clinicians/members/nurse",
        "POST,/authorization/create",
        "POST,/external-task/fetchAndLock",
        "POST,/migration/execute",
        "PUT,/history/user-operation/1/set-annotation",
        "PUT,/incident/1/annotation",
        "POST,/batch/1/execute",
        "PATCH,/task/1/variables"
    })
    void whatIsNotOnTheListIsRefusedOnEveryWayIn(String method, String path) throws Exception {
        for (var wayIn : List.of("/engine-rest", "/engine-rest/engine/default", "/camunda/api/engine/engine/default")) {
            assertThat(judge(method, wayIn + path, "{}", ADMINISTRATOR))
                    .as(wayIn + path)
                    .isEqualTo(403);
        }
    }

    @Test
    void aTaskIsClaimedForOneselfAssignedToAnAccountAndCompleted() throws Exception {
        assertThat(judge("POST", "/engine-rest/task/1/claim", "{\"userId\": \"clinician\"}", CLINICIAN))
                .isEqualTo(0);
        assertThat(judge("POST", "/engine-rest/task/1/claim", "{\"userId\": \"nurse\"}", CLINICIAN))
                .isEqualTo(403);
        assertThat(judge("POST", "/engine-rest/task/1/assignee", "{\"userId\": \"nurse\"}", CLINICIAN))
                .isEqualTo(0);
        assertThat(judge("POST", "/engine-rest/task/1/assignee", "{\"userId\": \"Testpatient\"}", CLINICIAN))
                .isEqualTo(400);
        assertThat(judge("POST", "/engine-rest/task/1/complete", "{\"variables\": {}}", CLINICIAN))
                .isEqualTo(0);
        assertThat(judge("POST", "/engine-rest/task/1/unclaim", "", CLINICIAN)).isEqualTo(0);
    }

    @Test
    void onlyAdministratorsRunAndRetryJobs() throws Exception {
        assertThat(judge("POST", "/engine-rest/job/1/execute", "{}", ADMINISTRATOR))
                .isEqualTo(0);
        assertThat(judge("POST", "/engine-rest/job/1/execute", "{}", CLINICIAN)).isEqualTo(403);
        assertThat(judge("PUT", "/engine-rest/job/1/duedate", "{\"duedate\": null}", ADMINISTRATOR))
                .isEqualTo(403);
        assertThat(judge("PUT", "/engine-rest/job/1/retries", "{\"retries\": 1}", ADMINISTRATOR))
                .isEqualTo(0);
        assertThat(judge("PUT", "/engine-rest/job/1/retries", "{\"retries\": 1}", CLINICIAN))
                .isEqualTo(403);
    }

    @Test
    void theWebApplicationsReadAndQueryForThemselvesAndChangeNothing() throws Exception {
        assertThat(judge("GET", "/camunda/api/cockpit/plugin/base/default/incident", "", ADMINISTRATOR))
                .isEqualTo(0);
        assertThat(judge("POST", "/camunda/api/cockpit/plugin/base/default/process-instance", "{}", ADMINISTRATOR))
                .isEqualTo(0);
        assertThat(judge("POST", "/camunda/api/admin/plugin/adminPlugins/default/x", "{}", ADMINISTRATOR))
                .isEqualTo(403);
    }

    @Test
    void onlyAdministratorsReadDeployments() throws Exception {
        assertThat(judge("GET", "/engine-rest/deployment/1/resources", "", CLINICIAN))
                .isEqualTo(403);
        assertThat(judge("GET", "/engine-rest/deployment", "", ADMINISTRATOR)).isEqualTo(0);
    }

    @Test
    void whatIsNotCamundasIsNobodysBusinessHere() {
        assertThat(EngineRequest.of("POST", "/api/criteria-checks")).isEmpty();
        assertThat(EngineRequest.of("GET", "/cases")).isEmpty();
    }

    /** 0 where the call is allowed, else the status it is refused with. */
    private int judge(String method, String path, String body, ServiceAccount caller) throws Exception {
        JsonNode json = body.isEmpty()
                ? com.fasterxml.jackson.databind.node.MissingNode.getInstance()
                : new ObjectMapper().readTree(body);
        var verdict = policy.judge(EngineRequest.of(method, path).orElseThrow(), json, caller);
        return verdict instanceof EngineRequestPolicy.Verdict.Refused refused ? refused.status() : 0;
    }

    private static ServiceAccount account(String name, Role role) {
        return ServiceAccount.of(new AccessProperties.Account(name, null, "{noop}quickstart", List.of(role), null));
    }
}
