package uk.nsirs.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.SubjectMismatchReported;
import uk.nsirs.events.Topics;
import uk.nsirs.servers.RealServers;
import uk.nsirs.triage.casefile.CaseFacts;

/** One context of the whole service on real servers, shared by the tests that tell stories. */
@RealServers
@AutoConfigureObservability
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "nsirs.quickstart=true",
            "nsirs.triage.url=http://localhost:8081",
            "nsirs.intake.url=http://localhost:8080",
            "nsirs.topics.partitions=2",
            "nsirs.pending.poll=200ms",
            "nsirs.relay.enabled=false",
            "nsirs.referrers.email-domains=RJZ:rjz.example, RGT:rgt.example",
            "server.shutdown=immediate",
            "spring.lifecycle.timeout-per-shutdown-phase=1s",
            "nsirs.access.accounts[0].name=clinician",
            "nsirs.access.accounts[0].password={noop}quickstart",
            "nsirs.access.accounts[0].roles=CLINICIAN",
            "nsirs.access.accounts[1].name=administrator",
            "nsirs.access.accounts[1].password={noop}quickstart",
            "nsirs.access.accounts[1].roles=ADMINISTRATOR",
            "nsirs.access.accounts[2].name=nurse",
            "nsirs.access.accounts[2].password={noop}quickstart",
            "nsirs.access.accounts[2].roles=NURSE",
            "nsirs.access.accounts[3].name=monitoring",
            "nsirs.access.accounts[3].password={noop}quickstart",
            "nsirs.access.accounts[3].roles=MONITORING",
            "nsirs.access.accounts[4].name=specialist-nurse",
            "nsirs.access.accounts[4].password={noop}quickstart",
            "nsirs.access.accounts[4].roles=NURSE,CLINICIAN",
            "nsirs.access.accounts[5].name=dietitian",
            "nsirs.access.accounts[5].password={noop}quickstart",
            "nsirs.access.accounts[5].roles=DIETITIAN",
            "nsirs.access.accounts[6].name=counsellor",
            "nsirs.access.accounts[6].password={noop}quickstart",
            "nsirs.access.accounts[6].roles=COUNSELLOR"
        })
public abstract class TriageTest {

    /** How long is waited for what must come. A wait that succeeds costs nothing, and a busy machine is slow. */
    protected static final Duration SOON = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newHttpClient();
    protected final ObjectMapper json = EventCodec.mapper();

    @LocalServerPort
    protected int port;

    @Value("${spring.kafka.bootstrap-servers}")
    private String bootstrapServers;

    @Autowired
    protected JdbcTemplate jdbc;

    @Autowired
    protected RuntimeService runtime;

    @Autowired
    private CaseFacts facts;

    private KafkaProducer<byte[], byte[]> producer;

    @AfterEach
    void closeProducer() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }

    protected void send(DomainEvent event) {
        send(UUID.randomUUID(), event);
    }

    protected void send(UUID id, DomainEvent event) {
        try {
            sendBytes(
                    id, EventCodec.typeOf(event.getClass()), event.reference().value(), json.writeValueAsBytes(event));
        } catch (com.fasterxml.jackson.core.JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    protected void sendBytes(UUID id, String type, String key, byte[] value) {
        sendTo(topicOf(type), id, type, key, value);
    }

    private static String topicOf(String type) {
        if (type.contains("Email")) {
            return Topics.NOTIFICATIONS;
        }
        var result = type.equals(EventCodec.typeOf(SubjectMismatchReported.class))
                || Stream.of(ResultEvent.class.getPermittedSubclasses())
                        .anyMatch(each -> type.equals(EventCodec.TYPE_PREFIX + each.getSimpleName()));
        return result ? Topics.RESULTS : Topics.REFERRALS;
    }

    private void sendTo(String topic, UUID id, String type, String key, byte[] value) {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ProducerConfig.LINGER_MS_CONFIG,
                            100),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_source",
                        "/nsirs/referral-intake",
                        "ce_type",
                        type,
                        "ce_subject",
                        key,
                        "ce_time",
                        Instant.now().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        var unused = producer.send(record);
    }

    protected Answer call(String account, String method, String path, Object body) {
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(
                                            body instanceof String text ? text : json.writeValueAsString(body)));
            if (account != null) {
                request.header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((account + ":quickstart").getBytes(StandardCharsets.UTF_8)));
            }
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (java.io.IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    /**
     * A referral beside which a test begins processes itself: its triage waits for a decision, so that nothing else orders
     * or asks.
     */
    protected ReferralReference waiting(Map<String, Object> clinical) {
        var reference = Referrals.newReference();
        send(Referrals.submitted(reference, clinical));
        task(reference, "Task_ConfirmTriageDecision");
        return reference;
    }

    /** Begins a process of the referral as the one above it calls it; its id. */
    protected String begin(String process, ReferralReference reference, Map<String, Object> handed) {
        var variables = new HashMap<String, Object>(handed);
        variables.put("reference", reference.value());
        variables.put("caseFileUrl", "http://localhost/cases/" + reference);
        variables.put("priority", "ROUTINE");
        return runtime.startProcessInstanceByKey(process, reference.value(), variables)
                .getId();
    }

    /** Completes the referral's open task of that kind, which must be accepted. */
    protected void answer(String account, ReferralReference reference, String key, Map<String, ?> variables) {
        var answer = complete(account, task(reference, key), variables);
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    /** The fact as the decisions would read it now; null where it is not known. */
    protected Object fact(ReferralReference reference, String name) {
        var known = facts.of(reference).get(name);
        return known == null ? null : known.value();
    }

    /**
     * The id of the referral's open task of that kind, once it is there and no job of the referral is left to run: whoever
     * answered meanwhile would now and then be told to look again.
     */
    protected String task(ReferralReference reference, String key) {
        return await(key + " of " + reference)
                .atMost(SOON)
                .until(() -> rests(reference) ? openTask(reference, key) : null, id -> id != null);
    }

    private boolean rests(ReferralReference reference) {
        return jdbc.queryForList(
                        "select 1 from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_"
                                + " where e.business_key_ = ? and j.retries_ > 0"
                                + " and (j.duedate_ is null or j.duedate_ <= now())",
                        reference.value())
                .isEmpty();
    }

    protected String openTask(ReferralReference reference, String key) {
        var tasks = call(
                        "administrator",
                        "POST",
                        "/engine-rest/task",
                        Map.of("processInstanceBusinessKey", reference.value(), "taskDefinitionKey", key))
                .json();
        return tasks.isEmpty() ? null : tasks.get(0).get("id").asText();
    }

    protected Answer complete(String account, String task, Map<String, ?> variables) {
        var wrapped = new java.util.HashMap<String, Object>();
        variables.forEach((name, value) -> wrapped.put(name, Collections.singletonMap("value", value)));
        return call(account, "POST", "/engine-rest/task/" + task + "/complete", Map.of("variables", wrapped));
    }

    /** Time passes: this timer of the referral goes off now; how many of its kind do. */
    protected int goesOff(ReferralReference reference, String timer) {
        return jdbc.update(
                "update act_ru_job j set duedate_ = now() - interval '1 minute' from act_ru_execution e"
                        + " where e.id_ = j.process_instance_id_ and e.business_key_ = ? and j.handler_cfg_ = ?",
                reference.value(),
                timer);
    }

    protected void awaitStatus(ReferralReference reference, String status) {
        await().atMost(SOON)
                .until(
                        () -> jdbc.queryForList(
                                "select status from case_file where reference = ?", String.class, reference.value()),
                        found -> found.equals(List.of(status)));
    }

    /** The types of the events waiting to be published for the referral, oldest first. */
    protected List<String> promised(ReferralReference reference) {
        return jdbc.queryForList(
                "select substring(convert_from(decode(headers::json ->> 'ce_type', 'base64'), 'UTF8') from 10)"
                        + " from outbox"
                        + " where convert_from(key, 'UTF8') = ? order by position",
                String.class,
                reference.value());
    }

    protected record Answer(int status, String body) {
        public JsonNode json() {
            try {
                return EventCodec.mapper().readTree(body);
            } catch (java.io.IOException notJson) {
                throw new AssertionError("No JSON: " + body, notJson);
            }
        }
    }
}
