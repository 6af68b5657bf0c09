package uk.nsirs.bpmn.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page that shows people every process. */
class ProcessesPageTest {

    private static final Path PAGE = Path.of("..", "docs", "processes.md");

    static Stream<String> processes() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/processes"))) {
            return files.map(file -> file.getFileName().toString().replace(".bpmn", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("processes")
    void everyProcessIsShownWithItsPicture(String process) throws IOException {
        assertThat(Files.readString(PAGE)).contains("(`" + process + "`)", "(pictures/" + process + ".svg)");
        assertThat(PAGE.resolveSibling("pictures/" + process + ".svg")).exists();
    }
}
