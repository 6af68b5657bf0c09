package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nsirs.triage.Referrals.newReference;
import static uk.nsirs.triage.Referrals.submitted;
import static uk.nsirs.triage.Referrals.withPartialLipodystrophy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must not work on a running service, and what the case file answers. */
class HolesAndCasesTest extends TriageTest {

    @Test
    void expressionsInSubQueriesAreRefused() {
        var query = Map.of("orQueries", List.of(Map.of("dueAfterExpression", "${now()}")));

        for (var path : List.of("/engine-rest/task", "/engine-rest/task/count", "/engine-rest/engine/default/task")) {
            assertThat(call("clinician", "POST", path, query).status()).isEqualTo(400);
            assertThat(call("administrator", "POST", path, query).status()).isEqualTo(400);
            assertThat(call(null, "POST", path, query).status()).isEqualTo(401);
        }
        assertThat(call(null, "POST", "/camunda/api/engine/engine/default/task", query)
                        .status())
                .isIn(401, 403);
        assertThat(call(
                                "clinician",
                                "POST",
                                "/engine-rest/task",
                                "{\"orQueries\":[{\"dueAfterExpression\":\"${now()}\"}],\"orQueries\":[]}")
                        .status())
                .isEqualTo(400);
        assertThat(call("clinician", "POST", "/engine-rest/filter/create", Map.of("resourceType", "Task"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theFirstRunSetupIsShut() {
        var user = Map.of(
                "profile", Map.of("id", "intruder", "firstName", "I", "lastName", "I"),
                "credentials", Map.of("password", "intruder"));

        assertThat(call(null, "POST", "/camunda/api/admin/setup/default/user/create", user)
                        .status())
                .isIn(401, 403);
        assertThat(jdbc.queryForList("select 1 from act_id_user where id_ = 'intruder'"))
                .isEmpty();
    }

    @Test
    void nobodyDeploysStartsOrCorrelatesThroughRest() {
        for (var path : List.of(
                "/engine-rest/deployment/create",
                "/engine-rest/process-definition/key/ReferralPathway/start",
                "/engine-rest/message",
                "/engine-rest/signal",
                "/engine-rest/task/create")) {
            assertThat(call("administrator", "POST", path, Map.of()).status())
                    .as(path)
                    .isEqualTo(403);
        }
    }

    @Test
    void aCriteriaCheckAnswersAsTheProcessWouldAndStoresNothing() {
        var before = jdbc.queryForObject("select count(*) from act_hi_decinst", Integer.class);

        var answer = call(
                "clinician",
                "POST",
                "/api/criteria-checks",
                Map.of(
                        "clinical", Map.of("lipodystrophy", "PARTIAL", "syndrome", "NONE"),
                        "patient", Map.of("dateOfBirth", "1990-01-01")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("recommendation").asText()).isEqualTo("MEETS");
        assertThat(answer.json().get("criteria")).hasSize(3);
        assertThat(answer.json().get("priority").asText()).isEqualTo("ROUTINE");
        assertThat(answer.json().at("/phenotype/phenotype").asText()).isEqualTo("LIPODYSTROPHY_PARTIAL");
        assertThat(answer.json().at("/phenotype/suggestedPathway").asText()).isNotBlank();
        assertThat(answer.json().get("phenotype").has("typeBSuspected")).isTrue();
        assertThat(answer.json().get("phenotype").has("insrGeneticsSuggested")).isTrue();
        assertThat(jdbc.queryForObject("select count(*) from act_hi_decinst", Integer.class))
                .isEqualTo(before);
        assertThat(call("clinician", "POST", "/api/criteria-checks", "{\"clinical\":{\"bmy\":3}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void theCaseFileIsForStaff() {
        var reference = newReference();
        send(submitted(reference, withPartialLipodystrophy()));
        task(reference, "Task_ConfirmTriageDecision");

        var answer = call("nurse", "GET", "/api/cases/" + reference, null);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().at("/referral/patient/familyName").asText()).isEqualTo(Referrals.FAMILY_NAME);
        assertThat(answer.json().at("/recommendation/recommendation").asText()).isEqualTo("MEETS");
        assertThat(call(null, "GET", "/api/cases/" + reference, null).status()).isEqualTo(401);
        assertThat(call("monitoring", "GET", "/api/cases/" + reference, null).status())
                .isEqualTo(403);
        assertThat(call("nurse", "GET", "/api/cases/" + newReference(), null).status())
                .isEqualTo(404);
        assertThat(call(
                                "administrator",
                                "POST",
                                "/api/cases/" + reference + "/letters",
                                Map.of("kind", "ADVICE", "title", "Advice", "body", "Advice"))
                        .status())
                .isEqualTo(403);
        assertThat(call("nurse", "POST", "/api/cases/" + reference + "/letters", Map.of("kind", "X"))
                        .status())
                .isEqualTo(400);
        assertThat(call(null, "GET", "/cases/" + reference, null).status()).isEqualTo(302);
    }

    @Test
    void healthIsOpenAndMetricsAreNot() {
        assertThat(call(null, "GET", "/actuator/health", null).json())
                .hasToString("{\"status\":\"UP\",\"groups\":[\"liveness\",\"readiness\"]}");
        assertThat(call(null, "GET", "/actuator/prometheus", null).status()).isEqualTo(401);
        assertThat(call("monitoring", "GET", "/actuator/prometheus", null).body())
                .contains("nsirs_triage_pending_messages");
    }
}
