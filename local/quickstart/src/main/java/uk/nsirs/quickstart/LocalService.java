package uk.nsirs.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import uk.nsirs.servers.embedded.OwnedProcess;

/** One of the three services: a process with a jar, a configuration file, a log and a health page. */
public final class LocalService {

    /** Ten times what a quiet machine needs: one that is busy with a build is no reason to give up. */
    private static final Duration PATIENCE = Duration.ofSeconds(600);

    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final List<String> FOREIGN_SETTINGS =
            List.of("SPRING_", "NSIRS_", "SERVER_", "MANAGEMENT_", "CAMUNDA_", "LOGGING_");
    /** With the service's name: a jar that the system tests put on its class path. */
    private static final String ADDITION = "NSIRS_ADDITION_TO_";

    private static final Pattern THROWN = Pattern.compile("(Exception in thread .*?)?[\\w.$]+(Exception|Error)(:|$)");
    private static final Pattern TIMESTAMPED_ERROR = Pattern.compile(".*\\sERROR\\s.*");

    private final String name;
    private final Path jar;
    private final int port;
    private final int heapMegabytes;
    private final Path state;
    private final Properties settings;
    private Process process;

    LocalService(String name, Path jar, int port, int heapMegabytes, Path state, Properties settings) {
        this.name = name;
        this.jar = jar;
        this.port = port;
        this.heapMegabytes = heapMegabytes;
        this.state = state;
        this.settings = settings;
    }

    /** The service's jar; with what tests add to its class path, by the launcher that takes additions. */
    private List<String> program() {
        String addition = System.getenv(ADDITION + name.toUpperCase(Locale.ROOT).replace('-', '_'));
        return addition == null
                ? List.of("-jar", jar.toString())
                : List.of(
                        "-Dloader.path=" + addition,
                        "-cp",
                        jar.toString(),
                        "org.springframework.boot.loader.launch.PropertiesLauncher");
    }

    public String name() {
        return name;
    }

    /** {@code http://127.0.0.1:port}, without a slash at its end. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public Path log() {
        return state.resolve("logs").resolve(name + ".log");
    }

    /** Starts the process and does not wait for it; nothing happens if it runs. */
    public synchronized void launch() {
        if (isRunning()) {
            return;
        }
        if (!Files.isRegularFile(jar)) {
            throw new CannotStart(jar + " is not there; ./run without --no-build makes it.");
        }
        try {
            Files.createDirectories(log().getParent());
            writeConfiguration();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + heapMegabytes + "m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Djava.awt.headless=true",
                    "-Dfile.encoding=UTF-8"));
            command.addAll(program());
            command.add("--spring.config.additional-location=" + configuration().toUri());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(state.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            // The shell's settings are for something else.
            builder.environment().keySet().removeIf(key -> FOREIGN_SETTINGS.stream()
                    .anyMatch(key::startsWith));
            process = builder.start();
            OwnedProcess.remember(pidFile(), process.toHandle());
        } catch (IOException failure) {
            throw new CannotStart("Cannot start " + name + ": " + failure.getMessage(), failure);
        }
    }

    /** Returns when it is healthy. */
    public void awaitHealthy() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isHealthy()) {
            if (!isRunning()) {
                throw new CannotStart(name + " ended while it started: " + lastCause() + " (log: " + log() + ")");
            }
            if (System.nanoTime() > deadline) {
                throw new CannotStart(name + " was not ready after " + PATIENCE.toSeconds() + " seconds (log: " + log()
                        + "). Last: " + lastCause());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new CannotStart("Interrupted while " + name + " started.", interrupted);
            }
        }
    }

    public boolean isHealthy() {
        try {
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(1))
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create(url() + "/actuator/health"))
                                    .timeout(Duration.ofSeconds(3))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Asks it to end; returns when it is gone. */
    public synchronized void stop() {
        if (process == null) {
            return;
        }
        OwnedProcess.of(process).stop(PATIENCE_TO_STOP);
        process = null;
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException harmless) {
            // The next start looks at the process, not at the file alone.
            return;
        }
    }

    /** Ends it as a crash would (SIGKILL); returns when it is gone. */
    public synchronized void kill() {
        if (process != null) {
            OwnedProcess.of(process).kill();
            process = null;
        }
    }

    /** Kills it and starts it again; returns when it is healthy. */
    public void killAndRestart() {
        kill();
        launch();
        awaitHealthy();
    }

    /** Stops what an earlier, killed run left running; true if there was something. */
    boolean stopLeftOver() {
        var leftOver = OwnedProcess.find(
                pidFile(), jar.getFileName().toString(), configuration().toString());
        leftOver.ifPresent(running -> running.stop(PATIENCE_TO_STOP));
        return leftOver.isPresent();
    }

    /** Yesterday's log stays beside today's. */
    void beginLog() throws IOException {
        if (Files.exists(log())) {
            Files.move(log(), log().resolveSibling(name + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The line of the log that says most about why it ended. */
    String lastCause() {
        List<String> lines;
        try {
            // A log may be cut in the middle of a character.
            lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
        } catch (IOException noLog) {
            return "no reason given";
        }
        int description = lines.lastIndexOf("Description:");
        if (description >= 0) {
            return lines.stream()
                    .skip(description + 1L)
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("no reason given");
        }
        return last(lines, line -> line.startsWith("Caused by:"))
                .or(() -> last(lines, line -> THROWN.matcher(line).lookingAt()))
                .or(() -> last(lines, line -> TIMESTAMPED_ERROR.matcher(line).matches()))
                .or(() -> last(lines, line -> !line.isBlank() && !line.startsWith("\t")))
                .orElse("no reason given");
    }

    private static Optional<String> last(List<String> lines, Predicate<String> wanted) {
        return lines.stream().filter(wanted).reduce((former, latter) -> latter).map(String::strip);
    }

    private void writeConfiguration() throws IOException {
        Files.createDirectories(configuration().getParent());
        try (var writer = Files.newBufferedWriter(configuration())) {
            settings.store(writer, "Written by ./run at every start; changes here are lost.");
        }
    }

    private Path configuration() {
        return state.resolve("config").resolve(name + ".properties");
    }

    private Path pidFile() {
        return state.resolve("run").resolve(name + ".pid");
    }
}
