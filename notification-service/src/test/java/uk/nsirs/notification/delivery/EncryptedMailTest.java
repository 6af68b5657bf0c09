package uk.nsirs.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.notification.delivery.EncryptingMailServer.Encrypts;
import uk.nsirs.notification.delivery.Mailer.Outcome;
import uk.nsirs.notification.delivery.Mailer.Outcome.Accepted;
import uk.nsirs.notification.delivery.Mailer.Outcome.Postponed;
import uk.nsirs.notification.message.Email;
import uk.nsirs.servers.Certificate;

/** E-mail by TLS, by configuration only, as docs/operating.md says: STARTTLS or SMTPS; an impostor gets nothing. */
class EncryptedMailTest {

    private static final String[] STARTTLS = {"spring.mail.properties.mail.smtp.starttls.required=true"};
    private static final String[] SMTPS = {"spring.mail.ssl.enabled=true"};

    @TempDir
    private static Path home;

    private static Certificate ours;
    private static Certificate impostors;

    @BeforeAll
    static void makeCertificates() {
        ours = Certificate.of(home.resolve("ours"), "localhost");
        impostors = Certificate.of(home.resolve("impostors"), "localhost");
    }

    @Test
    void anEmailGoesByStarttlsToTheServerWhoseCertificateIsTrusted() {
        try (var server = new EncryptingMailServer(Encrypts.WHEN_ASKED, ours)) {
            assertThat(send(server, "localhost", ours, STARTTLS)).isInstanceOf(Accepted.class);

            assertThat(server.encrypted()).singleElement().asString().contains("What happens next");
            assertThat(server.readable()).isEmpty();
        }
    }

    @Test
    void anEmailGoesBySmtpsToTheServerWhoseCertificateIsTrusted() {
        try (var server = new EncryptingMailServer(Encrypts.FROM_THE_FIRST_BYTE, ours)) {
            assertThat(send(server, "localhost", ours, SMTPS)).isInstanceOf(Accepted.class);

            assertThat(server.encrypted()).hasSize(1);
        }
    }

    @Test
    void aServerWithAnotherCertificateIsTriedAgainLaterAndGivenNothing() {
        try (var server = new EncryptingMailServer(Encrypts.WHEN_ASKED, impostors)) {
            assertThat(send(server, "localhost", ours, STARTTLS)).isInstanceOf(Postponed.class);
            assertNothingCameTo(server);
        }
        try (var server = new EncryptingMailServer(Encrypts.FROM_THE_FIRST_BYTE, impostors)) {
            assertThat(send(server, "localhost", ours, SMTPS)).isInstanceOf(Postponed.class);
            assertNothingCameTo(server);
        }
    }

    @Test
    void aServerUnderAnotherNameThanItsCertificatesIsGivenNothing() {
        try (var server = new EncryptingMailServer(Encrypts.WHEN_ASKED, ours)) {
            assertThat(send(server, "127.0.0.1", ours, STARTTLS)).isInstanceOf(Postponed.class);
            assertNothingCameTo(server);
        }
        try (var server = new EncryptingMailServer(Encrypts.FROM_THE_FIRST_BYTE, ours)) {
            assertThat(send(server, "127.0.0.1", ours, SMTPS)).isInstanceOf(Postponed.class);
            assertNothingCameTo(server);
        }
    }

    @Test
    void aServerThatDoesNotEncryptIsGivenNothingWhereEncryptionIsRequired() {
        try (var server = new EncryptingMailServer(Encrypts.NEVER, ours)) {
            assertThat(send(server, "localhost", ours, STARTTLS)).isInstanceOf(Postponed.class);
            assertNothingCameTo(server);
        }
    }

    private static void assertNothingCameTo(EncryptingMailServer server) {
        assertThat(server.encrypted()).isEmpty();
        assertThat(server.readable()).isEmpty();
    }

    /** With the service's own application.yaml and these settings. */
    private static Outcome send(EncryptingMailServer server, String host, Certificate root, String... settings) {
        var outcome = new AtomicReference<Outcome>();
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, MailSenderAutoConfiguration.class))
                .withPropertyValues(
                        "spring.mail.host=" + host,
                        "spring.mail.port=" + server.port(),
                        "spring.ssl.bundle.pem.mail.truststore.certificate=file:" + root.pem(),
                        "spring.mail.ssl.bundle=mail",
                        "spring.mail.ssl.enabled=false")
                .withPropertyValues(settings)
                .run(context -> {
                    var properties = properties();
                    outcome.set(new SmtpMailer(
                                    context.getBean(JavaMailSenderImpl.class),
                                    properties,
                                    new MessageIds(properties),
                                    Clock.systemUTC())
                            .send(anEmail()));
                });
        return outcome.get();
    }

    private static Delivery anEmail() {
        return new Delivery(
                1,
                UUID.randomUUID(),
                EmailAddress.of("diabetes.referrals@trust.example"),
                ReferralReference.random(2026, ThreadLocalRandom.current()),
                "ReferralReceived",
                new Email("For information: your referral", "What happens next\n", "<p>What happens next</p>"),
                Instant.now(),
                new DeliveryState.Pending(Instant.now(), Optional.empty()),
                0,
                false);
    }

    private static MailProperties properties() {
        return new MailProperties(
                "no-reply@nsirs.example",
                null,
                "Service",
                null,
                List.of(),
                2,
                Duration.ofMillis(50),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60));
    }
}
