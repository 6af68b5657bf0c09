package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The system of {@code docker-compose.yml}, which {@code docker/acceptance} has started: its containers, and its inbox,
 * which is Mailpit's. {@code -Dnsirs.compose-project} names it.
 */
final class Compose {

    /** With {@value #MEANT}, the tests look at a system in containers that runs already. */
    static final String SWITCH = "nsirs.system";

    static final String MEANT = "compose";

    private static final String PROJECT = System.getProperty("nsirs.compose-project", "nsirs");

    /** By Mailpit's id: what was received does not change. */
    private final Map<String, JsonNode> mails = new ConcurrentHashMap<>();

    static boolean isMeant() {
        return MEANT.equals(System.getProperty(SWITCH));
    }

    /** As {@code ./run --demo} does: each patient once, and as far as meant. */
    static void fill(RunningSystem system) {
        var output = RunningSystem.STATE.resolve("demo.log");
        try {
            Files.createDirectories(RunningSystem.STATE);
            var builder = new ProcessBuilder("../docker/demo", System.getProperty("nsirs.passwords"));
            builder.environment()
                    .putAll(Map.of(
                            "INTAKE_URL",
                            system.intakeAddress(),
                            "TRIAGE_URL",
                            system.triageAddress(),
                            "DEMO_STATE",
                            RunningSystem.STATE.resolve("demo").toString()));
            var demo = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(demo.waitFor())
                    .as("how docker/demo ended; its output is in " + output)
                    .isZero();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Every e-mail, with the names that {@code ./run}'s inbox gives its fields. */
    List<JsonNode> mails(Caller mailpit) {
        var all = new ArrayList<JsonNode>();
        for (var listed : mailpit.get("/api/v1/messages?limit=5000").body().path("messages")) {
            all.add(mails.computeIfAbsent(listed.path("ID").asText(), id -> {
                var message = mailpit.get("/api/v1/message/" + id).body();
                return Caller.JSON
                        .createObjectNode()
                        .put("id", id)
                        .put("receivedAt", listed.path("Created").asText())
                        .put("subject", message.path("Subject").asText())
                        .put("text", message.path("Text").asText().replace("\r\n", "\n"))
                        .put("html", message.path("HTML").asText());
            }));
        }
        return all;
    }

    /** What every container has written so far, each in a file of {@code directory}. */
    List<Path> logs(Path directory) {
        try {
            Files.createDirectories(directory);
            var files = new ArrayList<Path>();
            for (var container : containers()) {
                files.add(Files.writeString(directory.resolve(container + ".log"), docker("logs", container)));
            }
            return files;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Where triage's clock is told and moved: no port of it is published, but this machine reaches the container's own. */
    String timeAddress() {
        var addresses = lines(docker(
                "inspect",
                "--format",
                "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
                containers("triage-engine").get(0)));
        return "http://" + addresses.get(0) + ":8090";
    }

    /** The number of the process in the one container of {@code service}, as this machine counts. */
    static long pid(String service) {
        return Long.parseLong(docker(
                        "inspect",
                        "--format",
                        "{{.State.Pid}}",
                        containers(service).get(0))
                .strip());
    }

    /**
     * Ends the process of {@code service} as a crash would. Not by {@code docker kill}: what somebody stopped on purpose is
     * not started again by its restart policy.
     */
    static void crash(String service) {
        var process = pid(service);
        docker(
                "run",
                "--rm",
                "--pid",
                "host",
                "--user",
                "0:0",
                "--entrypoint",
                "sh",
                image(service),
                "-c",
                "kill -9 " + process);
        await("the crash of " + service).atMost(Service.SOON).until(() -> pid(service) != process);
    }

    private static List<String> containers() {
        return lines(docker("ps", "--quiet", "--filter", "label=com.docker.compose.project=" + PROJECT));
    }

    /** The containers of one service; never none. */
    static List<String> containers(String service) {
        var found = lines(docker(
                "ps",
                "--all",
                "--quiet",
                "--filter",
                "label=com.docker.compose.project=" + PROJECT,
                "--filter",
                "label=com.docker.compose.service=" + service));
        assertThat(found).as("containers of " + service + " in " + PROJECT).isNotEmpty();
        return found;
    }

    /** The image of a service's containers, with its tag. */
    static String image(String service) {
        return docker(
                        "inspect",
                        "--format",
                        "{{.Config.Image}}",
                        containers(service).get(0))
                .strip();
    }

    /**
     * What {@code docker} with these words prints, errors included.
     *
     * @throws AssertionError where it fails
     */
    static String docker(String... words) {
        var outcome = tryDocker(words);
        assertThat(outcome.exit()).as(outcome.text()).isZero();
        return outcome.text();
    }

    /** How {@code docker} with these words ends. */
    static Outcome tryDocker(String... words) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(Arrays.asList(words));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), text);
        } catch (IOException noDocker) {
            throw new UncheckedIOException(noDocker);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    record Outcome(int exit, String text) {}

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
