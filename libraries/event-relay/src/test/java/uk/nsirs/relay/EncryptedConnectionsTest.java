package uk.nsirs.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.kafka.KafkaProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.servers.Certificate;
import uk.nsirs.servers.embedded.KafkaBroker;
import uk.nsirs.servers.embedded.Ports;
import uk.nsirs.servers.embedded.PostgresServer;

/** PostgreSQL by TLS, Kafka by TLS and SCRAM, by configuration only, as docs/operating.md says; an impostor is refused. */
class EncryptedConnectionsTest {

    private static final String PASSWORD = "of the relay's own test";

    @TempDir
    private static Path home;

    private static Certificate ours;
    private static Certificate impostors;
    private static PostgresServer postgres;
    private static KafkaBroker kafka;
    private static int kafkaTls;

    @BeforeAll
    static void startServers() throws Exception {
        ours = Certificate.of(home.resolve("ours"), "localhost");
        impostors = Certificate.of(home.resolve("impostors"), "localhost");
        postgres = PostgresServer.in(home.resolve("postgres"))
                .forTestsOnly()
                .setting("ssl", "on")
                .setting("ssl_cert_file", ours.pem().toString())
                .setting("ssl_key_file", ours.pemKey().toString())
                .build()
                .start();
        postgres.ensureDatabase("relay");
        startKafka();
    }

    private static void startKafka() throws Exception {
        int plain = Ports.free();
        int controller = Ports.free();
        kafkaTls = Ports.free();
        kafka = KafkaBroker.in(home.resolve("kafka"))
                .ports(plain, controller)
                .setting(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:" + plain + ",CONTROLLER://127.0.0.1:" + controller
                                + ",SASL_SSL://127.0.0.1:" + kafkaTls)
                .setting("advertised.listeners", "PLAINTEXT://127.0.0.1:" + plain + ",SASL_SSL://localhost:" + kafkaTls)
                .setting("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL")
                .setting("sasl.enabled.mechanisms", "SCRAM-SHA-512")
                .setting(
                        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required;")
                .setting("ssl.keystore.type", "PKCS12")
                .setting("ssl.keystore.location", ours.keyStore().toString())
                .setting("ssl.keystore.password", Certificate.PASSWORD)
                .build()
                .start();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "relay", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), PASSWORD)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stopServers() {
        if (kafka != null) {
            kafka.kill();
        }
        if (postgres != null) {
            postgres.stop();
        }
    }

    @Test
    void an_event_goes_from_the_outbox_to_its_listener_over_encrypted_connections_only() {
        var settings = new HashMap<String, Object>(kafka("localhost", ours, PASSWORD));
        settings.putAll(Map.of(
                "spring.datasource.url",
                jdbcUrl("localhost", ours),
                "spring.datasource.username",
                postgres.username(),
                "spring.datasource.password",
                postgres.password(),
                "spring.flyway.locations",
                "classpath:db/event-relay",
                "spring.application.name",
                "test",
                "nsirs.topics.partitions",
                "1"));
        // As arguments, which come before everything else: the servers of the other tests stand in system properties.
        var arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        try (var service = SpringApplication.run(Service.class, arguments)) {
            var jdbc = service.getBean(JdbcTemplate.class);
            jdbc.execute("create table done (number bigint)");
            service.getBean(TransactionTemplate.class).executeWithoutResult(status -> service.getBean(Outbox.class)
                    .append(House.event(House.aReference(), 7)));

            await().ignoreExceptions().until(() -> jdbc.queryForList("select number from done", Long.class)
                    .equals(List.of(7L)));
            assertThat(jdbc.queryForList(
                            "select a.application_name from pg_stat_activity a join pg_stat_ssl using (pid)"
                                    + " where a.datname = 'relay' and ssl",
                            String.class))
                    .contains("event-relay");
            assertThat(jdbc.queryForObject(
                            "select count(*) from pg_stat_activity a join pg_stat_ssl using (pid)"
                                    + " where a.datname = 'relay' and not ssl",
                            Integer.class))
                    .isZero();
        }
    }

    @Test
    void a_database_with_another_certificate_or_under_another_name_is_refused() throws SQLException {
        try (var connection = connect(jdbcUrl("localhost", ours))) {
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThatThrownBy(() -> connect(jdbcUrl("localhost", impostors)))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("SSLHandshakeException");
        assertThatThrownBy(() -> connect(jdbcUrl("127.0.0.1", ours)))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void a_broker_with_another_certificate_or_under_another_name_is_refused() {
        assertThatCode(() -> ask(kafka("localhost", ours, PASSWORD))).doesNotThrowAnyException();
        assertThatThrownBy(() -> ask(kafka("localhost", impostors, PASSWORD)))
                .hasCauseInstanceOf(SslAuthenticationException.class);
        assertThatThrownBy(() -> ask(kafka("127.0.0.1", ours, PASSWORD)))
                .hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void a_broker_lets_nobody_in_with_a_wrong_password() {
        assertThatThrownBy(() -> ask(kafka("localhost", ours, "another")))
                .hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    private static java.sql.Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, postgres.username(), postgres.password());
    }

    private static String jdbcUrl(String host, Certificate root) {
        return "jdbc:postgresql://" + host + ":" + postgres.port() + "/relay?sslmode=verify-full&sslrootcert="
                + root.pem();
    }

    private static Map<String, String> kafka(String host, Certificate root, String password) {
        return Map.of(
                "spring.kafka.bootstrap-servers",
                host + ":" + kafkaTls,
                "spring.kafka.security.protocol",
                "SASL_SSL",
                "spring.kafka.properties.sasl.mechanism",
                "SCRAM-SHA-512",
                "spring.kafka.properties.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"relay\" password=\""
                        + password + "\";",
                "spring.kafka.ssl.trust-store-type",
                "PEM",
                "spring.kafka.ssl.trust-store-location",
                "file:" + root.pem());
    }

    /** As the auto-configuration makes its clients of what is configured. */
    private static void ask(Map<String, String> settings) throws Exception {
        var properties = new Binder(
                        List.of(new MapConfigurationPropertySource(settings)),
                        null,
                        ApplicationConversionService.getSharedInstance())
                .bind("spring.kafka", KafkaProperties.class)
                .get();
        try (var admin = Admin.create(properties.buildAdminProperties(null))) {
            admin.describeCluster().nodes().get(30, TimeUnit.SECONDS);
        }
    }

    @EnableAutoConfiguration
    static class Service {

        @Bean
        Listener listener(EventConsumers consumers, JdbcTemplate jdbc) {
            return new Listener(consumers
                    .builder("encrypted")
                    .each(event -> jdbc.update("insert into done values (?)", House.numberOf(event.event())))
                    .build());
        }
    }

    static class Listener {

        private final EventConsumer consumer;

        Listener(EventConsumer consumer) {
            this.consumer = consumer;
        }

        @KafkaListener(topics = "nsirs.commands", groupId = "encrypted", batch = "true")
        void on(List<ConsumerRecord<byte[], byte[]>> records) {
            consumer.consume(records);
        }
    }
}
