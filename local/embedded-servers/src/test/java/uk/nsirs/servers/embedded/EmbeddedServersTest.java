package uk.nsirs.servers.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @TempDir
    private Path home;

    @Test
    void a_second_start_of_postgres_finds_the_data_of_the_first() throws SQLException {
        try (PostgresServer first = PostgresServer.in(home).build().start()) {
            first.ensureDatabase("kept");
            first.ensureDatabase("kept");
            execute(first, "create table word (text varchar)");
            execute(first, "insert into word values ('here')");
        }

        try (PostgresServer second = PostgresServer.in(home).build().start()) {
            assertThat(ask(second, "select text from word")).isEqualTo("here");
        }
    }

    @Test
    void what_was_promised_is_on_disk_unless_the_server_is_for_tests_only() throws SQLException {
        try (PostgresServer durable =
                PostgresServer.in(home.resolve("durable")).build().start()) {
            durable.ensureDatabase("kept");
            assertThat(ask(durable, "show fsync")).isEqualTo("on");
            assertThat(ask(durable, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(durable, "show listen_addresses")).isEqualTo("127.0.0.1");
        }
        try (PostgresServer fast =
                PostgresServer.in(home.resolve("fast")).forTestsOnly().build().start()) {
            fast.ensureDatabase("kept");
            assertThat(ask(fast, "show fsync")).isEqualTo("off");
        }
    }

    @Test
    void a_postgres_that_a_killed_run_left_running_is_recognised_and_stopped() throws SQLException {
        // given: nobody closes this one
        PostgresServer lost = PostgresServer.in(home).build().start();
        lost.ensureDatabase("kept");
        execute(lost, "create table word (text varchar)");

        // when
        boolean recognised = PostgresServer.stopLeftOver(home);

        // then
        assertThat(recognised).isTrue();
        assertThat(lost.isRunning()).isFalse();
        assertThat(PostgresServer.stopLeftOver(home)).isFalse();
        lost.close();
    }

    @Test
    void a_killed_postgres_comes_back_on_its_port_with_its_data() throws SQLException {
        try (PostgresServer server = PostgresServer.in(home).build().start()) {
            server.ensureDatabase("kept");
            execute(server, "create table word (text varchar)");
            int port = server.port();

            server.kill();
            server.start();

            assertThat(server.port()).isEqualTo(port);
            assertThat(ask(server, "select count(*) from word")).isEqualTo("0");
        }
    }

    @Test
    void a_broker_keeps_records_and_port_over_stop_kill_and_start() throws Exception {
        try (KafkaBroker broker = KafkaBroker.in(home).build().start()) {
            String address = broker.bootstrapServers();
            produce(address, "first");
            broker.stop();
            assertThat(broker.isRunning()).isFalse();
            broker.start();
            produce(address, "second");
            broker.kill();
            broker.start();

            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(consume(address)).containsExactly("first", "second");
        }
    }

    @Test
    void a_broker_that_a_killed_run_left_running_is_recognised_and_stopped() {
        KafkaBroker lost = KafkaBroker.in(home).build().start();

        boolean recognised = KafkaBroker.stopLeftOver(home);

        assertThat(recognised).isTrue();
        assertThat(lost.isRunning()).isFalse();
        assertThat(KafkaBroker.stopLeftOver(home)).isFalse();
    }

    @Test
    void somebody_elses_process_with_a_remembered_number_is_left_alone() throws Exception {
        Path pidFile = Files.writeString(
                home.resolve("broker.pid"), ProcessHandle.current().pid() + "\n");

        assertThat(OwnedProcess.find(pidFile, "kafka.Kafka", home.toString())).isEmpty();
        assertThat(KafkaBroker.stopLeftOver(home)).isFalse();
    }

    @Test
    void a_broker_whose_port_is_taken_says_where_its_log_is() throws Exception {
        try (ServerSocket rival = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            KafkaBroker broker = KafkaBroker.in(home)
                    .ports(rival.getLocalPort(), Ports.free())
                    .build();

            assertThatExceptionOfType(ServerFailed.class)
                    .isThrownBy(broker::start)
                    .withMessageContaining(broker.log().toString());
        }
    }

    private static void execute(PostgresServer server, String sql) throws SQLException {
        try (var connection = server.connect("kept");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(PostgresServer server, String sql) throws SQLException {
        try (var connection = server.connect("kept");
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static void produce(String address, String value) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("kept", 0, "key", value)).get();
        }
    }

    private static List<String> consume(String address) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", address),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("kept", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new java.util.ArrayList<>();
            while (values.size() < 2) {
                consumer.poll(Duration.ofSeconds(5)).forEach(found -> values.add(found.value()));
            }
            return values;
        }
    }
}
