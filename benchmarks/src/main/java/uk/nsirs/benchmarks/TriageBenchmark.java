package uk.nsirs.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import uk.nsirs.benchmarks.stock.StockTriage;
import uk.nsirs.events.Topics;
import uk.nsirs.servers.embedded.Directories;
import uk.nsirs.servers.embedded.KafkaBroker;
import uk.nsirs.servers.embedded.PostgresServer;
import uk.nsirs.triage.TriageEngineApplication;

/**
 * Gives the same number of referrals to the triage engine our way and the stock way, in turns, on one PostgreSQL and one
 * Kafka broker, and compares the median times. Arguments: build directory, referrals a round, rounds, referrals to warm
 * up with.
 */
public final class TriageBenchmark {

    private static final int PARTITIONS = 12;
    private static final Duration ROUND_LIMIT = Duration.ofMinutes(5);

    /** The starter's and the driver's own values for everything that the triage engine's configuration sets. */
    private static final List<String> STARTER_DEFAULTS = List.of(
            "--spring.kafka.consumer.max-poll-records=500",
            "--nsirs.relay.concurrency=1",
            "--spring.datasource.hikari.maximum-pool-size=10",
            "--spring.datasource.hikari.data-source-properties.reWriteBatchedInserts=false",
            "--camunda.bpm.default-number-of-retries=3",
            "--camunda.bpm.job-execution.core-pool-size=3",
            "--camunda.bpm.job-execution.max-pool-size=10",
            "--camunda.bpm.job-execution.queue-capacity=3",
            "--camunda.bpm.job-execution.lock-time-in-millis=300000",
            "--camunda.bpm.job-execution.max-jobs-per-acquisition=3",
            "--camunda.bpm.job-execution.wait-time-in-millis=5000",
            "--camunda.bpm.job-execution.max-wait=60000",
            "--camunda.bpm.job-execution.backoff-time-in-millis=0",
            "--camunda.bpm.job-execution.max-backoff=0");

    private TriageBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var build = Path.of(arguments[0]).toAbsolutePath();
        var referrals = Integer.parseInt(arguments[1]);
        var rounds = Integer.parseInt(arguments[2]);
        var warmUp = Integer.parseInt(arguments[3]);

        var directory = build.resolve("triage-run");
        PostgresServer.stopLeftOver(directory.resolve("postgres"));
        KafkaBroker.stopLeftOver(directory.resolve("kafka"));
        Directories.delete(directory);
        Files.createDirectories(directory);
        var postgres = PostgresServer.in(directory.resolve("postgres"))
                .setting("shared_preload_libraries", "pg_stat_statements")
                .setting("pg_stat_statements.max", "20000")
                .build();
        var kafka = KafkaBroker.in(directory.resolve("kafka")).build();
        var children = new Children(postgres, kafka);
        Runtime.getRuntime().addShutdownHook(new Thread(children::close, "stop-everything"));
        postgres.start();
        kafka.start();
        createTopics(kafka.bootstrapServers());

        var ours = children.add(start(ours(build), postgres, kafka, directory));
        var stock = children.add(start(stock(build), postgres, kafka, directory));
        measure(List.of(ours, stock), kafka.bootstrapServers(), referrals, rounds, warmUp);
        print(ours, stock);
    }

    private static void measure(List<Side> sides, String bootstrapServers, int referrals, int rounds, int warmUp)
            throws SQLException, TimeoutException, InterruptedException {
        var synthetic = new SyntheticReferrals();
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 5),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (var side : sides) {
                System.out.printf("%-5s starts and warms up with %d referrals%n", side.name(), warmUp);
                side.round(warmUp, producer, synthetic, ROUND_LIMIT);
            }
            for (int number = 1; number <= rounds; number++) {
                for (var side : sides) {
                    var round = side.round(referrals, producer, synthetic, ROUND_LIMIT);
                    side.rounds().add(round);
                    System.out.printf(
                            Locale.ROOT,
                            "%-5s round %d: %7.2f s, %6.1f referrals/s, %6.2f ms CPU and %6.1f statements each%n",
                            side.name(),
                            number,
                            round.seconds(),
                            round.perSecond(),
                            round.cpuMillisPerReferral(),
                            round.statementsPerReferral());
                }
            }
        }
    }

    private static void print(Side ours, Side stock) {
        System.out.println();
        System.out.println("side   median time   referrals/s   CPU ms/referral   statements/referral   (medians)");
        for (var side : List.of(ours, stock)) {
            System.out.printf(
                    Locale.ROOT,
                    "%-5s %10.2f s %13.1f %17.2f %21.1f%n",
                    side.name(),
                    median(side, Side.Round::seconds),
                    median(side, Side.Round::perSecond),
                    median(side, Side.Round::cpuMillisPerReferral),
                    median(side, Side.Round::statementsPerReferral));
        }
        System.out.printf(
                Locale.ROOT, "ratio %.2f%n", median(stock, Side.Round::seconds) / median(ours, Side.Round::seconds));
    }

    private static double median(Side side, ToDoubleFunction<Side.Round> figure) {
        var sorted = side.rounds().stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static Side start(Side.Plan plan, PostgresServer postgres, KafkaBroker kafka, Path directory)
            throws IOException, SQLException {
        postgres.ensureDatabase(plan.name());
        try (var connection = postgres.connect(plan.name());
                var statement = connection.createStatement()) {
            // In a schema of its own: Flyway refuses a schema that is not empty.
            statement.execute("create schema benchmark");
            statement.execute("create extension pg_stat_statements schema benchmark");
        }
        return Side.start(plan, postgres, kafka.bootstrapServers(), directory);
    }

    private static Side.Plan ours(Path build) throws IOException {
        return new Side.Plan(
                "ours", TriageEngineApplication.class.getName(), classPath(build), Topics.REFERRALS, List.of());
    }

    private static Side.Plan stock(Path build) throws IOException {
        var feel = build.resolve("feel-engine-stock.jar").toString();
        var classPath = Arrays.stream(classPath(build).split(java.io.File.pathSeparator, -1))
                .map(entry -> entry.contains("feel-engine-") && entry.endsWith("-scala-shaded.jar") ? feel : entry)
                .collect(Collectors.joining(java.io.File.pathSeparator));
        if (!classPath.contains(feel)) {
            throw new IllegalStateException("No FEEL engine on the class path to be replaced");
        }
        return new Side.Plan("stock", StockTriage.class.getName(), classPath, StockTriage.TOPIC, STARTER_DEFAULTS);
    }

    private static String classPath(Path build) throws IOException {
        return build.resolve("classes")
                + java.io.File.pathSeparator
                + Files.readString(build.resolve("class-path")).strip();
    }

    private static void createTopics(String bootstrapServers)
            throws ExecutionException, InterruptedException, TimeoutException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.REFERRALS, PARTITIONS, (short) 1),
                            new NewTopic(StockTriage.TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
