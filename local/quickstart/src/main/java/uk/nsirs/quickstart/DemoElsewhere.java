package uk.nsirs.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The program behind {@code docker/demo}: fills a system that runs already with the synthetic cohort, as
 * {@code ./run --demo} does with its own.
 */
public final class DemoElsewhere {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private DemoElsewhere() {}

    /**
     * @param arguments intake's address; triage's; a file with a line of name and password for each account, as
     *     {@code docker/make-env} prints them; a directory where it remembers whom it submitted
     */
    public static void main(String... arguments) {
        if (arguments.length != 4) {
            System.err.println(
                    "Needed: intake's address, triage's address, the passwords' file, a directory to remember in");
            System.exit(MISUSED);
        }
        try {
            var passwords = passwords(Path.of(arguments[2]));
            new Demo(
                            new Caller("referral-intake", arguments[0], passwords::get),
                            new Caller("triage-engine", arguments[1], passwords::get),
                            new Memory(Path.of(arguments[3]).resolve("references.properties")),
                            System.out::println)
                    .run();
        } catch (IOException unreadable) {
            System.err.println("The passwords cannot be read: " + unreadable.getMessage());
            System.exit(FAILED);
        } catch (CannotStart failure) {
            System.err.println("The demo ends here: " + failure.getMessage());
            System.exit(FAILED);
        }
    }

    private static Map<String, String> passwords(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length == 2)
                    .collect(Collectors.toUnmodifiableMap(words -> words[0], words -> words[1]));
        }
    }
}
