package uk.nsirs.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import uk.nsirs.servers.embedded.Directories;
import uk.nsirs.servers.embedded.KafkaBroker;
import uk.nsirs.servers.embedded.OwnedProcess;
import uk.nsirs.servers.embedded.Ports;
import uk.nsirs.servers.embedded.PostgresServer;

/**
 * The whole system as processes of this machine: PostgreSQL, Kafka, mail and the three services.
 *
 * <p>Whoever uses it as a library starts it, breaks parts of it (each service can be killed and restarted; the servers
 * stopped and started, keeping data and ports) and closes it.
 */
public final class Stack implements AutoCloseable {

    private static final long LEAST_DISK_BYTES = 700L * 1024 * 1024;

    /** What PostgreSQL and the broker are unpacked to, twice, since each is moved in place when it is whole. */
    private static final long LEAST_CACHE_BYTES = 250L * 1024 * 1024;

    private static final List<String> KEPT_BY_RUNS =
            List.of("postgres", "kafka", "mail", "config", "run", "logs", "demo");

    private final Path state;
    private final PortPlan ports;
    private final Progress progress;
    private final PostgresServer postgres;
    private final KafkaBroker broker;
    private final List<LocalService> services;
    private MailServer mail;
    private InboxPage inboxPage;
    private boolean closed;
    private boolean began;

    /**
     * @param repository the top of the source tree, with the services built
     * @param state where everything that outlives a run is kept; made if it is not there
     * @param ports who listens where
     * @param progress who is told how far it is
     */
    public Stack(Path repository, Path state, PortPlan ports, Progress progress) {
        this.state = state.toAbsolutePath().normalize();
        this.ports = ports;
        this.progress = progress;
        this.postgres = PostgresServer.in(this.state.resolve("postgres"))
                .port(ports.postgres())
                .build();
        this.broker = KafkaBroker.in(this.state.resolve("kafka"))
                .ports(ports.kafka(), ports.kafkaController())
                // A consumer that comes first must not make a topic with the wrong number of partitions.
                .setting("auto.create.topics.enable", "false")
                .build();
        this.services = List.of(
                service(repository, "referral-intake", "intake", ports.intake(), 384),
                service(repository, "triage-engine", "triage", ports.triage(), 512),
                service(repository, "notification-service", "notification", ports.notification(), 256));
    }

    /** Starts everything and returns when all three services are healthy. */
    public void start() {
        refuseUnsupportedPlatform();
        prepareState();
        refuseSecondStart();
        stopLeftOvers();
        refuseTakenPorts();
        OwnedProcess.remember(pidFile(), ProcessHandle.current());
        began = true;
        startServers();
        services.forEach(this::launch);
        together(services.stream()
                .map(service -> timed(service.name(), () -> {
                    service.awaitHealthy();
                    return service.url();
                }))
                .toList());
    }

    /** Starts a service that does not run, unless the whole stack was closed. */
    synchronized void launch(LocalService service) {
        if (closed) {
            throw new CannotStart("Stopped while it started.");
        }
        service.launch();
    }

    /** Stops everything in order: whoever writes first, what is written to last. Closed once, closed for good. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        // Side by side: none waits for another.
        services.parallelStream().forEach(LocalService::stop);
        stopInbox();
        broker.stop();
        postgres.stop();
        forgetOurselves();
    }

    /** The file may be another run's, which refused this one. */
    private void forgetOurselves() {
        if (!began) {
            return;
        }
        try {
            Files.deleteIfExists(pidFile());
        } catch (IOException harmless) {
            // The next start looks at the process, not at the file alone.
            return;
        }
    }

    /** Removes everything that earlier runs kept; nothing of them may run. */
    public void reset() {
        // No look at the disk: a full one may be why somebody resets.
        refuseSecondStart();
        stopLeftOvers();
        KEPT_BY_RUNS.forEach(name -> Directories.delete(state.resolve(name)));
    }

    synchronized boolean isClosed() {
        return closed;
    }

    public LocalService intake() {
        return services.get(0);
    }

    public LocalService triage() {
        return services.get(1);
    }

    public LocalService notification() {
        return services.get(2);
    }

    public List<LocalService> services() {
        return services;
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KafkaBroker broker() {
        return broker;
    }

    /** Where the inbox is looked at; {@code /api/messages} for programs. */
    public String inboxUrl() {
        return "http://127.0.0.1:" + ports.inbox();
    }

    public void stopMail() {
        mail.stop();
    }

    public void startMail() {
        mail.start();
    }

    /** The one part that lives in this process, and goes with it when it is killed. */
    void stopInbox() {
        if (inboxPage != null) {
            inboxPage.stop();
        }
        if (mail != null) {
            mail.stop();
        }
    }

    private void startServers() {
        Inbox inbox = new Inbox(state.resolve("mail"), Clock.systemUTC());
        mail = new MailServer(ports.smtp(), inbox);
        inboxPage = new InboxPage(ports.inbox(), inbox);
        together(List.of(
                timed("PostgreSQL", () -> {
                    postgres.start();
                    List.of("intake", "triage", "notification").forEach(postgres::ensureDatabase);
                    return "127.0.0.1:" + ports.postgres();
                }),
                timed("Kafka", () -> {
                    broker.start();
                    return broker.bootstrapServers();
                }),
                timed("Mail and inbox", () -> {
                    mail.start();
                    inboxPage.start();
                    return inboxUrl();
                })));
    }

    private CompletableFuture<Void> timed(String what, Supplier<String> starting) {
        Instant begin = Instant.now();
        return CompletableFuture.supplyAsync(starting, task -> new Thread(task, "start " + what).start())
                .thenAccept(address -> progress.say(String.format(
                        Locale.UK,
                        "  %-22s ready after %2d s  %s",
                        what,
                        Duration.between(begin, Instant.now()).toSeconds(),
                        address)));
    }

    private static void together(List<CompletableFuture<Void>> parts) {
        try {
            // The first that fails fails all: nobody waits for the others' patience to end.
            CompletableFuture<Void> failure = new CompletableFuture<>();
            parts.forEach(part -> part.whenComplete((done, cause) -> {
                if (cause != null) {
                    failure.completeExceptionally(cause);
                }
            }));
            CompletableFuture.anyOf(failure, CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)))
                    .join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw cause instanceof RuntimeException plain ? plain : failed;
        }
    }

    private LocalService service(Path repository, String name, String database, int port, int heapMegabytes) {
        Path jar = repository.toAbsolutePath().resolve(Path.of(name, "target", name + "-1.0.0-SNAPSHOT-app.jar"));
        return new LocalService(name, jar, port, heapMegabytes, state, settings(database, port));
    }

    private Properties settings(String database, int port) {
        Properties settings = new Properties();
        settings.setProperty("server.port", Integer.toString(port));
        settings.setProperty("server.address", "127.0.0.1");
        settings.setProperty(
                "spring.datasource.url", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + database);
        settings.setProperty("spring.datasource.username", postgres.username());
        settings.setProperty("spring.datasource.password", postgres.password());
        settings.setProperty("spring.kafka.bootstrap-servers", "127.0.0.1:" + ports.kafka());
        settings.setProperty("spring.mail.host", "127.0.0.1");
        settings.setProperty("spring.mail.port", Integer.toString(ports.smtp()));
        settings.setProperty("nsirs.quickstart", "true");
        settings.setProperty("nsirs.intake.url", "http://127.0.0.1:" + ports.intake());
        settings.setProperty("nsirs.triage.url", "http://127.0.0.1:" + ports.triage());
        settings.setProperty("nsirs.referrers.email-domains", ".example");
        // One machine, one sender: what a killed one had in hand is taken up again soon.
        settings.setProperty("nsirs.mail.claim-lock", "PT10S");
        settings.setProperty("nsirs.mail.from", "no-reply@nsirs.example");
        settings.setProperty("nsirs.mail.reply-to", "referrals@nsirs.example");
        Accounts.into(settings);
        return settings;
    }

    private static void refuseUnsupportedPlatform() {
        String system = System.getProperty("os.name");
        String processor = System.getProperty("os.arch");
        if (!system.equals("Linux") || !List.of("amd64", "x86_64", "aarch64").contains(processor)) {
            throw new CannotStart("The quickstart runs on Linux (amd64, arm64); this is " + system + " " + processor
                    + ". docker-compose.yml starts the same system in containers.");
        }
    }

    private void prepareState() {
        refuseFullDisk(state, LEAST_DISK_BYTES);
        refuseFullDisk(Directories.cache(), LEAST_CACHE_BYTES);
        makeDirectory(state.resolve("logs"));
    }

    private static void refuseFullDisk(Path directory, long least) {
        makeDirectory(directory);
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < least) {
                throw new CannotStart("The disk is full: " + directory + " has " + free / 1024 / 1024
                        + " MB left, and the system needs " + least / 1024 / 1024 + " MB.");
            }
        } catch (IOException failure) {
            throw new CannotStart("Cannot look at the disk of " + directory + ": " + failure.getMessage(), failure);
        }
    }

    private static void makeDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new CannotStart("Cannot write to " + directory + ": " + failure.getMessage(), failure);
        }
    }

    private void refuseSecondStart() {
        OwnedProcess.find(pidFile(), Quickstart.class.getName())
                .filter(other -> other.pid() != ProcessHandle.current().pid())
                .ifPresent(other -> {
                    throw new CannotStart("The system runs already (process " + other.pid()
                            + "). Stop it there with Ctrl-C, or with: kill " + other.pid());
                });
    }

    private void stopLeftOvers() {
        List<String> stopped = new ArrayList<>();
        services.stream()
                .filter(LocalService::stopLeftOver)
                .map(LocalService::name)
                .forEach(stopped::add);
        if (KafkaBroker.stopLeftOver(state.resolve("kafka"))) {
            stopped.add("Kafka");
        }
        if (PostgresServer.stopLeftOver(state.resolve("postgres"))) {
            stopped.add("PostgreSQL");
        }
        if (!stopped.isEmpty()) {
            progress.say("  Stopped what an earlier run left running: " + String.join(", ", stopped));
        }
        for (LocalService service : services) {
            try {
                service.beginLog();
            } catch (IOException failure) {
                throw new CannotStart("Cannot write to " + state + ": " + failure.getMessage(), failure);
            }
        }
    }

    private void refuseTakenPorts() {
        ports.owners().forEach((port, owner) -> {
            if (!Ports.isFree(port)) {
                throw new CannotStart(
                        "Port " + port + " (" + owner
                                + ") is in use by another program. Stop that program, or move everything: ./run --port-offset 100");
            }
        });
    }

    private Path pidFile() {
        return state.resolve("run").resolve("quickstart.pid");
    }
}
