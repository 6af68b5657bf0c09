package uk.nsirs.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    /** As the one below, where no milestone but the first is reached. */
    void everyReferralIsKeptStartedAndToldOnce(Collection<String> accepted) {
        everyReferralIsKeptStartedAndToldOnce(accepted, reference -> List.of("ReferralReceived"));
    }

    /**
     * Each was kept once, started once and told once of each milestone, in order, nothing else was, and nobody has anything
     * to put right.
     *
     * @param milestones what a referral has reached, in the order in which it did
     */
    void everyReferralIsKeptStartedAndToldOnce(Collection<String> accepted, Function<String, List<String>> milestones) {
        assertThat(accepted).doesNotHaveDuplicates();
        var wanted = accepted.stream().collect(Collectors.toMap(each -> each, milestones));
        await("everything is started and told").atMost(SETTLED).untilAsserted(() -> {
            assertThat(missing(accepted, started().keySet()))
                    .as("referrals without a process instance")
                    .isEmpty();
            var told = told("SENT");
            assertThat(wanted)
                    .as("referrals whose trust was not told everything")
                    .allSatisfy((reference, reached) ->
                            assertThat(told.getOrDefault(reference, List.of())).hasSameSizeAs(reached));
        });
        assertThat(strings("intake", "select reference from referral")).containsAll(accepted);
        assertThat(number("intake", "select count(*) from referral") - heldBefore)
                .as("referrals that intake holds since")
                .isEqualTo(accepted.size());
        assertThat(of(accepted, started())).allSatisfy((reference, times) -> assertThat(times)
                .as("process instances of " + reference)
                .isEqualTo(1));
        assertThat(told("%"))
                .as("deliveries of each referral, in the order of sending")
                .containsAllEntriesOf(wanted);
        assertThat(published())
                .as("milestones of each referral, as they were published first")
                .containsAllEntriesOf(wanted);
        assertThat(number("intake", "select count(*) from outbox")).isZero();
        eachMailIsThereOnceOrKnownToBeUncertain(wanted);
        assertThat(troubles()).isEqualTo(before);
    }

    /** An e-mail whose answer was lost goes again, and is shown as uncertain. */
    private void eachMailIsThereOnceOrKnownToBeUncertain(Map<String, List<String>> wanted) {
        var copiesOfUncertain =
                numbers("notification", "select reference, sum(attempts - 1) from delivery where uncertain group by 1");
        var copies = system.mails().stream().collect(Collectors.groupingBy(Audit::about, Collectors.counting()));
        assertThat(of(wanted.keySet(), copies)).allSatisfy((reference, number) -> {
            long once = wanted.get(reference).size();
            assertThat(number)
                    .as("e-mails about " + reference)
                    .isBetween(once, once + copiesOfUncertain.getOrDefault(reference, 0L));
        });
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

    /** The milestones of each referral whose deliveries are in such a state, in the order in which they came into it. */
    private Map<String, List<String>> told(String state) {
        var told = new HashMap<String, List<String>>();
        query(
                "notification",
                "select reference, milestone from delivery where state like '" + state + "' order by state_since, id",
                row -> told.computeIfAbsent(row.getString(1), none -> new ArrayList<>())
                        .add(row.getString(2)));
        return told;
    }

    /** The milestones of each referral in the order of the topic; a copy, which has the id of the first, left out. */
    private Map<String, List<String>> published() {
        var published = new HashMap<String, List<String>>();
        var ids = new HashSet<String>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", system.broker()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor("nsirs.pathway").stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (var event : consumer.poll(Duration.ofSeconds(1))) {
                    if (ids.add(header(event, "ce_id"))) {
                        published
                                .computeIfAbsent(new String(event.key(), UTF_8), none -> new ArrayList<>())
                                .add(header(event, "ce_type").replace("uk.nsirs.", ""));
                    }
                }
            }
        }
        return published;
    }

    private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
        return new String(event.headers().lastHeader(name).value(), UTF_8);
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
