package uk.nsirs.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL or the broker of the running system: ended as a crash ends it, started again as it was. */
final class Server {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final int CONNECT_MILLIS = 500;

    private final Path pidFile;
    private final Path log;
    private final int port;
    private final boolean refusesRoot;
    private List<String> command;

    private Server(Path pidFile, Path log, int port, boolean refusesRoot) {
        this.pidFile = pidFile;
        this.log = log;
        this.port = port;
        this.refusesRoot = refusesRoot;
    }

    static Server postgres(Path state, int port) {
        var home = state.resolve("postgres");
        return new Server(home.resolve("data").resolve("postmaster.pid"), home.resolve("postgres.log"), port, true);
    }

    static Server broker(Path state, int port) {
        var home = state.resolve("kafka");
        return new Server(home.resolve("broker.pid"), home.resolve("broker.log"), port, false);
    }

    /** SIGKILL to it and to every process it made: nothing is written any more, no client is told. */
    void crash() {
        try {
            var number = Files.readAllLines(pidFile).get(0).strip();
            // Whole, where ProcessHandle cuts a long one.
            command = List.of(Files.readString(Path.of("/proc", number, "cmdline"), StandardCharsets.UTF_8)
                    .split("\0"));
            var process = ProcessHandle.of(Long.parseLong(number)).orElseThrow();
            var all = Stream.concat(Stream.of(process), process.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(each -> each.onExit().join());
        } catch (IOException notRunning) {
            throw new UncheckedIOException(notRunning);
        }
    }

    /** Starts it with the same data on the same port and returns when somebody answers there. */
    void start() {
        var line = new ArrayList<String>();
        if (refusesRoot && "root".equals(System.getProperty("user.name"))) {
            // As the embedding library does: in a user name space where it is nobody.
            line.addAll(List.of("unshare", "-U"));
        }
        line.addAll(command);
        try {
            var process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            if (!refusesRoot) {
                // PostgreSQL writes its own; here ./run looks for what it has to stop.
                Files.writeString(pidFile, process.pid() + "\n");
            }
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
        await("an answer on port " + port + "; its log is " + log)
                .atMost(START_LIMIT)
                .until(this::answers);
    }

    boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
