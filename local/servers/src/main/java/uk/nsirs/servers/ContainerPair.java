package uk.nsirs.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.kafka.KafkaContainer;
import uk.nsirs.servers.embedded.Ports;

/** The pair in containers, each on a fixed port of this machine, so that a stop and a start do not move it. */
final class ContainerPair implements ServerPair {

    static final String POSTGRES_IMAGE = "postgres:17-alpine";
    static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    static final List<String> IMAGES = List.of(POSTGRES_IMAGE, KAFKA_IMAGE);

    private static final int POSTGRES_PORT = 5432;
    private static final int KAFKA_PORT = 9092;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PostgreSQLContainer<?> postgres;
    private KafkaContainer kafka;

    @Override
    @SuppressWarnings("resource") // closed in close()
    public Postgres startPostgres() {
        int port = Ports.free();
        postgres = new PostgreSQLContainer<>(POSTGRES_IMAGE)
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        postgres.setPortBindings(List.of(port + ":" + POSTGRES_PORT));
        postgres.start();
        return new ContainerPostgres(postgres);
    }

    @Override
    @SuppressWarnings("resource") // closed in close()
    public Kafka startKafka() {
        int port = Ports.free();
        kafka = new KafkaContainer(KAFKA_IMAGE).withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "4");
        kafka.setPortBindings(List.of(port + ":" + KAFKA_PORT));
        kafka.start();
        return new ContainerKafka(kafka);
    }

    @Override
    public void close() {
        if (kafka != null) {
            kafka.stop();
        }
        if (postgres != null) {
            postgres.stop();
        }
    }

    private record ContainerPostgres(PostgreSQLContainer<?> container) implements Postgres {

        @Override
        public JdbcUrl newDatabase(String name) {
            String unique = name.replaceAll("[^a-z0-9_]", "_") + "_"
                    + UUID.randomUUID().toString().substring(0, 8);
            try (var connection = DriverManager.getConnection(
                            container.getJdbcUrl(), container.getUsername(), container.getPassword());
                    var statement = connection.createStatement()) {
                statement.execute("create database " + unique);
            } catch (SQLException failure) {
                throw new IllegalStateException("Cannot make the database " + unique, failure);
            }
            String url = "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(POSTGRES_PORT) + "/"
                    + unique;
            return new JdbcUrl(url, container.getUsername(), container.getPassword());
        }

        @Override
        public void stop() {
            ContainerPair.stop(container);
        }

        @Override
        public void start() {
            ContainerPair.start(container, this::answers);
        }

        @Override
        public void kill() {
            ContainerPair.kill(container);
        }

        private boolean answers() {
            try (var connection = DriverManager.getConnection(
                    container.getJdbcUrl(), container.getUsername(), container.getPassword())) {
                return connection.isValid(1);
            } catch (SQLException notYet) {
                return false;
            }
        }
    }

    private record ContainerKafka(KafkaContainer container) implements Kafka {

        @Override
        public String bootstrapServers() {
            return container.getBootstrapServers();
        }

        @Override
        public void stop() {
            ContainerPair.stop(container);
        }

        @Override
        public void start() {
            ContainerPair.start(container, () -> Ports.answers(container.getMappedPort(KAFKA_PORT)));
        }

        @Override
        public void kill() {
            ContainerPair.kill(container);
        }
    }

    private static void stop(GenericContainer<?> container) {
        try {
            docker(container)
                    .stopContainerCmd(container.getContainerId())
                    .withTimeout((int) PATIENCE.toSeconds())
                    .exec();
        } catch (NotModifiedException stoppedAlready) {
            return;
        }
    }

    private static void kill(GenericContainer<?> container) {
        try {
            docker(container).killContainerCmd(container.getContainerId()).exec();
        } catch (DockerException notRunning) {
            return;
        }
    }

    private static void start(GenericContainer<?> container, BooleanSupplier answers) {
        try {
            docker(container).startContainerCmd(container.getContainerId()).exec();
        } catch (NotModifiedException runsAlready) {
            return;
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(container.getDockerImageName() + " did not come back");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while a container started", interrupted);
            }
        }
    }

    private static DockerClient docker(GenericContainer<?> container) {
        return container.getDockerClient();
    }
}
