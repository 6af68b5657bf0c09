package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 4: no direct identifier outside the places that architecture section 3 names. */
@ExtendWith(RunningSystem.class)
class IdentifierScanTest {

    private static final String FAMILY_NAME = "Xylophonopoulos";
    private static final String GIVEN_NAME = "Quetzalina";
    private static final String NHS_NUMBER = "9990000085";
    private static final String BORN = "1987-03-09";
    private static final List<String> IDENTIFIERS = List.of(FAMILY_NAME, GIVEN_NAME, NHS_NUMBER, BORN);
    private static final List<String> TOPICS_WITHOUT =
            List.of("nsirs.results", "nsirs.pathway", "nsirs.notifications", "nsirs.commands");

    private RunningSystem system;
    private Service service;

    @BeforeEach
    void connect(RunningSystem running) {
        system = running;
        service = new Service(running);
    }

    @Test
    void aPatientsIdentifiersStayWhereTheyBelong() throws Exception {
        // given a patient with a name and a number like nobody else
        var referral = Patients.andreaWithTypeBInsulinResistance();
        Patients.patient(referral)
                .put("familyName", FAMILY_NAME)
                .put("givenName", GIVEN_NAME)
                .put("nhsNumber", NHS_NUMBER)
                .put("dateOfBirth", BORN);
        Patients.clinical(referral).put("notes", FAMILY_NAME + " is very tired");
        var reference = service.submit(referral);
        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");

        // when somebody types them into everything that a person can fill
        typeIntoEverything(
                task.get("id").asText(), task.get("processInstanceId").asText());
        assertThat(service.decide("clinician", task, "ACCEPT", null).status()).isEqualTo(204);
        service.awaitMails(reference, 2);

        // then they are nowhere else: the scan finds them where they belong, so that it can fail at all
        assertThat(hitsInTables("intake", "referral%")).isNotEmpty();
        assertThat(hitsInTables("triage", "act\\_%")).isEmpty();
        assertThat(hitsInTables("notification", "%")).isEmpty();
        assertThat(hitsInTopics(List.of("nsirs.referrals"))).isNotEmpty();
        assertThat(hitsInTopics(TOPICS_WITHOUT)).isEmpty();
        assertThat(hits("mails", system.inbox().get("/api/messages").text())).isEmpty();
        for (var log : system.logs()) {
            assertThat(hits(log.getFileName().toString(), Files.readString(log, StandardCharsets.ISO_8859_1)))
                    .isEmpty();
        }
    }

    private void typeIntoEverything(String task, String process) {
        for (var identifier : IDENTIFIERS) {
            for (var account : List.of("clinician", "administrator")) {
                var triage = system.triage(account);
                var value = Map.of("value", identifier, "type", "String");
                var attempts = List.of(
                        triage.post("/engine-rest/task/" + task + "/complete", variables("decisionReason", value)),
                        triage.post("/engine-rest/task/" + task + "/complete", variables(identifier, value)),
                        triage.post("/engine-rest/task/" + task + "/submit-form", variables("decision", value)),
                        triage.post("/engine-rest/task/" + task + "/resolve", variables("note", value)),
                        triage.post("/engine-rest/task/" + task + "/comment/create", Map.of("message", identifier)),
                        triage.put("/engine-rest/task/" + task, Map.of("name", identifier, "description", identifier)),
                        triage.put("/engine-rest/task/" + task + "/variables/note", value),
                        triage.put("/engine-rest/task/" + task + "/localVariables/note", value),
                        triage.put("/engine-rest/process-instance/" + process + "/variables/note", value),
                        triage.put("/engine-rest/execution/" + process + "/localVariables/note", value),
                        triage.post("/engine-rest/task/create", Map.of("id", "own", "name", identifier)),
                        triage.post(
                                "/engine-rest/filter/create",
                                Map.of("resourceType", "Task", "name", identifier, "query", Map.of())),
                        triage.post(
                                "/engine-rest/message",
                                Map.of("messageName", "Message_InformationSupplied", "businessKey", identifier)),
                        triage.post("/engine-rest/task/" + task + "/assignee", Map.of("userId", identifier)));
                assertThat(attempts)
                        .allSatisfy(answer -> assertThat(answer.status()).isBetween(400, 499))
                        .allSatisfy(answer -> assertThat(answer.text()).doesNotContain(identifier));
            }
        }
    }

    private static Map<String, Object> variables(String name, Object value) {
        return Map.of("variables", Map.of(name, value));
    }

    private List<String> hitsInTables(String database, String tables) throws SQLException {
        List<String> hits = new ArrayList<>();
        try (var connection = DriverManager.getConnection(system.database(database), "postgres", "postgres");
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
    private static List<String> hitsInBytes(java.sql.Connection connection, String table) throws SQLException {
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

    private static List<String> hits(String place, String text) {
        return IDENTIFIERS.stream()
                .filter(identifier -> text.contains(identifier))
                .map(identifier -> identifier + " in " + place)
                .toList();
    }
}
