package uk.nsirs.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@RealServers
@TestInstance(Lifecycle.PER_CLASS)
class RealServersTest {

    private final String urlWhenConstructed = System.getProperty("spring.datasource.url");

    @Test
    void spring_is_told_where_the_database_is_before_the_test_instance_exists() throws Exception {
        assertThat(urlWhenConstructed).startsWith("jdbc:postgresql://");

        try (var connection = DriverManager.getConnection(
                System.getProperty("spring.datasource.url"),
                System.getProperty("spring.datasource.username"),
                System.getProperty("spring.datasource.password"))) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(17);
        }
    }

    @Test
    void each_new_database_is_empty_and_its_own(Servers servers) throws Exception {
        JdbcUrl one = servers.postgres().newDatabase("same");
        JdbcUrl other = servers.postgres().newDatabase("same");

        assertThat(one.url()).isNotEqualTo(other.url());
        try (var connection = DriverManager.getConnection(other.url(), other.username(), other.password());
                var tables = connection.getMetaData().getTables(null, "public", "%", null)) {
            assertThat(tables.next()).isFalse();
        }
    }

    @Test
    void both_servers_come_back_after_an_outage_with_what_they_held(Servers servers) throws Exception {
        JdbcUrl database = servers.postgres().newDatabase("outage");
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("create table kept (id int)");
        }
        Map<String, Object> client = Map.of("bootstrap.servers", servers.kafka().bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
                    .all()
                    .get();
        }

        servers.kafka().stop();
        servers.postgres().kill();
        servers.kafka().start();
        servers.postgres().start();

        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select count(*) from kept").next())
                    .isTrue();
        }
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            assertThat(producer.send(new ProducerRecord<>("kept", "key", "value"))
                            .get()
                            .offset())
                    .isZero();
        }
    }
}
