package uk.nsirs.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import uk.nsirs.servers.embedded.ServerFailed;

/** The program behind {@code ./run}: starts the system, says where everything is, and stops it at Ctrl-C. */
public final class Quickstart {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final PrintStream out;

    private Quickstart(PrintStream out) {
        this.out = out;
    }

    public static void main(String... arguments) {
        System.exit(new Quickstart(System.out).run(arguments));
    }

    private int run(String... arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (CannotStart misuse) {
            out.println("run: " + misuse.getMessage());
            return MISUSED;
        }
        // Before the first library asks for a logger.
        Path ownLog = options.state().resolve("logs").resolve("quickstart.log");
        System.setProperty("org.slf4j.simpleLogger.logFile", ownLog.toString());
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");

        Stack stack = null;
        try {
            Files.createDirectories(ownLog.getParent());
            stack = new Stack(options.repository(), options.state(), options.ports(), out::println);
            Watch watch = new Watch(stack, out::println);
            if (options.reset()) {
                stack.reset();
                Files.createDirectories(ownLog.getParent());
                out.println("  Removed what earlier runs kept in " + options.state());
            }
            stopAtTheEnd(stack);
            Instant begin = Instant.now();
            out.println("Starting the system (data and logs: " + options.state() + ")");
            stack.start();
            out.println("  Everything is ready after "
                    + Duration.between(begin, Instant.now()).toSeconds() + " s");
            if (options.demo()) {
                Path memory = options.state().resolve("demo").resolve("references.properties");
                new Demo(stack.intake().url(), memory, out::println).submit();
            }
            out.print(table(options));
            out.flush();
            watch.run();
            return 0;
        } catch (CannotStart | ServerFailed refusal) {
            note(ownLog, refusal);
            return refuse(stack, oneLine(refusal.getMessage()));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return 0;
        } catch (IOException | RuntimeException unexpected) {
            note(ownLog, unexpected);
            return refuse(stack, oneLine(String.valueOf(unexpected.getMessage())) + " (details: " + ownLog + ")");
        }
    }

    private void stopAtTheEnd(Stack stack) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (!stack.isClosed()) {
                                out.println("Stopping everything …");
                                stack.close();
                                out.println("Stopped. The next ./run finds the data.");
                            }
                        },
                        "stop"));
    }

    private int refuse(Stack stack, String reason) {
        if (stack != null) {
            stack.close();
        }
        out.println("run: " + reason);
        return FAILED;
    }

    private static String table(Options options) {
        PortPlan ports = options.ports();
        String host = "http://127.0.0.1:";
        return """

                What                     Where                                          Who (password: quickstart)
                -----------------------  ---------------------------------------------  --------------------------
                Submit and follow        %s/api/referrals               rjz-referrer, rgt-referrer
                Tasklist (decide)        %s/camunda/app/tasklist/       clinician
                Cockpit (watch)          %s/camunda/app/cockpit/        administrator
                Cases (search, letters)  %s/cases                       clinician
                Delivery log             %s/api/deliveries?reference=   administrator
                Inbox of the trusts      %s                             nobody asks
                PostgreSQL               127.0.0.1:%d (intake, triage, notification)   postgres / postgres
                Kafka                    127.0.0.1:%d
                Logs                     %s

                Try
                  1. %s
                  2. Sign in to Tasklist as clinician, open "Confirm triage decision", decide.
                  3. Read what the trust is told: %s
                Ctrl-C stops everything; the next ./run finds the data.
                """
                .formatted(
                        host + ports.intake(),
                        host + ports.triage(),
                        host + ports.triage(),
                        host + ports.triage(),
                        host + ports.notification(),
                        host + ports.inbox(),
                        ports.postgres(),
                        ports.kafka(),
                        options.state().resolve("logs"),
                        options.demo()
                                ? "curl -u rjz-referrer:quickstart " + host + ports.intake() + "/api/referrals"
                                : "Submit ten invented patients: stop this and start it with ./run --demo",
                        host + ports.inbox());
    }

    private static String oneLine(String message) {
        return message.lines().findFirst().orElse("no reason given");
    }

    private static void note(Path log, Exception failure) {
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(
                log, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            failure.printStackTrace(writer);
        } catch (IOException diskFull) {
            return;
        }
    }
}
