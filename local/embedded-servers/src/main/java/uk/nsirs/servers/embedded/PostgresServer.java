package uk.nsirs.servers.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A real PostgreSQL server as a process of this machine, bound to 127.0.0.1; works as root too.
 *
 * <p>Its directory holds everything: {@code data} and {@code postgres.log}. A second start in the same directory finds
 * the data of the first; one that a killed run left running there is recognised by its own pid file and stopped first.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(20);
    private static final int TRIES = 3;
    private static final String USER = "postgres";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final Path directory;
    private final Path cache;
    private final boolean choosesPort;
    private final Map<String, String> settings;
    private int port;
    private EmbeddedPostgres server;

    private PostgresServer(Builder builder) {
        this.directory = builder.directory.toAbsolutePath().normalize();
        this.cache = builder.cache;
        this.choosesPort = builder.port == 0;
        this.port = builder.port;
        this.settings = new TreeMap<>(builder.settings);
    }

    /** A server whose data live in this directory. */
    public static Builder in(Path directory) {
        return new Builder(directory);
    }

    /** Stops the server that an earlier, killed run left running in this directory; true if there was one. */
    public static boolean stopLeftOver(Path directory) {
        Optional<OwnedProcess> leftOver = running(directory.toAbsolutePath().normalize());
        // SIGINT: a fast shutdown, which ends the clients' sessions. SIGTERM would wait for them.
        leftOver.ifPresent(process -> process.signal("INT", PATIENCE_TO_STOP));
        return leftOver.isPresent();
    }

    /**
     * Starts it and returns when it answers. The port stays the same over {@link #stop} and {@link #start}.
     *
     * @throws ServerFailed if it did not answer in time; the message names its log
     */
    public synchronized PostgresServer start() {
        if (isRunning()) {
            return this;
        }
        stopLeftOver(directory);
        boolean first = port == 0;
        for (int attempt = 1; ; attempt++) {
            if (first && choosesPort) {
                port = Ports.free();
            }
            try {
                server = startOnce();
                return this;
            } catch (IOException | RuntimeException failure) {
                stopLeftOver(directory);
                // Again, because a port may be lost to a rival, and a killed server's memory is freed a moment later.
                if (attempt == TRIES) {
                    throw new ServerFailed("PostgreSQL did not start: " + lastComplaint(failure), failure);
                }
            }
        }
    }

    /** Stops it in good order, ending open sessions; data and port are kept. */
    public synchronized void stop() {
        if (server != null) {
            release();
            stopLeftOver(directory);
        }
    }

    /** Ends it as a crash would (SIGKILL); data and port are kept. */
    public synchronized void kill() {
        if (server != null) {
            running(directory).ifPresent(OwnedProcess::kill);
            release();
        }
    }

    @Override
    public void close() {
        stop();
    }

    public synchronized boolean isRunning() {
        return server != null && running(directory).isPresent();
    }

    /** The port, also while it is stopped; 0 before the first start with a free port. */
    public synchronized int port() {
        return port;
    }

    /** The JDBC address of a database on this server, whether it exists or not. */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    public String username() {
        return USER;
    }

    /** The server trusts its own machine and takes any; never empty, since some pools insist on one. */
    public String password() {
        return USER;
    }

    /** Makes a database unless there is one of this name; lower-case letters, digits and underscores only. */
    public void ensureDatabase(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
        try (Connection connection = connect("postgres")) {
            boolean exists;
            try (var query = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
                query.setString(1, name);
                try (var found = query.executeQuery()) {
                    exists = found.next();
                }
            }
            if (!exists) {
                try (var statement = connection.createStatement()) {
                    statement.execute("create database " + name);
                }
            }
        } catch (SQLException failure) {
            throw new ServerFailed("Cannot make the database " + name + ": " + failure.getMessage(), failure);
        }
    }

    /** A connection to one of its databases, for whoever set the server up. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), USER, USER);
    }

    public Path log() {
        return directory.resolve("postgres.log");
    }

    private EmbeddedPostgres startOnce() throws IOException {
        Files.createDirectories(directory);
        Files.createDirectories(cache);
        Files.deleteIfExists(log());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(cache.toFile())
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setPort(port)
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                // The same order and letter case on every machine, whatever its language.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    private void release() {
        try {
            // A fast shutdown, where there is still something to shut down; gives back the lock on the directory.
            server.close();
        } catch (IOException failure) {
            throw new ServerFailed("Cannot let go of " + data() + ": " + failure.getMessage(), failure);
        } finally {
            server = null;
        }
    }

    private String lastComplaint(Exception failure) {
        try (var lines = Files.lines(log())) {
            return lines.filter(line -> line.contains("FATAL") || line.contains("ERROR") || line.contains("PANIC"))
                            .reduce((former, latter) -> latter)
                            .orElse(reason(failure))
                    + " (log: " + log() + ")";
        } catch (IOException | RuntimeException noLog) {
            return reason(failure);
        }
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private Path data() {
        return directory.resolve("data");
    }

    private static Optional<OwnedProcess> running(Path directory) {
        Path data = directory.resolve("data");
        return OwnedProcess.find(data.resolve("postmaster.pid"), "postgres", data.toString());
    }

    /** What a server may be told; everything has a default. Writes are durable unless {@link #forTestsOnly}. */
    public static final class Builder {

        private final Path directory;
        private final Map<String, String> settings = new TreeMap<>();
        private Path cache = Directories.cache().resolve("postgres");
        private int port;

        private Builder(Path directory) {
            this.directory = directory;
            settings.put("listen_addresses", "127.0.0.1");
            settings.put("unix_socket_directories", "");
            settings.put("max_connections", "200");
            settings.put("timezone", "UTC");
            settings.put("log_timezone", "UTC");
            // The embedding library starts the server with both off; what is promised must be on disk.
            settings.put("fsync", "on");
            settings.put("synchronous_commit", "on");
        }

        /** A fixed port; without it, a free one is taken at the first start. */
        public Builder port(int fixed) {
            this.port = fixed;
            return this;
        }

        /** Where the programs are unpacked to; default below {@link Directories#cache()}. */
        public Builder cache(Path directoryOfPrograms) {
            this.cache = directoryOfPrograms.toAbsolutePath().normalize();
            return this;
        }

        /** Data may be lost when the machine (not the server) fails: several times faster. */
        public Builder forTestsOnly() {
            settings.put("fsync", "off");
            settings.put("full_page_writes", "off");
            settings.put("max_wal_size", "1GB");
            return this;
        }

        /** One more server setting, as in {@code postgresql.conf}; without spaces. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        public PostgresServer build() {
            return new PostgresServer(this);
        }
    }
}
