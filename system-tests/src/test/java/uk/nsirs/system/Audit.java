package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Promise 1, counted from outside: what intake took, what triage started, what the trust was told, what went wrong. */
final class Audit {

    private static final Duration SETTLED = Duration.ofMinutes(5);
    private static final Pattern REFERENCE = Pattern.compile("NSIRS-[0-9A-Z-]+[0-9A-Z]");

    private final RunningSystem system;
    private final Troubles before;
    private final long heldBefore;

    private Audit(RunningSystem system) {
        this.system = system;
        this.before = troubles();
        this.heldBefore = number("intake", "select count(*) from referral");
    }

    /** Remembers how things stand; nobody else may use the system until the audit is over. */
    static Audit begins(RunningSystem system) {
        return new Audit(system);
    }

    /**
     * What a person would have to put right: records on dead letter topics, UnprocessableMessage instances, incidents
     * (resolved ones too), jobs without retries.
     */
    record Troubles(long deadLetters, long unprocessable, long incidents, long failedJobs) {}

    /** Each was kept once, started once and told once, nothing else was, and nobody has anything to put right. */
    void everyReferralIsKeptStartedAndToldOnce(Collection<String> accepted) {
        assertThat(accepted).doesNotHaveDuplicates();
        await("everything is started and told").atMost(SETTLED).untilAsserted(() -> {
            assertThat(missing(accepted, started().keySet()))
                    .as("referrals without a process instance")
                    .isEmpty();
            assertThat(missing(accepted, told("SENT").keySet()))
                    .as("referrals whose trust was not told")
                    .isEmpty();
        });
        assertThat(strings("intake", "select reference from referral")).containsAll(accepted);
        assertThat(number("intake", "select count(*) from referral") - heldBefore)
                .as("referrals that intake holds since")
                .isEqualTo(accepted.size());
        assertThat(of(accepted, started())).allSatisfy((reference, times) -> assertThat(times)
                .as("process instances of " + reference)
                .isEqualTo(1));
        // No milestone but the first is reached: one delivery in all.
        assertThat(of(accepted, told("%")))
                .allSatisfy((reference, times) ->
                        assertThat(times).as("deliveries about " + reference).isEqualTo(1));
        assertThat(number("intake", "select count(*) from outbox")).isZero();
        eachMailIsThereOnceOrKnownToBeUncertain(accepted);
        assertThat(troubles()).isEqualTo(before);
    }

    /** An e-mail whose answer was lost goes again, and is shown as uncertain. */
    private void eachMailIsThereOnceOrKnownToBeUncertain(Collection<String> accepted) {
        var attemptsOfUncertain = numbers("notification", "select reference, attempts from delivery where uncertain");
        var copies = system.mails().stream().collect(Collectors.groupingBy(Audit::about, Collectors.counting()));
        assertThat(of(accepted, copies)).allSatisfy((reference, number) -> assertThat(number)
                .as("e-mails about " + reference)
                .isBetween(1L, attemptsOfUncertain.getOrDefault(reference, 1L)));
    }

    private static String about(JsonNode mail) {
        var found = REFERENCE.matcher(mail.path("text").asText());
        return found.find() ? found.group() : "";
    }

    private Troubles troubles() {
        return new Troubles(
                deadLetters(),
                number("triage", "select count(*) from act_hi_procinst where proc_def_key_ = 'UnprocessableMessage'"),
                number("triage", "select count(*) from act_hi_incident"),
                number("triage", "select count(*) from act_ru_job where retries_ = 0"));
    }

    private long deadLetters() {
        var settings = new Properties();
        settings.put("bootstrap.servers", system.broker());
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = new ArrayList<TopicPartition>();
            consumer.listTopics().forEach((topic, found) -> {
                if (topic.endsWith(".dlt")) {
                    found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
                }
            });
            assertThat(partitions).as("dead letter topics").isNotEmpty();
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private Map<String, Long> started() {
        return numbers(
                "triage",
                "select business_key_, count(*) from act_hi_procinst where proc_def_key_ = 'ReferralPathway' group by 1");
    }

    private Map<String, Long> told(String state) {
        return numbers(
                "notification", "select reference, count(*) from delivery where state like '" + state + "' group by 1");
    }

    private static List<String> missing(Collection<String> wanted, Collection<String> found) {
        return wanted.stream().filter(each -> !found.contains(each)).toList();
    }

    private static Map<String, Long> of(Collection<String> wanted, Map<String, Long> all) {
        return wanted.stream().collect(Collectors.toMap(each -> each, each -> all.getOrDefault(each, 0L)));
    }

    private long number(String database, String sql) {
        return Long.parseLong(strings(database, sql).get(0));
    }

    private List<String> strings(String database, String sql) {
        var values = new ArrayList<String>();
        query(database, sql, row -> values.add(row.getString(1)));
        return values;
    }

    private Map<String, Long> numbers(String database, String sql) {
        var values = new HashMap<String, Long>();
        query(database, sql, row -> values.put(row.getString(1), row.getLong(2)));
        return values;
    }

    private void query(String database, String sql, Row each) {
        try (var connection = system.connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.read(rows);
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @FunctionalInterface
    private interface Row {
        void read(java.sql.ResultSet row) throws SQLException;
    }
}
