package uk.nsirs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack with stand-ins for the three services; PostgreSQL, Kafka and mail are real. */
class StackTest {

    /** Below the ports that this machine gives to clients. */
    private static final PortPlan PORTS = new PortPlan(17_000);

    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    private Path home;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Stack stack;

    @BeforeEach
    void prepare() throws Exception {
        StubService.repositoryIn(home);
        stack = stack();
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void a_second_start_finds_the_data_and_the_mail_of_the_first() throws Exception {
        // given
        stack.start();
        execute("create table kept (id int)");
        send("For information: NSIRS-2026-7K3QX9", "Something happened.");
        assertThat(messages()).hasSize(1);

        // when
        stack.close();
        stack = stack();
        stack.start();

        // then
        execute("insert into kept values (1)");
        JsonNode message = messages().get(0);
        assertThat(message.get("subject").asText()).isEqualTo("For information: NSIRS-2026-7K3QX9");
        assertThat(message.get("to").asText()).isEqualTo("trust@trust-one.example");
        assertThat(message.get("text").asText()).contains("Something happened.");
        assertThat(page("/").body()).contains("For information: NSIRS-2026-7K3QX9");
    }

    @Test
    void a_killed_service_is_brought_back_by_the_watch() throws Exception {
        // given
        stack.start();
        Thread watch = new Thread(
                () -> {
                    try {
                        new Watch(stack, said::add).run();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                "watch");
        watch.start();

        // when: as kill -9 from outside
        long pid = Long.parseLong(
                Files.readString(home.resolve(".local/run/triage-engine.pid")).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        // then
        await().atMost(SOON).until(() -> !said.stream()
                .filter(line -> line.startsWith("triage-engine ended"))
                .toList()
                .isEmpty());
        await().atMost(SOON).until(stack.triage()::isHealthy);
        stack.close();
        watch.join();
        assertThat(stack.triage().isHealthy()).isFalse();
    }

    @Test
    void what_a_killed_run_left_running_is_stopped_first() {
        // given: another stack of the same state, never closed
        stack.start();
        stack.stopInbox();
        // Held by this JVM's lock on its directory; the embedded servers' own test loses one of these.
        stack.postgres().stop();
        Stack next = stack();

        // when
        next.start();

        // then
        assertThat(said)
                .anyMatch(line -> line.contains("an earlier run left running")
                        && line.contains("referral-intake")
                        && line.contains("Kafka"));
        next.close();
    }

    @Test
    void a_service_that_ends_while_it_starts_is_named_with_its_last_words_and_its_log() throws Exception {
        Files.createDirectories(home.resolve(".local/config"));
        Files.createFile(home.resolve(".local/config/fail"));

        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(stack::start)
                .withMessageContaining("ended while it started")
                .withMessageContaining("told to fail")
                .withMessageContaining(".log");
    }

    @Test
    void a_start_that_is_refused_leaves_the_running_system_alone() {
        // given
        stack.start();
        Stack refused = stack();

        // when: the ports are taken, by ourselves
        refused.close();

        // then
        assertThat(stack.triage().isHealthy()).isTrue();
        assertThat(home.resolve(".local/run/quickstart.pid")).exists();
        assertThat(home.resolve(".local/run/triage-engine.pid")).exists();
        assertThat(home.resolve(".local/kafka/broker.pid")).exists();
        stack.close();
        assertThat(home.resolve(".local/kafka/broker.pid")).doesNotExist();
        assertThat(stack.broker().isRunning()).isFalse();
    }

    @Test
    void a_port_in_use_is_one_clear_line() throws Exception {
        try (ServerSocket rival = new ServerSocket(PORTS.triage(), 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(CannotStart.class)
                    .isThrownBy(stack::start)
                    .withMessageContaining("Port " + rival.getLocalPort() + " (triage-engine) is in use");
        }
    }

    @Test
    void a_reset_removes_what_earlier_runs_kept() throws Exception {
        stack.start();
        send("Gone soon", "text");
        stack.close();

        stack = stack();
        stack.reset();
        stack.start();

        assertThat(messages()).isEmpty();
    }

    @Test
    void the_inbox_page_shows_hostile_html_in_a_sandbox_and_answers_this_machine_only() throws Exception {
        stack.start();
        send("<script>alert(1)</script>", "text");

        String list = page("/").body();
        assertThat(list).contains("&lt;script&gt;").doesNotContain("<script>");
        String id = messages().get(0).get("id").asText();
        var view = page("/messages/" + id);
        assertThat(view.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(page("/messages/none").statusCode()).isEqualTo(404);
    }

    private Stack stack() {
        return new Stack(home, home.resolve(".local"), PORTS, said::add);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = stack.postgres().connect("intake");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void send(String subject, String text) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(PORTS.smtp()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("no-reply@nsirs.example"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("trust@trust-one.example"));
        mail.setSubject(subject);
        mail.setText(text);
        Transport.send(mail);
    }

    private JsonNode messages() throws Exception {
        return new ObjectMapper().readTree(page("/api/messages").body());
    }

    private HttpResponse<String> page(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(stack.inboxUrl() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
