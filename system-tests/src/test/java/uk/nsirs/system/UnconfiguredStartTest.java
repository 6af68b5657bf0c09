package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Outside the quickstart, a service that is not configured says everything it lacks, and ends. */
class UnconfiguredStartTest {

    private static final List<String> EVERY_SERVICE = List.of(
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.datasource.password",
            "spring.kafka.bootstrap-servers",
            "nsirs.access.accounts");

    @TempDir
    private Path home;

    @ParameterizedTest(name = "{0}")
    @MethodSource("services")
    void aStartWithoutWhatIsNeededNamesAllOfItAtOnce(String service, List<String> alsoNeeded) throws Exception {
        var output = home.resolve("output");
        var jar = Path.of("..", service, "target", service + "-1.0.0-SNAPSHOT-app.jar");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toAbsolutePath().toString(),
                        "--server.port=0")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // What another test of this JVM told Spring is nothing that an operator configured.
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_") || name.startsWith("NSIRS_"));
        var process = builder.start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        var said = Files.readAllLines(output);
        assertThat(process.exitValue()).isNotZero();
        assertThat(Stream.concat(EVERY_SERVICE.stream(), alsoNeeded.stream())).allSatisfy(setting -> assertThat(said)
                .filteredOn(line -> line.startsWith(setting + ": "))
                .hasSize(1));
        assertThat(said).filteredOn(line -> line.contains(": missing; ")).hasSize(4 + alsoNeeded.size());
        assertThat(said).noneMatch(line -> line.stripLeading().startsWith("at ") || line.contains("Exception"));
    }

    static Stream<Arguments> services() {
        return Stream.of(
                Arguments.of("referral-intake", List.of()),
                Arguments.of("triage-engine", List.of("nsirs.triage.url", "nsirs.intake.url")),
                Arguments.of(
                        "notification-service", List.of("nsirs.intake.url", "nsirs.mail.from", "spring.mail.host")));
    }
}
