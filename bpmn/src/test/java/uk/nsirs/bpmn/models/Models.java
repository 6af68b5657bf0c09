package uk.nsirs.bpmn.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that make up the jar. */
final class Models {

    private static final Path RESOURCES = Path.of("src/main/resources");

    private Models() {}

    static List<Path> processes() {
        return files("processes", ".bpmn");
    }

    static List<Path> decisions() {
        return files("decisions", ".dmn");
    }

    static List<Path> forms() {
        return files("forms", ".form");
    }

    static String nameOf(Path file) {
        var name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
