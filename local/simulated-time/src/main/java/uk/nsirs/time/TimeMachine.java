package uk.nsirs.time;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAmount;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Moves the engine's clock and ours by the same amount. {@code POST /forward} with an ISO 8601 amount ({@code P28D},
 * {@code PT2H}) as its body; the answer is the time it is then. {@code GET /now} tells the time. On loopback, and the port
 * stands in {@code simulated-time.port} in the working directory; or, in a container, on every address at a port that was
 * chosen before.
 */
final class TimeMachine implements SmartLifecycle {

    private static final Path PORT_FILE = Path.of("simulated-time.port");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimulatedClock clock;
    private final ProcessEngine engine;
    private final JdbcTemplate jdbc;
    private final int chosenPort;
    private HttpServer server;

    /**
     * Offers nothing before it is started.
     *
     * @param chosenPort where it is offered on every address; 0: on loopback, at any port that is free
     */
    TimeMachine(SimulatedClock clock, ProcessEngine engine, JdbcTemplate jdbc, int chosenPort) {
        this.clock = clock;
        this.engine = engine;
        this.jdbc = jdbc;
        this.chosenPort = chosenPort;
    }

    /**
     * Moves time. The job executor rests meanwhile, and no job is locked: a stopped or jumping clock would freeze a lock, or
     * let a job that is held run twice.
     */
    synchronized Instant forward(TemporalAmount amount) throws InterruptedException {
        var executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
        executor.shutdown();
        try {
            awaitNoLockedJob();
            clock.forwardTo(
                    ZonedDateTime.now(clock.withZone(LONDON)).plus(amount).toInstant());
            ClockUtil.reset();
            ClockUtil.offset(clock.ahead().toMillis());
        } finally {
            executor.start();
        }
        return clock.instant();
    }

    private void awaitNoLockedJob() throws InterruptedException {
        var ends = System.nanoTime() + PATIENCE.toNanos();
        while (jdbc.queryForObject("select count(*) from act_ru_job where lock_owner_ is not null", Long.class) > 0) {
            if (System.nanoTime() > ends) {
                throw new IllegalStateException("A job stays locked; time was not moved.");
            }
            Thread.sleep(20);
        }
    }

    @Override
    public synchronized void start() {
        try {
            var address = chosenPort == 0
                    ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)
                    : new InetSocketAddress(chosenPort);
            server = HttpServer.create(address, 0);
            server.createContext(
                    "/now", exchange -> answer(exchange, 200, clock.instant().toString()));
            server.createContext("/forward", this::forward);
            server.start();
            if (chosenPort == 0) {
                Files.writeString(
                        PORT_FILE, Integer.toString(server.getAddress().getPort()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Simulated time cannot be offered", failure);
        }
    }

    private void forward(HttpExchange exchange) throws IOException {
        try {
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).strip();
            answer(exchange, 200, forward(amount(text)).toString());
        } catch (DateTimeParseException | IllegalArgumentException fault) {
            answer(exchange, 400, fault.getMessage());
        } catch (RuntimeException failure) {
            answer(exchange, 500, failure.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            answer(exchange, 503, "Stopping");
        }
    }

    static TemporalAmount amount(String text) {
        return text.contains("T") ? Duration.parse(text) : Period.parse(text);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return server != null;
    }
}
