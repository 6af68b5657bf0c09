package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the containers of the three services are, and are not, allowed. */
@ExtendWith(RunningSystem.class)
@EnabledIfSystemProperty(
        named = Compose.SWITCH,
        matches = Compose.MEANT,
        disabledReason = "It is about containers; docker/acceptance runs it")
class ContainersTest {

    private static final String BASE = System.getProperty("nsirs.base-image", "eclipse-temurin:17-jre");
    private static final long LARGEST_BYTES = 350_000_000;
    private static final int ENDED_BY_SIGTERM = 143;

    @ParameterizedTest
    @ValueSource(strings = {"referral-intake", "triage-engine", "notification-service"})
    void anImageAddsLittleToItsBase(String service) {
        long base = size(BASE);
        long image = size(Compose.image(service));

        assertThat(image).as("the image holds its base").isGreaterThan(base);
        assertThat(image - base)
                .as("bytes beyond " + BASE + " of " + service)
                .isPositive()
                .isLessThan(LARGEST_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"referral-intake", "triage-engine", "notification-service"})
    void aServiceIsNobodyAndCanWriteNowhereButInItsTemporaryFiles(String service) throws IOException {
        for (var container : Compose.containers(service)) {
            assertThat(Compose.docker("exec", container, "id", "-u").strip()).isNotEqualTo("0");
            for (var place : List.of("/", "/application", "/etc", "/var/tmp", "/opt")) {
                var attempt = Compose.tryDocker("exec", "--user", "0", container, "touch", place + "/written");
                assertThat(attempt.exit()).as("root writes to " + place).isNotZero();
                assertThat(attempt.text()).contains("Read-only file system");
            }
            assertThat(Compose.tryDocker("exec", container, "touch", "/tmp/written")
                            .exit())
                    .isZero();

            var host = inspected(container).path("HostConfig");
            assertThat(host.path("ReadonlyRootfs").asBoolean()).isTrue();
            assertThat(host.path("Privileged").asBoolean()).isFalse();
            assertThat(host.path("CapDrop").toString()).contains("ALL");
            assertThat(host.path("Memory").asLong()).as("a limit of memory").isPositive();
            assertThat(host.path("RestartPolicy").path("Name").asText()).isEqualTo("unless-stopped");
        }
    }

    /** A service that was started with an archive it cannot use says so in no log; it only starts late. */
    @ParameterizedTest
    @ValueSource(strings = {"referral-intake", "triage-engine", "notification-service"})
    void aServiceReadsItsClassesFromTheArchive(String service) {
        var probe = Compose.docker(
                "run",
                "--rm",
                "--read-only",
                "--entrypoint",
                "java",
                Compose.image(service),
                "-XX:SharedArchiveFile=application.jsa",
                // Without the archive this ends instead of going on without.
                "-Xshare:on",
                "@class-path.args",
                "--version");

        assertThat(probe).contains("sharing");
    }

    @ParameterizedTest
    @CsvSource({"intake, triage", "intake, notification", "triage, intake", "notification, triage", "triage, postgres"})
    void aServiceIsAStrangerToTheOthersDatabases(String role, String database) throws IOException {
        var postgres = Compose.containers("postgres").get(0);
        var password = environment(inspected(postgres), role.toUpperCase(java.util.Locale.ROOT) + "_DB_PASSWORD");

        assertThat(select(postgres, password, role, role).exit()).isZero();
        var refused = select(postgres, password, role, database);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.text()).contains("permission denied for database");
    }

    @Test
    void onlyTheWebPortsAndTheInboxArePublishedAndOnLoopbackOnly() throws IOException {
        for (var service : List.of("referral-intake", "triage-engine", "notification-service", "mailpit")) {
            for (var container : Compose.containers(service)) {
                var ports = inspected(container).path("HostConfig").path("PortBindings");
                assertThat(ports).as("ports of " + service).hasSize(1);
                assertThat(ports.findValuesAsText("HostIp")).containsOnly("127.0.0.1");
            }
        }
    }

    @Test
    void aServiceThatIsStoppedFinishesAndTheNextOneGoesOn(RunningSystem system) throws IOException {
        // given referrals on their way
        var service = new Service(system);
        var triage = Compose.containers("triage-engine").get(0);
        var before = service.submit(Patients.andreaWithTypeBInsulinResistance());

        // when triage is stopped as Compose stops it
        Compose.docker("stop", "--time", "90", triage);

        // then it ended by itself, in time,
        assertThat(inspected(triage).path("State").path("ExitCode").asInt()).isEqualTo(ENDED_BY_SIGTERM);
        // and what is sent meanwhile waits for it
        var meanwhile = service.submit(Patients.andreaWithTypeBInsulinResistance());
        Compose.docker("start", triage);
        await("triage is healthy")
                .atMost(Duration.ofMinutes(4))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> inspected(triage).at("/State/Health/Status").asText(), "healthy"::equals);
        for (var reference : List.of(before, meanwhile)) {
            service.awaitTask(reference, "Task_ConfirmTriageDecision");
        }
    }

    private static Compose.Outcome select(String postgres, String password, String role, String database) {
        return Compose.tryDocker(
                "exec",
                "--env",
                "PGPASSWORD=" + password,
                postgres,
                "psql",
                "--host=127.0.0.1",
                "--username=" + role,
                "--dbname=" + database,
                "--command=select 1");
    }

    private static String environment(JsonNode container, String name) {
        for (var variable : container.path("Config").path("Env")) {
            if (variable.asText().startsWith(name + "=")) {
                return variable.asText().substring(name.length() + 1);
            }
        }
        throw new AssertionError("No " + name);
    }

    private static long size(String image) {
        return Long.parseLong(Compose.docker("image", "inspect", "--format", "{{.Size}}", image)
                .strip());
    }

    private static JsonNode inspected(String container) throws IOException {
        return Caller.JSON.readTree(Compose.docker("inspect", container)).get(0);
    }
}
