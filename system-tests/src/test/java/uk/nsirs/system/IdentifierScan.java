package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for a patient's direct identifiers in everything that the system writes. */
final class IdentifierScan {

    private static final List<String> TOPICS_WITHOUT =
            List.of("nsirs.results", "nsirs.pathway", "nsirs.notifications", "nsirs.commands");

    private final RunningSystem system;
    private final List<String> identifiers;

    IdentifierScan(RunningSystem system, List<String> identifiers) {
        this.system = system;
        this.identifiers = identifiers;
    }

    /** They are where they belong, so that the scan can fail at all, and nowhere else. */
    void findsThemOnlyWhereTheyBelong() throws IOException, SQLException {
        assertThat(hitsInTables("intake", "referral%")).isNotEmpty();
        assertThat(hitsInTables("triage", "act\\_%")).isEmpty();
        assertThat(hitsInTables("notification", "%")).isEmpty();
        assertThat(hitsInTopics(List.of("nsirs.referrals"))).isNotEmpty();
        assertThat(hitsInTopics(TOPICS_WITHOUT)).isEmpty();
        assertThat(hits("mails", system.mails().toString())).isEmpty();
        for (var service :
                List.of(system.intake("monitoring"), system.triage("monitoring"), system.notification("monitoring"))) {
            assertThat(hits("metrics", service.get("/actuator/prometheus").text()))
                    .isEmpty();
        }
        for (var log : system.logs()) {
            assertThat(hits(log.getFileName().toString(), Files.readString(log, StandardCharsets.ISO_8859_1)))
                    .isEmpty();
        }
    }

    private List<String> hitsInTables(String database, String tables) throws SQLException {
        List<String> hits = new ArrayList<>();
        try (var connection = system.connect(database);
                var names = connection.prepareStatement(
                        "select table_name from information_schema.tables where table_schema = 'public'"
                                + " and table_name ilike ?")) {
            names.setString(1, tables);
            try (var found = names.executeQuery()) {
                while (found.next()) {
                    var table = found.getString(1);
                    try (var rows = connection.createStatement();
                            var row = rows.executeQuery("select t::text from \"" + table + "\" t")) {
                        while (row.next()) {
                            hits.addAll(hits(table, row.getString(1)));
                        }
                    }
                    hits.addAll(hitsInBytes(connection, table));
                }
            }
        }
        return hits;
    }

    /** A bytea column prints as hexadecimal: look into it as text. */
    private List<String> hitsInBytes(java.sql.Connection connection, String table) throws SQLException {
        List<String> hits = new ArrayList<>();
        try (var columns = connection.prepareStatement(
                "select column_name from information_schema.columns where table_name = ? and data_type = 'bytea'")) {
            columns.setString(1, table);
            try (var found = columns.executeQuery()) {
                while (found.next()) {
                    try (var rows = connection.createStatement();
                            var row = rows.executeQuery("select " + found.getString(1) + " from \"" + table + "\"")) {
                        while (row.next()) {
                            var bytes = row.getBytes(1);
                            if (bytes != null) {
                                hits.addAll(hits(table, new String(bytes, StandardCharsets.ISO_8859_1)));
                            }
                        }
                    }
                }
            }
        }
        return hits;
    }

    private List<String> hitsInTopics(List<String> topics) {
        var properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, system.broker());
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        List<String> hits = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (var topic : topics) {
                var partitions = consumer.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                var ends = consumer.endOffsets(partitions);
                while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                    consumer.poll(Duration.ofMillis(200))
                            .forEach(event -> hits.addAll(
                                    hits(topic, new String(event.value(), StandardCharsets.UTF_8) + event.headers())));
                }
            }
        }
        return hits;
    }

    private List<String> hits(String place, String text) {
        return identifiers.stream()
                .filter(identifier -> text.contains(identifier))
                .map(identifier -> identifier + " in " + place)
                .toList();
    }
}
