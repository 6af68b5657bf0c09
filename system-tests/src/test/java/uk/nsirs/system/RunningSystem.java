package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The whole system, started once for all tests by the same script that a newcomer starts, on other ports and with a
 * state of its own. Everything here looks at it from outside: HTTP, SQL, Kafka, log files.
 */
final class RunningSystem implements BeforeAllCallback, ParameterResolver {

    /** Added to every port, so that the tests run beside a {@code ./run}; {@code -Dnsirs.port-offset=N} moves them. */
    private static final int OFFSET = Integer.getInteger("nsirs.port-offset", 20_000);

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    /** Where everything is that the processes keep. */
    static final Path STATE = Path.of("target", "system").toAbsolutePath();

    private static final Path SIMULATED_TIME =
            ROOT.resolve(Path.of("local", "simulated-time", "target", "simulated-time-1.0.0-SNAPSHOT.jar"));
    /** What {@code ./run} says last. */
    private static final String READY = "Ctrl-C stops everything";

    private static final String DEMO_FAILED = "The demo ends here";

    /** On a busy machine; a quiet one needs two minutes. */
    private static final Duration START_LIMIT = Duration.ofMinutes(10);

    private static RunningSystem started;

    private final Compose compose = new Compose();
    private final Server postgres = Compose.isMeant()
            ? Server.container("postgres", port(8085))
            : Server.postgres(STATE.resolve("state"), port(8085));
    private final Server kafka = Compose.isMeant()
            ? Server.container("kafka", port(8086))
            : Server.broker(STATE.resolve("state"), port(8086));
    private Process process;

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    private static synchronized void start() {
        if (started == null) {
            var system = new RunningSystem();
            if (Compose.isMeant()) {
                system.attach();
            } else {
                system.launch();
            }
            started = system;
        }
    }

    /** To the system in containers that {@code docker/acceptance} has started on the same ports. */
    private void attach() {
        await("the system in containers is up")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(this::isHealthy);
        Compose.fill(this);
    }

    private boolean isHealthy() {
        return List.of(intake(null), triage(null), notification(null)).stream()
                .allMatch(service -> service.get("/actuator/health").status() == 200);
    }

    private void launch() {
        try {
            Files.createDirectories(STATE);
            var builder = new ProcessBuilder(
                    ROOT.resolve("run").toString(),
                    "--no-build",
                    // What an earlier run of the tests left would be somebody's open referral.
                    "--reset",
                    "--yes",
                    "--demo",
                    "--port-offset",
                    Integer.toString(OFFSET),
                    "--state",
                    STATE.resolve("state").toString());
            builder.environment().put("NSIRS_ADDITION_TO_TRIAGE_ENGINE", SIMULATED_TIME.toString());
            builder.redirectErrorStream(true).redirectOutput(output().toFile());
            process = builder.start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        await("the system is up; its output is in " + output())
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .failFast(this::assertThatNothingFailed)
                .ignoreExceptions()
                .until(() -> isHealthy()
                        // Until then the demo still submits its patients, and a test would count them among its own.
                        && Files.readString(output()).contains(READY));
    }

    private void assertThatNothingFailed() throws IOException {
        assertThat(process.isAlive())
                .as("./run still runs; its output is in " + output())
                .isTrue();
        assertThat(Files.readAllLines(output()))
                .as("what ./run --demo said")
                .noneMatch(line -> line.contains(DEMO_FAILED));
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the service's staff write referrals down. */
    String intakeAddress() {
        return "http://127.0.0.1:" + port(8080);
    }

    /** Where people go with a browser. */
    String triageAddress() {
        return "http://127.0.0.1:" + port(8081);
    }

    /** Where people read what the trusts are told. */
    String inboxAddress() {
        return "http://127.0.0.1:" + port(8083);
    }

    Caller intake(String account) {
        return new Caller(intakeAddress(), account);
    }

    Caller triage(String account) {
        return new Caller(triageAddress(), account);
    }

    Caller notification(String account) {
        return new Caller("http://127.0.0.1:" + port(8082), account);
    }

    Caller inbox() {
        return new Caller(inboxAddress(), null);
    }

    /** Of triage only, and forward only: whoever moves it comes after all tests that do not. */
    SimulatedTime time() {
        return Compose.isMeant() ? SimulatedTime.of(compose) : SimulatedTime.in(STATE.resolve("state"));
    }

    /** Every e-mail that the trusts were sent: id, receivedAt, subject, text, html. */
    List<JsonNode> mails() {
        return Compose.isMeant()
                ? compose.mails(inbox())
                : Service.list(inbox().get("/api/messages").body());
    }

    /** Where an e-mail is read as the page it is. */
    String mailAddress(JsonNode mail) {
        var id = mail.path("id").asText();
        return inboxAddress() + (Compose.isMeant() ? "/view/" + id + ".html" : "/messages/" + id + "/html");
    }

    /** As the database server's own account. */
    Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(database(name), "postgres", Passwords.of("postgres"));
    }

    private String database(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port(8085) + "/" + name;
    }

    String broker() {
        return "127.0.0.1:" + port(8086);
    }

    /** Everything the processes wrote. */
    List<Path> logs() {
        if (Compose.isMeant()) {
            return compose.logs(STATE.resolve("containers"));
        }
        try (var files = Files.walk(STATE)) {
            // Kafka calls the segments that hold its records logs too.
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> !file.getFileName().toString().matches("\\d{20}\\.log"))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Server postgres() {
        return postgres;
    }

    Server kafka() {
        return kafka;
    }

    /** The number of the service's process: another one after it was started again. */
    long pid(String service) {
        return Compose.isMeant() ? Compose.pid(service) : processOf(service).pid();
    }

    /** Ends a service as a crash would: it gets no chance to finish anything. */
    void kill(String service) {
        if (Compose.isMeant()) {
            Compose.crash(service);
            return;
        }
        var process = processOf(service);
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Waits until {@code ./run}, or the container's restart policy, has brought a killed service back. */
    void awaitBack(String service) {
        await(service + " is back")
                .atMost(START_LIMIT)
                .ignoreExceptions()
                .until(() -> (Compose.isMeant() || processOf(service).isAlive())
                        && serviceOf(service).get("/actuator/health").status() == 200);
    }

    private Caller serviceOf(String service) {
        return switch (service) {
            case "referral-intake" -> intake(null);
            case "triage-engine" -> triage(null);
            case "notification-service" -> notification(null);
            default -> throw new IllegalArgumentException("No service " + service);
        };
    }

    /** The process of a service; another one after it was started again. */
    static ProcessHandle processOf(String service) {
        try {
            var pid = Files.readString(STATE.resolve(Path.of("state", "run", service + ".pid")))
                    .strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path output() {
        return STATE.resolve("run.log");
    }

    /** {@code base} moved as all ports are. */
    static int port(int base) {
        return base + OFFSET;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        start();
        return started;
    }
}
