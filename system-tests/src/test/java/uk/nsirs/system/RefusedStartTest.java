package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where {@code ./run} cannot start, it says why in one line that a person can act on. */
@NeedsRun
class RefusedStartTest {

    private static final String NOT_THERE = "";
    private static final int INTAKE = 8080;

    @TempDir
    private Path home;

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void aMachineThatLacksSomethingIsToldWhat(String machine, Map<String, String> programs, String reason)
            throws Exception {
        var refusal = run(programs, "--state", home.resolve("state").toString());

        assertThat(refusal).as(machine).hasSize(1);
        assertThat(refusal.get(0)).startsWith("run: " + reason);
    }

    static Stream<Arguments> machines() {
        return Stream.of(
                Arguments.of("no JDK", Map.of("java", NOT_THERE), "A JDK 17 or later is needed, and there is no java"),
                Arguments.of(
                        "an old JDK",
                        Map.of("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2"),
                        "A JDK 17 or later is needed; this is 11."),
                Arguments.of("no Maven", Map.of("mvn", NOT_THERE), "Maven 3.8 or later is needed, and there is no mvn"),
                Arguments.of(
                        "an old Maven",
                        Map.of("mvn", "echo 'Apache Maven 3.6.3'"),
                        "Maven 3.8 or later is needed; this is 3.6."),
                Arguments.of(
                        "a Maven that does not find its JDK",
                        Map.of("mvn", "echo 'JAVA_HOME is not defined correctly' >&2; exit 1"),
                        "Maven 3.8 or later is needed, and mvn does not work: JAVA_HOME is not defined correctly"),
                Arguments.of("no Node", Map.of("node", NOT_THERE), "Node 20 or later is needed, and there is no node"),
                Arguments.of("an old Node", Map.of("node", "echo v18.19.0"), "Node 20 or later is needed; this is 18."),
                Arguments.of(
                        "another platform",
                        Map.of("uname", "test \"$1\" = -s && echo Darwin || echo arm64"),
                        "The quickstart runs on Linux (x86_64, aarch64); this is Darwin arm64."));
    }

    @Test
    void aPortInUseIsNamedWithWhoWantsIt() throws Exception {
        try (var rival = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int offset = rival.getLocalPort() - INTAKE;

            var said = run(
                    Map.of(),
                    "--no-build",
                    "--port-offset",
                    Integer.toString(offset),
                    "--state",
                    home.resolve("state").toString());

            assertThat(said).hasSize(2);
            assertThat(said.get(1))
                    .startsWith(
                            "run: Port " + rival.getLocalPort() + " (referral-intake) is in use by another program.");
        }
    }

    @Test
    void aStateThatCannotBeWrittenIsNamed() throws Exception {
        var file = Files.createFile(home.resolve("file"));

        var refusal = run(Map.of(), "--no-build", "--state", file.toString());

        assertThat(refusal).hasSize(1);
        assertThat(refusal.get(0)).startsWith("run: Cannot write to " + file);
    }

    /** What {@code ./run} says before it ends, which it does with an exit code other than 0. */
    private List<String> run(Map<String, String> programs, String... options) throws Exception {
        var command = new ArrayList<>(List.of(Path.of("..", "run").toString()));
        command.addAll(List.of(options));
        var output = home.resolve("output");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().put("PATH", pathWith(programs));
        var process = builder.start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroy();
        }
        assertThat(process.exitValue()).isNotZero();
        return Files.readAllLines(output);
    }

    /** This machine's programs, but for those that are replaced or, given nothing, missing. */
    private String pathWith(Map<String, String> programs) throws IOException {
        var directory = Files.createDirectory(home.resolve("bin"));
        for (var program : programs.entrySet()) {
            if (!program.getValue().equals(NOT_THERE)) {
                var file = Files.writeString(
                        directory.resolve(program.getKey()), "#!/bin/sh\n" + program.getValue() + "\n");
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        for (var each : System.getenv("PATH").split(File.pathSeparator)) {
            var found = Path.of(each).toFile().listFiles(File::canExecute);
            for (var program : found == null ? new File[0] : found) {
                var link = directory.resolve(program.getName());
                if (!programs.containsKey(program.getName()) && Files.notExists(link)) {
                    Files.createSymbolicLink(link, program.toPath());
                }
            }
        }
        return directory.toString();
    }
}
