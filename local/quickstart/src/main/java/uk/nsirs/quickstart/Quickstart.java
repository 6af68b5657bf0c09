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
import java.util.Locale;
import org.slf4j.LoggerFactory;
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
        // Once, here: started from several threads at a time, it complains on the console.
        LoggerFactory.getILoggerFactory();

        // A sender that is killed in the middle of a mail ends a thread of the mail server, nothing more.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> note(ownLog, failure));
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
                demonstrate(stack, options);
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

    /** A demo that fails is no reason to take the system away from whoever wants to see why. */
    private void demonstrate(Stack stack, Options options) {
        Path memory = options.state().resolve("demo").resolve("references.properties");
        try {
            new Demo(
                            new Caller("referral-intake", stack.intake().url(), account -> Accounts.PASSWORD),
                            new Caller("triage-engine", stack.triage().url(), account -> Accounts.PASSWORD),
                            new Memory(memory),
                            out::println)
                    .run();
        } catch (CannotStart failure) {
            out.println("  The demo ends here: " + oneLine(failure.getMessage()));
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
        String intake = "http://127.0.0.1:" + ports.intake();
        String triage = "http://127.0.0.1:" + ports.triage();
        String notification = "http://127.0.0.1:" + ports.notification();
        String inbox = "http://127.0.0.1:" + ports.inbox();
        StringBuilder table = new StringBuilder(System.lineSeparator());
        row(table, "What", "Where", "Who (password: " + Accounts.PASSWORD + ")");
        row(table, "-".repeat(24), "-".repeat(48), "-".repeat(32));
        row(table, "Submit and follow", intake + "/api/referrals", "rjz-referrer, rgt-referrer");
        row(table, "Write down a call", intake + "/contacts", "administrator");
        row(table, "Tasklist: decide", triage + "/camunda/app/tasklist/", "clinician, administrator");
        row(table, "Cockpit: watch", triage + "/camunda/app/cockpit/", "administrator");
        row(table, "Delivery log", notification + "/api/deliveries?reference=…", "administrator");
        row(table, "Inbox of the trusts", inbox, "everybody on this machine");
        row(table, "PostgreSQL", "127.0.0.1:" + ports.postgres() + " (intake, triage, notification)", "postgres");
        row(table, "Kafka", "127.0.0.1:" + ports.kafka(), "everybody on this machine");
        row(table, "Logs", options.state().resolve("logs").toString(), "");
        String first = options.demo()
                ? "Follow the patients: curl -u rjz-referrer:" + Accounts.PASSWORD + " " + intake + "/api/referrals"
                : "Fill it with " + Demo.size() + " invented patients: stop this and start it again with ./run --demo";
        return table.append(
                        """

                        Try
                          1. %s
                          2. Sign in to Tasklist as clinician, open "Confirm triage decision" and decide:
                             %s/camunda/app/tasklist/
                          3. Read what the trust is told: %s
                          4. See where each referral stands in Cockpit, as administrator: %s/camunda/app/cockpit/
                        Ctrl-C stops everything; the next ./run finds the data.
                        """
                                .formatted(first, triage, inbox, triage))
                .toString();
    }

    private static void row(StringBuilder table, String what, String where, String who) {
        table.append(String.format(Locale.UK, "%-24s  %-48s  %s", what, where, who)
                        .stripTrailing())
                .append(System.lineSeparator());
    }

    private static String oneLine(String message) {
        return message.lines().findFirst().orElse("no reason given");
    }

    private static void note(Path log, Throwable failure) {
        try (PrintWriter writer = new PrintWriter(Files.newBufferedWriter(
                log, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            failure.printStackTrace(writer);
        } catch (IOException diskFull) {
            return;
        }
    }
}
