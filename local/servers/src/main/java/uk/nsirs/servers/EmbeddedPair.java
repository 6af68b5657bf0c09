package uk.nsirs.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import uk.nsirs.servers.embedded.Directories;
import uk.nsirs.servers.embedded.KafkaBroker;
import uk.nsirs.servers.embedded.PostgresServer;

/** The pair as processes of this machine, in a directory that goes when the JVM goes. */
final class EmbeddedPair implements ServerPair {

    private static final String PREFIX = "nsirs-servers-";

    private final Path home;
    private final PostgresServer postgres;
    private final KafkaBroker kafka;

    EmbeddedPair() {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
        sweep(temporary);
        home = temporary.resolve(PREFIX + ProcessHandle.current().pid());
        Directories.delete(home);
        postgres = PostgresServer.in(home.resolve("postgres")).forTestsOnly().build();
        kafka = KafkaBroker.in(home.resolve("kafka")).build();
    }

    @Override
    public Postgres startPostgres() {
        postgres.start();
        return new Postgres() {

            @Override
            public JdbcUrl newDatabase(String name) {
                String unique = name.replaceAll("[^a-z0-9_]", "_") + "_"
                        + UUID.randomUUID().toString().substring(0, 8);
                postgres.ensureDatabase(unique);
                return new JdbcUrl(postgres.jdbcUrl(unique), postgres.username(), postgres.password());
            }

            @Override
            public void stop() {
                postgres.stop();
            }

            @Override
            public void start() {
                postgres.start();
            }

            @Override
            public void kill() {
                postgres.kill();
            }
        };
    }

    @Override
    public Kafka startKafka() {
        kafka.start();
        return new Kafka() {

            @Override
            public String bootstrapServers() {
                return kafka.bootstrapServers();
            }

            @Override
            public void stop() {
                kafka.stop();
            }

            @Override
            public void start() {
                kafka.start();
            }

            @Override
            public void kill() {
                kafka.kill();
            }
        };
    }

    @Override
    public void close() {
        // Nobody reads these data again: no need to be gentle, and the JVM's end does not wait for it.
        kafka.kill();
        postgres.stop();
        Directories.delete(home);
    }

    /** A killed test JVM leaves its servers running; the next one clears up after it. */
    private static void sweep(Path temporary) {
        try (var entries = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            for (Path left : entries) {
                if (!ownerLives(left)) {
                    PostgresServer.stopLeftOver(left.resolve("postgres"));
                    KafkaBroker.stopLeftOver(left.resolve("kafka"));
                    Directories.delete(left);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot look into " + temporary, failure);
        }
    }

    private static boolean ownerLives(Path directory) {
        try {
            String number = directory.getFileName().toString().substring(PREFIX.length());
            return ProcessHandle.of(Long.parseLong(number))
                    .filter(ProcessHandle::isAlive)
                    .isPresent();
        } catch (NumberFormatException notOurs) {
            return true;
        }
    }
}
