package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** While no connection to the database is to be had, the engine's interface says when to come back. */
class EngineAwayTest extends TriageTest {

    private static final long SHORTEST_PATIENCE_MILLIS = 250;

    @Autowired
    private HikariDataSource database;

    @Test
    void theEngineAnswers503AsEveryOtherCallDoes() throws Exception {
        var patience = database.getConnectionTimeout();
        var held = new ArrayList<Connection>();
        try {
            database.getHikariConfigMXBean().setConnectionTimeout(SHORTEST_PATIENCE_MILLIS);
            holdEveryConnection(held);

            var answer = tasks();

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("Not available for the moment");
        } finally {
            database.getHikariConfigMXBean().setConnectionTimeout(patience);
            for (var each : held) {
                each.close();
            }
        }
        assertThat(tasks().statusCode()).isEqualTo(200);
    }

    /** Until the pool has none left: what others give back is taken too. */
    private void holdEveryConnection(ArrayList<Connection> held) throws SQLException {
        while (held.size() < database.getMaximumPoolSize()) {
            try {
                held.add(database.getConnection());
            } catch (SQLTransientConnectionException others) {
                assertThat(held).as("the others hold some").isNotEmpty();
            }
        }
    }

    private HttpResponse<String> tasks() throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/engine-rest/task"))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString("clinician:quickstart"
                                                                .getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
