package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two known holes of Camunda 7.24.0 community, tried from outside. */
@ExtendWith(RunningSystem.class)
class KnownHolesTest {

    @ParameterizedTest
    @ValueSource(strings = {"clinician", "administrator"})
    void anExpressionInsideAnOrQueryIsRefused(String account, RunningSystem system) {
        var query = Map.of("orQueries", List.of(Map.of("dueAfterExpression", "${now()}")));

        for (var path : List.of("/engine-rest/task", "/engine-rest/task/count")) {
            assertThat(system.triage(account).post(path, query).status())
                    .as(path)
                    .isBetween(400, 403);
            assertThat(system.triage(null).post(path, query).status()).as(path).isEqualTo(401);
        }
        assertThat(system.triage(account)
                        .post("/camunda/api/engine/engine/default/task", query)
                        .status())
                .isNotEqualTo(200);
        assertThat(system.triage(account)
                        .post(
                                "/engine-rest/filter/create",
                                Map.of("resourceType", "Task", "name", "mine", "query", query))
                        .status())
                .isBetween(400, 403);
    }

    @Test
    void nobodyCanCreateAnAdministrator(RunningSystem system) {
        var user = Map.of(
                "profile", Map.of("id", "intruder", "firstName", "I", "lastName", "N", "email", ""),
                "credentials", Map.of("password", "intruder"));

        for (var account : new String[] {null, "clinician", "administrator"}) {
            for (var path : List.of(
                    "/camunda/api/admin/setup/default/user/create",
                    "/camunda/api/admin/setup/default/user/create/",
                    "/camunda//api/admin/setup/default/user/create",
                    "/engine-rest/user/create")) {
                assertThat(system.triage(account).post(path, user).status())
                        .as(path + " by " + account)
                        .isNotIn(200, 201, 204);
            }
        }
        assertThat(system.triage("administrator")
                        .get("/engine-rest/user/count?id=intruder")
                        .text())
                .doesNotContain("\"count\":1");
    }

    @Test
    void nobodyDeploys(RunningSystem system) {
        for (var account : new String[] {"clinician", "administrator"}) {
            assertThat(system.triage(account)
                            .post("/engine-rest/deployment/create", Map.of())
                            .status())
                    .isBetween(400, 499);
        }
        assertThat(system.triage(null).get("/engine-rest/engine").status()).isEqualTo(401);
    }
}
