package uk.nsirs.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.cloudevents.kafka.KafkaMessageFactory;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import uk.nsirs.events.CommandEvent.EmailResendRequested;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.NotificationEvent.EmailSent;
import uk.nsirs.events.NotificationEvent.EmailUndeliverable;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.Topics;
import uk.nsirs.notification.delivery.FaultyMailServer.Behaviour;
import uk.nsirs.notification.message.Milestones;
import uk.nsirs.servers.RealServers;
import uk.nsirs.servers.Servers;

/** The service from Kafka to the mailbox, on a real PostgreSQL, a real broker and real SMTP. */
@RealServers
@AutoConfigureObservability(tracing = false)
@Import(EmailsToTrustsTest.Told.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=127.0.0.1",
            "nsirs.intake.url=https://referrals.nsirs.example",
            "spring.mail.host=127.0.0.1",
            "nsirs.mail.from=no-reply@nsirs.example",
            "nsirs.mail.reply-to=referrals@nsirs.example",
            "nsirs.mail.retry-from=100ms",
            "nsirs.mail.retry-to=400ms",
            "nsirs.mail.poll=50ms",
            "nsirs.topics.partitions=3",
            "nsirs.quickstart=true",
            "nsirs.access.accounts[0].name=administrator",
            "nsirs.access.accounts[0].password={noop}quickstart",
            "nsirs.access.accounts[0].roles=ADMINISTRATOR",
            "nsirs.access.accounts[1].name=monitoring",
            "nsirs.access.accounts[1].password={noop}quickstart",
            "nsirs.access.accounts[1].roles=MONITORING",
            "nsirs.access.accounts[2].name=lab",
            "nsirs.access.accounts[2].password={noop}quickstart",
            "nsirs.access.accounts[2].roles=LAB"
        })
class EmailsToTrustsTest {

    private static final Duration SOON = Duration.ofMinutes(3);

    /** For some fifty e-mails of one referral, which go one after another. */
    private static final Duration LATER = Duration.ofSeconds(90);

    private static final GreenMail MAILBOXES = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private static KafkaProducer<String, byte[]> triage;

    private final ReferralReference reference = ReferralReference.random(2026, new SecureRandom());
    private final String mailbox = "team-" + UUID.randomUUID() + "@trust.example";
    private final Milestones told = Milestones.of(reference, Milestones.diabetesTeam(mailbox));
    private final List<FaultyMailServer> faultyServers = new ArrayList<>();

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private JavaMailSenderImpl mailServer;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Told published;

    @BeforeAll
    static void startServers(Servers servers) {
        MAILBOXES.start();
        triage = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stopServers() {
        triage.close();
        MAILBOXES.stop();
    }

    @BeforeEach
    void theMailServerIsWell() {
        useMailServerAt(MAILBOXES.getSmtp().getPort());
    }

    @AfterEach
    void stopFaultyServers() {
        theMailServerIsWell();
        faultyServers.forEach(FaultyMailServer::close);
    }

    @Test
    void aMilestoneBecomesOneEmailWithBothPartsToTheTrustsMailbox() throws Exception {
        var eventId = publish(told.received());

        var email = onlyEmail();
        assertThat(email.getSubject()).isEqualTo("For information: referral received (" + reference + ")");
        assertThat(email.getHeader("Message-ID")).containsExactly("<" + eventId + "@nsirs.example>");
        assertThat(email.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(email.getFrom()[0])
                .hasToString("National Severe Insulin Resistance Service <no-reply@nsirs.example>");
        assertThat(email.getReplyTo()[0]).hasToString("referrals@nsirs.example");
        assertThat(email.getRecipients(Message.RecipientType.TO)).hasSize(1);
        assertThat(email.getAllRecipients()[0]).hasToString(mailbox);
        var parts = (MimeMultipart) email.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("Dear Dr A Example");

        await().atMost(SOON).untilAsserted(() -> assertThat(sentEvent(eventId)).hasValueSatisfying(sent -> {
            assertThat(sent.milestone()).isEqualTo("ReferralReceived");
            assertThat(sent.attempts()).isEqualTo(1);
            assertThat(sent.uncertain()).isFalse();
        }));
        var delivery = onlyDelivery();
        assertThat(delivery.get("eventId").asText()).isEqualTo(eventId.toString());
        assertThat(delivery.get("state").asText()).isEqualTo("SENT");
        assertThat(delivery.get("to").asText()).isEqualTo(mailbox);
        assertThat(delivery.get("messageId").asText()).isEqualTo("<" + eventId + "@nsirs.example>");
        assertThat(delivery.get("attempts").asInt()).isEqualTo(1);
        assertThat(delivery.get("uncertain").asBoolean()).isFalse();
        assertThat(delivery.get("sentAt").isNull()).isFalse();
    }

    @Test
    void aDuplicatedRecordMakesNoSecondEmail() {
        var eventId = publish(told.received());
        publish(eventId, told.received());
        publish(eventId, told.received());
        publish(told.accepted());

        // The last one of the same key arrives after the duplicates.
        awaitStates("SENT", "SENT");
        assertThat(subjects())
                .satisfiesExactly(first -> assertThat(first).contains("referral received"), second -> assertThat(second)
                        .contains("referral accepted"));
    }

    @Test
    void everyMilestoneOfThePathwayBecomesOneEmailHoweverOftenItIsHeard() {
        var milestones = List.copyOf(told.afterAcceptance().values());
        var ids = milestones.stream().map(this::publish).toList();
        for (int i = 0; i < ids.size(); i++) {
            publish(ids.get(i), milestones.get(i));
        }
        publish(told.accepted());

        // The last one of the same key arrives after the duplicates.
        awaitStatesOfMany(Collections.nCopies(ids.size() + 1, "SENT"));
        assertThat(emails().stream().limit(ids.size()).map(EmailsToTrustsTest::messageIdOf))
                .containsExactlyElementsOf(
                        ids.stream().map(id -> "<" + id + "@nsirs.example>").toList());
        assertThat(emails()).hasSize(ids.size() + 1);
        assertThat(deliveries()).allSatisfy(delivery -> {
            assertThat(delivery.get("attempts").asInt()).isEqualTo(1);
            assertThat(delivery.get("to").asText()).isEqualTo(mailbox);
        });
        await().atMost(SOON).untilAsserted(() -> assertThat(ids)
                .allSatisfy(id -> assertThat(sentEvent(id)).isPresent()));
    }

    @Test
    void emailsOfOneReferralGoInOrder() {
        var away = faultyServer(Behaviour.TRY_LATER);
        publish(told.received());
        publish(told.informationRequested());
        publish(told.reminder(1));
        publish(told.accepted());
        awaitStates("PENDING", "PENDING", "PENDING", "PENDING");
        await().atMost(SOON).until(() -> deliveries().get(0).get("attempts").asInt() > 1);
        assertThat(deliveries().get(1).get("attempts").asInt()).isZero();

        away.nowOn(Behaviour.TAKE);

        awaitStates("SENT", "SENT", "SENT", "SENT");
        assertThat(away.messages().stream().map(EmailsToTrustsTest::subjectOf))
                .containsExactly(
                        "For information: referral received",
                        "Action needed: information needed for a referral",
                        "Action needed: reminder 1, information needed for a referral",
                        "For information: referral accepted");
    }

    @Test
    void aMailServerThatIsAwayDelaysTheEmailAndLosesNothing() throws Exception {
        var nobody = faultyServer(Behaviour.TAKE);
        nobody.close();
        var eventId = publish(told.received());
        await().atMost(SOON)
                .until(() -> deliveries().size() == 1
                        && deliveries().get(0).get("attempts").asInt() >= 3);
        assertThat(onlyDelivery().get("cause").asText()).isEqualTo("The mail server could not be reached.");

        theMailServerIsWell();

        assertThat(onlyEmail().getHeader("Message-ID")).containsExactly("<" + eventId + "@nsirs.example>");
        await().atMost(SOON).until(() -> sentEvent(eventId).isPresent());
        assertThat(onlyDelivery().get("uncertain").asBoolean()).isFalse();
    }

    @Test
    void aMailboxThatIsRefusedIsUndeliverableAndHoldsUpNothing() {
        var refusing = faultyServer(Behaviour.REFUSE_MAILBOX);
        var eventId = publish(told.received());

        awaitStates("UNDELIVERABLE");
        assertThat(onlyDelivery().get("cause").asText()).isEqualTo("The mail server refused the mailbox.");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(undeliverableEvent(eventId)).hasValueSatisfying(undeliverable -> {
                    assertThat(undeliverable.smtpCode()).isEqualTo(550);
                    assertThat(undeliverable.milestone()).isEqualTo("ReferralReceived");
                    assertThat(undeliverable.cause()).doesNotContain("secret", "5.1.1");
                }));

        refusing.nowOn(Behaviour.TAKE);
        publish(told.accepted());
        awaitStates("UNDELIVERABLE", "SENT");
    }

    @Test
    void aMessageThatIsRefusedIsUndeliverable() {
        faultyServer(Behaviour.REFUSE_MESSAGE);
        var eventId = publish(told.received());

        awaitStates("UNDELIVERABLE");
        await().atMost(SOON).until(() -> undeliverableEvent(eventId)
                .filter(event -> event.smtpCode() == 554)
                .isPresent());
    }

    @Test
    void whereTheServiceItselfIsRefusedAsSenderTheEmailWaits() {
        var server = faultyServer(Behaviour.REFUSE_SENDER);
        publish(told.received());
        await().atMost(SOON)
                .until(() -> deliveries().size() == 1
                        && deliveries().get(0).get("attempts").asInt() >= 2);
        assertThat(onlyDelivery().get("cause").asText()).contains("refused the service as sender (550)");

        server.nowOn(Behaviour.TAKE);

        awaitStates("SENT");
    }

    @Test
    void anEmailWhoseAnswerWasLostIsSentAgainWithTheSameMessageIdAndShownAsUncertain() {
        var server = faultyServer(Behaviour.HANG_UP_AFTER_THE_FINAL_DOT);
        var eventId = publish(told.received());
        await().atMost(SOON).until(() -> !server.messages().isEmpty());
        server.nowOn(Behaviour.TAKE);

        awaitStates("SENT");
        assertThat(server.messages()).hasSizeGreaterThan(1).allSatisfy(message -> assertThat(message)
                .contains("Message-ID: <" + eventId + "@nsirs.example>"));
        assertThat(onlyDelivery().get("uncertain").asBoolean()).isTrue();
        assertThat(onlyDelivery().get("attempts").asInt())
                .isEqualTo(server.messages().size());
        await().atMost(SOON)
                .until(() -> sentEvent(eventId).filter(EmailSent::uncertain).isPresent());
    }

    @Test
    void aConnectionThatBreaksBeforeTheMessageIsNotUncertain() {
        var server = faultyServer(Behaviour.HANG_UP_BEFORE_THE_MESSAGE);
        publish(told.received());
        await().atMost(SOON)
                .until(() -> deliveries().size() == 1
                        && deliveries().get(0).get("attempts").asInt() >= 2);
        server.nowOn(Behaviour.TAKE);

        awaitStates("SENT");
        assertThat(onlyDelivery().get("uncertain").asBoolean()).isFalse();
    }

    @Test
    void aClaimThatAKilledProcessLeftBehindIsTakenUpAsUncertain() {
        var eventId = leftBehindByAKilledProcess(Instant.now().minusSeconds(1));

        awaitStates("SENT");
        assertThat(onlyDelivery().get("uncertain").asBoolean()).isTrue();
        assertThat(onlyDelivery().get("attempts").asInt()).isEqualTo(2);
        await().atMost(SOON).until(() -> sentEvent(eventId)
                .filter(sent -> sent.uncertain() && sent.attempts() == 2)
                .isPresent());
    }

    @Test
    void aClaimThatStillHoldsIsLeftAlone() {
        leftBehindByAKilledProcess(Instant.now().plusSeconds(600));

        await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> states().equals(List.of("SENDING")));
    }

    @Test
    void aDeathCancelsWhatIsUnsentAndOnlyItsOwnMessageGoesOut() {
        var away = faultyServer(Behaviour.TRY_LATER);
        publish(told.received());
        publish(told.informationRequested());
        awaitStates("PENDING", "PENDING");

        publish(told.died());
        await().atMost(SOON).until(() -> deliveries().size() == 3);
        away.nowOn(Behaviour.TAKE);

        awaitStates("CANCELLED", "CANCELLED", "SENT");
        publish(told.reminder(1));
        awaitStates("CANCELLED", "CANCELLED", "SENT", "SUPPRESSED");
        assertThat(away.messages().stream().map(EmailsToTrustsTest::subjectOf))
                .containsExactly("For information: referral closed");
    }

    @ParameterizedTest
    @EnumSource(Closing.class)
    void afterItsClosingNoMilestoneOfThePathwayIsSent(Closing closing) {
        var milestones = List.copyOf(told.afterAcceptance().values());
        publish(closing.of(told));

        milestones.forEach(this::publish);

        awaitStatesOfMany(Stream.concat(Stream.of("SENT"), milestones.stream().map(each -> "SUPPRESSED"))
                .toList());
        assertThat(subjects()).containsExactly("For information: referral closed (" + reference + ")");
        assertThat(deliveries().stream().skip(1).map(delivery -> delivery.get("attempts")
                        .asInt()))
                .containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(Closing.class)
    void aClosingCancelsEveryMilestoneOfThePathwayThatIsUnsent(Closing closing) {
        var away = faultyServer(Behaviour.TRY_LATER);
        var milestones = List.copyOf(told.afterAcceptance().values());
        milestones.forEach(this::publish);
        await().atMost(LATER).until(() -> deliveries().size() == milestones.size());

        publish(closing.of(told));
        await().atMost(LATER).until(() -> deliveries().size() == milestones.size() + 1);
        away.nowOn(Behaviour.TAKE);

        awaitStatesOfMany(Stream.concat(milestones.stream().map(each -> "CANCELLED"), Stream.of("SENT"))
                .toList());
        assertThat(away.messages().stream().map(EmailsToTrustsTest::subjectOf))
                .containsExactly("For information: referral closed");
    }

    /** How a referral ends so that nothing more may be said of it (H10, H13). */
    private enum Closing {
        DEATH,
        WITHDRAWAL;

        Milestone of(Milestones told) {
            return this == DEATH ? told.died() : told.withdrawn();
        }
    }

    @Test
    void afterARestoredReferralEmailsFlowAgain() {
        publish(told.accepted());
        publish(told.withdrawn());
        publish(told.informationRequested());
        awaitStates("SENT", "SENT", "SUPPRESSED");

        publish(told.restored());
        publish(told.informationRequested());

        awaitStates("SENT", "SENT", "SUPPRESSED", "SENT", "SENT");
    }

    @Test
    void anUndeliverableEmailIsSentAgainToTheCorrectedMailbox() {
        var refusing = faultyServer(Behaviour.REFUSE_MAILBOX);
        var eventId = publish(told.received());
        awaitStates("UNDELIVERABLE");
        refusing.nowOn(Behaviour.TAKE);

        publish(resendTo("corrected@trust.example", eventId));

        awaitStates("UNDELIVERABLE", "SENT");
        assertThat(deliveries().get(1).get("to").asText()).isEqualTo("corrected@trust.example");
        assertThat(deliveries().get(1).get("eventId").asText()).isEqualTo(eventId.toString());
        assertThat(refusing.messages())
                .singleElement()
                .asString()
                .contains("To: corrected@trust.example", "Message-ID: <" + eventId + "@nsirs.example>");
    }

    @Test
    void anUndeliverableEmailIsSentAgainToTheSameMailboxWhenItIsThereAgain() {
        var refusing = faultyServer(Behaviour.REFUSE_MAILBOX);
        var eventId = publish(told.received());
        awaitStates("UNDELIVERABLE");
        refusing.nowOn(Behaviour.TAKE);

        publish(resendTo(mailbox, eventId));

        awaitStates("SENT");
        assertThat(onlyDelivery().get("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void nothingIsSentAgainAboutAPatientWhoDied() {
        var refusing = faultyServer(Behaviour.REFUSE_MAILBOX);
        var eventId = publish(told.received());
        awaitStates("UNDELIVERABLE");
        refusing.nowOn(Behaviour.TAKE);
        publish(told.died());
        awaitStates("UNDELIVERABLE", "SENT");

        publish(resendTo("corrected@trust.example", eventId));

        awaitStates("UNDELIVERABLE", "SENT", "SUPPRESSED");
        assertThat(refusing.messages()).hasSize(1);
    }

    @Test
    void theLogIsForStaffAndMonitoringOnly() {
        assertThat(log("administrator", reference.value()).getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(log("monitoring", reference.value()).getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(log("lab", reference.value()).getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
        var nobody = http.getForEntity("/api/deliveries?reference=" + reference, JsonNode.class);
        assertThat(nobody.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(nobody.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
    }

    @Test
    void whatIsNoReferenceIsAProblemThatRepeatsNothing() {
        for (var malformed : List.of("NSIRS-2026-7K3QXX", "9990000018", "<script>", "x".repeat(2000))) {
            var answer = log("administrator", malformed);
            assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
            assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(answer.getBody().toString()).doesNotContain(malformed);
        }
        assertThat(as("administrator")
                        .getForEntity("/api/deliveries", JsonNode.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.BAD_REQUEST);
    }

    @Test
    void healthIsOpenWithoutDetailsAndMetricsAreForMonitoring() {
        var health = http.getForEntity("/actuator/health", JsonNode.class);
        assertThat(health.getStatusCode()).isEqualTo(HttpStatus.OK);
        assertThat(health.getBody().has("components")).isFalse();
        assertThat(http.getForEntity("/actuator/health/readiness", String.class).getStatusCode())
                .isEqualTo(HttpStatus.OK);

        assertThat(http.getForEntity("/actuator/prometheus", String.class).getStatusCode())
                .isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(as("administrator")
                        .getForEntity("/actuator/prometheus", String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
        assertThat(as("monitoring")
                        .getForEntity("/actuator/prometheus", String.class)
                        .getBody())
                .contains(
                        "nsirs_deliveries_waiting ",
                        "nsirs_deliveries_waiting_age_seconds",
                        "nsirs_deliveries_attempts_total{outcome=\"undeliverable\"");
        assertThat(as("monitoring").getForEntity("/actuator/env", String.class).getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(as("administrator").getForEntity("/anything", String.class).getStatusCode())
                .isEqualTo(HttpStatus.FORBIDDEN);
    }

    @Test
    void theApiDescribesItself() {
        assertThat(as("administrator")
                        .getForEntity("/v3/api-docs", String.class)
                        .getBody())
                .contains("/api/deliveries");
    }

    private UUID publish(DomainEvent event) {
        var id = UUID.randomUUID();
        publish(id, event);
        return id;
    }

    private void publish(UUID id, DomainEvent event) {
        var topic = event instanceof Milestone ? Topics.PATHWAY : Topics.COMMANDS;
        var record = KafkaMessageFactory.<String>createWriter(
                        topic, event.reference().value())
                .writeBinary(EventCodec.write(id, "/nsirs/triage-engine", Instant.now(), event));
        triage.send(record);
        triage.flush();
    }

    private EmailResendRequested resendTo(String corrected, UUID eventId) {
        return new EmailResendRequested(reference, eventId, Instant.now(), EmailAddress.of(corrected));
    }

    private UUID leftBehindByAKilledProcess(Instant until) {
        var eventId = UUID.randomUUID();
        database.sql("insert into correspondence (reference) values (?)")
                .param(reference.value())
                .update();
        database.sql(
                        """
                        insert into delivery (event_id, recipient, reference, milestone, subject, body_text, body_html,
                            created_at, state, state_since, attempts, due_at, claim)
                        values (?, ?, ?, 'ReferralReceived', 'For information: referral received', 'text', 'html',
                            now(), 'SENDING', now(), 1, ?, gen_random_uuid())
                        """)
                .params(eventId, mailbox, reference.value(), until.atOffset(java.time.ZoneOffset.UTC))
                .update();
        return eventId;
    }

    private FaultyMailServer faultyServer(Behaviour behaviour) {
        var server = new FaultyMailServer(behaviour);
        faultyServers.add(server);
        useMailServerAt(server.port());
        return server;
    }

    private void useMailServerAt(int port) {
        mailServer.setHost("127.0.0.1");
        mailServer.setPort(port);
    }

    private void awaitStates(String... states) {
        await().atMost(SOON).untilAsserted(() -> assertThat(states()).containsExactly(states));
    }

    private void awaitStatesOfMany(List<String> states) {
        await().atMost(LATER).untilAsserted(() -> assertThat(states()).containsExactlyElementsOf(states));
    }

    private List<String> states() {
        return deliveries().stream()
                .map(delivery -> delivery.get("state").asText())
                .toList();
    }

    private JsonNode onlyDelivery() {
        assertThat(deliveries()).hasSize(1);
        return deliveries().get(0);
    }

    private List<JsonNode> deliveries() {
        var list = new ArrayList<JsonNode>();
        log("administrator", reference.value()).getBody().forEach(list::add);
        return list;
    }

    private ResponseEntity<JsonNode> log(String account, String of) {
        return as(account).getForEntity("/api/deliveries?reference={reference}", JsonNode.class, of);
    }

    private TestRestTemplate as(String account) {
        return http.withBasicAuth(account, "quickstart");
    }

    private MimeMessage onlyEmail() {
        await().atMost(SOON).until(() -> !emails().isEmpty());
        assertThat(emails()).hasSize(1);
        return emails().get(0);
    }

    private List<String> subjects() {
        return emails().stream()
                .map(email -> {
                    try {
                        return email.getSubject();
                    } catch (jakarta.mail.MessagingException broken) {
                        throw new IllegalStateException(broken);
                    }
                })
                .toList();
    }

    private List<MimeMessage> emails() {
        return Arrays.stream(MAILBOXES.getReceivedMessages())
                .filter(this::isAboutThisReferral)
                .toList();
    }

    private boolean isAboutThisReferral(MimeMessage email) {
        try {
            return email.getSubject().contains(reference.value());
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String messageIdOf(MimeMessage email) {
        try {
            return email.getMessageID();
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String subjectOf(String message) {
        try {
            var email = new MimeMessage(
                    jakarta.mail.Session.getInstance(new Properties()),
                    new java.io.ByteArrayInputStream(message.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            return email.getSubject().replaceFirst(" \\(.*", "");
        } catch (jakarta.mail.MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Optional<EmailSent> sentEvent(UUID eventId) {
        return published.events.stream()
                .filter(EmailSent.class::isInstance)
                .map(EmailSent.class::cast)
                .filter(sent -> sent.eventId().equals(eventId))
                .findFirst();
    }

    private Optional<EmailUndeliverable> undeliverableEvent(UUID eventId) {
        return published.events.stream()
                .filter(EmailUndeliverable.class::isInstance)
                .map(EmailUndeliverable.class::cast)
                .filter(undeliverable -> undeliverable.eventId().equals(eventId))
                .findFirst();
    }

    /** What triage would hear. */
    @TestConfiguration
    static class Told {

        private final List<DomainEvent> events = new CopyOnWriteArrayList<>();

        @KafkaListener(id = "what-triage-hears", topics = Topics.NOTIFICATIONS, batch = "true")
        void on(List<ConsumerRecord<byte[], byte[]>> records) {
            for (var record : records) {
                events.add(EventCodec.read(KafkaMessageFactory.createReader(record.headers(), record.value())
                        .toEvent()));
            }
        }
    }
}
