package uk.nsirs.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Another process of a service beside the one that {@code ./run} started: the same command and configuration, so the same
 * database and broker, with a port and a log of its own. Nobody brings it back but the test.
 */
final class SecondInstance implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(10);
    private static final Map<String, Integer> PORTS =
            Map.of("referral-intake", 8090, "triage-engine", 8091, "notification-service", 8092);

    private final String service;
    private final List<String> command;
    private final Path log;
    /** Characters that an earlier test's instance left in the log. */
    private final int writtenBefore;

    private Process process;

    private SecondInstance(String service, List<String> command) throws IOException {
        this.service = service;
        this.command = command;
        this.log = RunningSystem.STATE.resolve(Path.of("state", "logs", service + ".second.log"));
        this.writtenBefore = Files.exists(log)
                ? Files.readString(log, StandardCharsets.UTF_8).length()
                : 0;
    }

    /** Of the service as it runs; not started yet. */
    static SecondInstance of(String service) {
        try {
            var first = Files.readString(
                    Path.of(
                            "/proc",
                            Long.toString(RunningSystem.processOf(service).pid()),
                            "cmdline"),
                    StandardCharsets.UTF_8);
            var command = new ArrayList<>(List.of(first.split("\0")));
            // Of simulated time there is one door, and it is the first instance's.
            command.removeIf(argument -> argument.startsWith("-Dloader.path="));
            command.add("--server.port=" + port(service));
            var instance = new SecondInstance(service, List.copyOf(command));
            Runtime.getRuntime().addShutdownHook(new Thread(instance::close));
            return instance;
        } catch (IOException notRunning) {
            throw new UncheckedIOException(notRunning);
        }
    }

    /** Starts it and does not wait until it is up. */
    void start() {
        var builder = new ProcessBuilder(command)
                .directory(RunningSystem.STATE.resolve("state").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        try {
            process = builder.start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    void awaitUp() {
        await("a second " + service + " is up")
                .atMost(START_LIMIT)
                .failFast("a second " + service + " ended while it started", () -> !process.isAlive())
                .ignoreExceptions()
                .until(() -> caller(null).get("/actuator/health").status() == 200);
    }

    /** Ends it as a crash would: it gets no chance to finish anything. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    Caller caller(String account) {
        return new Caller("http://127.0.0.1:" + port(service), account);
    }

    /** What it wrote, from its first start on. */
    String said() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8).substring(writtenBefore);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int port(String service) {
        return RunningSystem.port(PORTS.get(service));
    }

    /** Asks it to end, so that the one of {@code ./run} is alone again. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
