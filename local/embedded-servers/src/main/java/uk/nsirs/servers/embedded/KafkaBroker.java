package uk.nsirs.servers.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A real Kafka 4 broker (KRaft, one node, broker and controller in one) in a JVM of its own, bound to 127.0.0.1.
 *
 * <p>Its directory holds everything: {@code data}, {@code broker.log}, {@code broker.pid}. A second start in the same
 * directory finds the records of the first; one that a killed run left running there is recognised and stopped first.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int TRIES_FOR_A_FREE_PORT = 3;
    private static final String STARTED = "Kafka Server started";
    /** Any will do: the directory belongs to one broker, which talks to nobody else. */
    private static final String CLUSTER = "bnNpcnMtcmVmZXJyYWxzMQ";

    private final Path directory;
    private final Path cache;
    private final int heapMegabytes;
    private final boolean choosesPorts;
    private final Map<String, String> settings;
    private int port;
    private int controllerPort;
    private Process process;

    private KafkaBroker(Builder builder) {
        this.directory = builder.directory.toAbsolutePath().normalize();
        this.cache = builder.cache;
        this.heapMegabytes = builder.heapMegabytes;
        this.choosesPorts = builder.port == 0;
        this.port = builder.port;
        this.controllerPort = builder.controllerPort;
        this.settings = new TreeMap<>(builder.settings);
    }

    /** A broker whose data live in this directory. */
    public static Builder in(Path directory) {
        return new Builder(directory);
    }

    /** Stops the broker that an earlier, killed run left running in this directory; true if there was one. */
    public static boolean stopLeftOver(Path directory) {
        Path home = directory.toAbsolutePath().normalize();
        var leftOver = OwnedProcess.find(
                home.resolve("broker.pid"),
                "kafka.Kafka",
                home.resolve("server.properties").toString());
        leftOver.ifPresent(process -> process.stop(PATIENCE_TO_STOP));
        return leftOver.isPresent();
    }

    /**
     * Starts it and returns when it serves clients. The port stays the same over {@link #stop} and {@link #start}.
     *
     * @throws ServerFailed if it ended or did not serve in time; the message names its log
     */
    public synchronized KafkaBroker start() {
        if (isRunning()) {
            return this;
        }
        stopLeftOver(directory);
        boolean first = port == 0;
        for (int attempt = 1; ; attempt++) {
            if (first) {
                port = Ports.free();
                controllerPort = 0;
            }
            if (controllerPort == 0) {
                controllerPort = Ports.free();
            }
            try {
                startOnce();
                return this;
            } catch (IOException failure) {
                throw new ServerFailed("Cannot start the Kafka broker: " + failure.getMessage(), failure);
            } catch (ServerFailed failure) {
                kill();
                if (!(first && choosesPorts) || attempt == TRIES_FOR_A_FREE_PORT) {
                    throw failure;
                }
            }
        }
    }

    /** Stops it in good order; data and port are kept. */
    public synchronized void stop() {
        if (process != null) {
            OwnedProcess.of(process).stop(PATIENCE_TO_STOP);
            process = null;
            // Somebody may have started it again after a crash, as an operator would.
            stopLeftOver(directory);
            deletePidFile();
        }
    }

    /** Ends it as a crash would (SIGKILL); data and port are kept. */
    public synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd();
            process = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** {@code 127.0.0.1:port}, also while it is stopped; null before the first start with a free port. */
    public synchronized String bootstrapServers() {
        return port == 0 ? null : "127.0.0.1:" + port;
    }

    public Path log() {
        return directory.resolve("broker.log");
    }

    private void startOnce() throws IOException {
        Path jars = BrokerJars.in(cache);
        Files.createDirectories(directory);
        Path configuration = directory.resolve("server.properties");
        Files.writeString(configuration, properties());
        if (!Files.exists(data().resolve("meta.properties"))) {
            format(jars);
        }
        Files.deleteIfExists(log());
        process = new ProcessBuilder(command(jars, heapMegabytes, "kafka.Kafka", List.of(configuration.toString())))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        OwnedProcess.remember(pidFile(), process.toHandle());
        awaitStarted();
    }

    private void awaitStarted() throws IOException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            // A line may be half written, in any encoding: only the marker matters.
            if (Files.exists(log())
                    && Files.readString(log(), StandardCharsets.ISO_8859_1).contains(STARTED)) {
                return;
            }
            if (!process.isAlive()) {
                throw new ServerFailed("The Kafka broker ended while it started: " + lastComplaint());
            }
            rest();
        }
        throw new ServerFailed(
                "The Kafka broker did not start within " + PATIENCE.toSeconds() + " seconds; its log is " + log());
    }

    private String lastComplaint() throws IOException {
        List<String> lines = Files.readAllLines(log(), StandardCharsets.ISO_8859_1);
        return lines.stream()
                        .filter(line -> line.contains("Exception") || line.contains("ERROR") || line.contains("Error"))
                        .filter(line -> !line.startsWith("\t"))
                        .reduce((former, latter) -> latter)
                        .orElse("no reason given")
                + " (log: " + log() + ")";
    }

    /** Formatting starts a JVM for a file or two that are always the same: done once and kept in the cache. */
    private void format(Path jars) throws IOException {
        Path formatted = cache.resolve("kafka-formatted-"
                + Integer.toString(jars.toString().hashCode() & Integer.MAX_VALUE, Character.MAX_RADIX));
        if (!Files.isDirectory(formatted)) {
            Files.createDirectories(cache);
            Path draft = Files.createTempDirectory(cache, "kafka-formatted-draft");
            Path draftData = draft.resolve("data");
            Path draftConfiguration = Files.writeString(
                    draft.resolve("server.properties"),
                    properties().replace("log.dirs=" + data(), "log.dirs=" + draftData));
            Path output = draft.resolve("format.log");
            Process tool = new ProcessBuilder(command(
                            jars,
                            heapMegabytes,
                            "kafka.tools.StorageTool",
                            List.of("format", "--cluster-id", CLUSTER, "--config", draftConfiguration.toString())))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (exitCode(tool) != 0) {
                throw new ServerFailed("Cannot prepare the Kafka broker's data: "
                        + Files.readString(output, StandardCharsets.ISO_8859_1)
                                .strip()
                                .lines()
                                .reduce((former, latter) -> latter)
                                .orElse("no reason given"));
            }
            BrokerJars.moveInPlace(draft, formatted);
        }
        Directories.copy(formatted.resolve("data"), data());
    }

    private List<String> command(Path jars, int megabytes, String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + megabytes + "m");
        command.add("-Xms64m");
        command.add("-XX:+UseSerialGC");
        // The first compiler only: half the start-up time, and nobody measures a broker on one machine.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Djava.awt.headless=true");
        command.add("-Dlog4j2.configurationFile=" + jars.resolve("log4j2.properties"));
        command.add("-cp");
        command.add(jars + "/*");
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    private String properties() {
        Map<String, String> all = new TreeMap<>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        all.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("inter.broker.listener.name", "PLAINTEXT");
        all.put("controller.listener.names", "CONTROLLER");
        // Voters by configuration, not in the data: the controller's port may be another one tomorrow.
        all.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        all.put("log.dirs", data().toString());
        all.put("offsets.topic.replication.factor", "1");
        all.put("offsets.topic.num.partitions", "4");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("transaction.state.log.num.partitions", "4");
        all.put("share.coordinator.state.topic.replication.factor", "1");
        all.put("share.coordinator.state.topic.min.isr", "1");
        all.put("share.coordinator.state.topic.num.partitions", "1");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("log.cleaner.dedupe.buffer.size", "16777216");
        all.put("num.network.threads", "2");
        all.put("num.io.threads", "4");
        all.putAll(settings);
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    private Path data() {
        return directory.resolve("data");
    }

    private Path pidFile() {
        return directory.resolve("broker.pid");
    }

    private void deletePidFile() {
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException harmless) {
            // The next start looks at the process, not at the file alone.
            return;
        }
    }

    private void awaitEnd() {
        exitCode(process);
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("Interrupted while the Kafka broker started.", interrupted);
        }
    }

    /** What a broker may be told; everything has a default. */
    public static final class Builder {

        private final Path directory;
        private final Map<String, String> settings = new TreeMap<>();
        private Path cache = Directories.cache();
        private int port;
        private int controllerPort;
        private int heapMegabytes = 256;

        private Builder(Path directory) {
            this.directory = directory;
        }

        /** Fixed ports for clients and for the controller; without them, free ones are taken at the first start. */
        public Builder ports(int clients, int controller) {
            this.port = clients;
            this.controllerPort = controller;
            return this;
        }

        /** Where its jars are unpacked to; default {@link Directories#cache()}. */
        public Builder cache(Path directoryOfPrograms) {
            this.cache = directoryOfPrograms.toAbsolutePath().normalize();
            return this;
        }

        public Builder heapMegabytes(int megabytes) {
            this.heapMegabytes = megabytes;
            return this;
        }

        /** One more broker setting, as in {@code server.properties}. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        public KafkaBroker build() {
            return new KafkaBroker(this);
        }
    }
}
