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
abstract class Server {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final int CONNECT_MILLIS = 500;

    private final int port;

    private Server(int port) {
        this.port = port;
    }

    static Server postgres(Path state, int port) {
        var home = state.resolve("postgres");
        return new OfThisMachine(
                home.resolve("data").resolve("postmaster.pid"), home.resolve("postgres.log"), port, true);
    }

    static Server broker(Path state, int port) {
        var home = state.resolve("kafka");
        return new OfThisMachine(home.resolve("broker.pid"), home.resolve("broker.log"), port, false);
    }

    /** The server that is this service of {@code docker-compose.yml}. */
    static Server container(String service, int port) {
        return new Container(service, port);
    }

    /** SIGKILL to it and to every process it made: nothing is written any more, no client is told. It stays away. */
    abstract void crash();

    abstract void startAgain();

    /** Starts it with the same data on the same port and returns when somebody answers there. */
    final void start() {
        startAgain();
        await("an answer on port " + port).atMost(START_LIMIT).until(this::answers);
    }

    final boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static final class OfThisMachine extends Server {

        private final Path pidFile;
        private final Path log;
        private final boolean refusesRoot;
        private List<String> command;

        private OfThisMachine(Path pidFile, Path log, int port, boolean refusesRoot) {
            super(port);
            this.pidFile = pidFile;
            this.log = log;
            this.refusesRoot = refusesRoot;
        }

        @Override
        void crash() {
            try {
                var number = Files.readAllLines(pidFile).get(0).strip();
                // Whole, where ProcessHandle cuts a long one.
                command = List.of(Files.readString(Path.of("/proc", number, "cmdline"), StandardCharsets.UTF_8)
                        .split("\0"));
                var process = ProcessHandle.of(Long.parseLong(number)).orElseThrow();
                var all =
                        Stream.concat(Stream.of(process), process.descendants()).toList();
                all.forEach(ProcessHandle::destroyForcibly);
                all.forEach(each -> each.onExit().join());
            } catch (IOException notRunning) {
                throw new UncheckedIOException(notRunning);
            }
        }

        @Override
        void startAgain() {
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
        }
    }

    private static final class Container extends Server {

        private final String service;

        private Container(String service, int port) {
            super(port);
            this.service = service;
        }

        /** By Docker's own command, after which the restart policy leaves it alone. */
        @Override
        void crash() {
            Compose.containers(service).forEach(container -> Compose.docker("kill", container));
        }

        @Override
        void startAgain() {
            Compose.containers(service).forEach(container -> Compose.docker("start", container));
        }
    }
}
