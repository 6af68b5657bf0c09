package uk.nsirs.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import uk.nsirs.servers.embedded.PostgresServer;

/** One of the two services that are compared, in a JVM and a database of its own. */
final class Side implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(20);

    private final String name;
    private final String topic;
    private final Process process;
    private final Connection database;
    private final Path log;
    private final List<Round> rounds = new ArrayList<>();

    private Side(String name, String topic, Process process, Connection database, Path log) {
        this.name = name;
        this.topic = topic;
        this.process = process;
        this.database = database;
        this.log = log;
    }

    /** Starts the service; it is ready when its first referrals are done. */
    static Side start(Plan plan, PostgresServer postgres, String bootstrapServers, Path directory)
            throws IOException, SQLException {
        postgres.ensureDatabase(plan.name());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-cp", plan.classPath(), plan.mainClass()));
        command.addAll(List.of(
                "--spring.datasource.url=" + postgres.jdbcUrl(plan.name()),
                "--spring.datasource.username=" + postgres.username(),
                "--spring.datasource.password=" + postgres.password(),
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--nsirs.quickstart=true",
                "--nsirs.triage.url=http://localhost:8081",
                "--nsirs.intake.url=http://localhost:8080",
                "--nsirs.access.accounts[0].name=clinician",
                "--nsirs.access.accounts[0].password={noop}quickstart",
                "--nsirs.access.accounts[0].roles=CLINICIAN"));
        command.addAll(plan.settings());
        var log = directory.resolve(plan.name() + ".log");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Side(plan.name(), plan.topic(), process, postgres.connect(plan.name()), log);
    }

    /** Sends that many referrals and waits until the triage task of each is open and all its events are published. */
    Round round(int referrals, KafkaProducer<byte[], byte[]> producer, SyntheticReferrals synthetic, Duration limit)
            throws SQLException, TimeoutException, InterruptedException {
        var records = synthetic.records(topic, referrals);
        long openBefore = openTasks();
        long statementsBefore = statements();
        var cpuBefore = cpu();
        long began = System.nanoTime();
        long ends = began + limit.toNanos();

        records.forEach(producer::send);
        producer.flush();
        while (openTasks() < openBefore + referrals) {
            rest(ends);
        }
        var time = Duration.ofNanos(System.nanoTime() - began);
        while (number("select count(*) as benchmark_waiting from outbox") > 0) {
            rest(ends);
        }

        var round = new Round(referrals, time, cpu().minus(cpuBefore), statements() - statementsBefore);
        if (openTasks() != openBefore + referrals) {
            throw new IllegalStateException(name + " opened more tasks than there are referrals");
        }
        return round;
    }

    String name() {
        return name;
    }

    List<Round> rounds() {
        return rounds;
    }

    /** Stops the service; its database stays until the server goes. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void rest(long ends) throws TimeoutException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended; its log is " + log);
        }
        if (System.nanoTime() > ends) {
            throw new TimeoutException(name + " did not finish a round in time; its log is " + log);
        }
        Thread.sleep(POLL.toMillis());
    }

    private Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("This system does not tell the CPU time of a process"));
    }

    private long openTasks() throws SQLException {
        // The service makes its tables when it starts.
        if (rounds.isEmpty()
                && number(
                                "select count(*) as benchmark_tables from pg_tables where tablename in ('act_ru_task', 'outbox')")
                        < 2) {
            return 0;
        }
        return number("select count(*) as benchmark_open from act_ru_task"
                + " where task_def_key_ = 'Task_ConfirmTriageDecision'");
    }

    /** What the server has executed for this database, but for what the benchmark itself asks. */
    private long statements() throws SQLException {
        return number("select coalesce(sum(calls), 0) as benchmark_calls from benchmark.pg_stat_statements"
                + " where dbid = (select oid from pg_database where datname = current_database())"
                + " and query not like '%benchmark_%'");
    }

    private long number(String query) throws SQLException {
        try (var statement = database.createStatement();
                var found = statement.executeQuery(query)) {
            found.next();
            return found.getLong(1);
        }
    }

    /**
     * How a side is started.
     *
     * @param name of the side and of its database
     */
    record Plan(String name, String mainClass, String classPath, String topic, List<String> settings) {}

    /**
     * One measured round.
     *
     * @param time from the first record sent to the last task open
     * @param cpu of the service's process, until its events were published too
     * @param statements executed by the server for the service in the same span
     */
    record Round(int referrals, Duration time, Duration cpu, long statements) {

        double seconds() {
            return time.toNanos() / 1e9;
        }

        double perSecond() {
            return referrals / seconds();
        }

        double cpuMillisPerReferral() {
            return cpu.toNanos() / 1e6 / referrals;
        }

        double statementsPerReferral() {
            return (double) statements / referrals;
        }
    }
}
