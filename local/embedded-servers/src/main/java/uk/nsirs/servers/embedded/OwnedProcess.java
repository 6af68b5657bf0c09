package uk.nsirs.servers.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that an earlier or this run started, known by its number and proved to be ours by its command line: a number
 * alone may belong to somebody else by now.
 */
public final class OwnedProcess {

    private static final Duration PATIENCE_AFTER_KILL = Duration.ofSeconds(10);

    private final ProcessHandle handle;

    private OwnedProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /**
     * The living process whose number the first line of a file holds, if its command line contains the given words;
     * empty where there is no such file, no such process, or it is somebody else's.
     */
    public static Optional<OwnedProcess> find(Path pidFile, String... wordsOfItsCommandLine) {
        return number(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> isOurs(handle, wordsOfItsCommandLine))
                .map(OwnedProcess::new);
    }

    /** A process that this JVM started itself. */
    public static OwnedProcess of(Process process) {
        return new OwnedProcess(process.toHandle());
    }

    /** Writes the number of a process where {@link #find} looks for it. */
    public static void remember(Path pidFile, ProcessHandle handle) {
        try {
            Files.createDirectories(pidFile.toAbsolutePath().getParent());
            Files.writeString(pidFile, handle.pid() + "\n");
        } catch (IOException failure) {
            throw new ServerFailed("Cannot write " + pidFile + ": " + failure.getMessage(), failure);
        }
    }

    public long pid() {
        return handle.pid();
    }

    /** Asks it to end (SIGTERM), and after the given patience ends it (SIGKILL). Returns when it is gone. */
    public void stop(Duration patience) {
        handle.destroy();
        endAfter(patience);
    }

    /** Sends a signal by its name ("INT"), and after the given patience ends it (SIGKILL). Returns when it is gone. */
    public void signal(String signal, Duration patience) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noSuchCommand) {
            handle.destroy();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        endAfter(patience);
    }

    /** Ends it at once (SIGKILL), as a crash would. Returns when it is gone. */
    public void kill() {
        handle.destroyForcibly();
        hasEnded(PATIENCE_AFTER_KILL);
    }

    private void endAfter(Duration patience) {
        if (!hasEnded(patience)) {
            kill();
        }
    }

    private boolean hasEnded(Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException unknown) {
            return !handle.isAlive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        }
    }

    private static Optional<Long> number(Path pidFile) {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static boolean isOurs(ProcessHandle handle, String... words) {
        String commandLine = handle.info().commandLine().orElse("");
        for (String word : words) {
            if (!commandLine.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
