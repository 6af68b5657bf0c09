package uk.nsirs.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What the demo has done so far; outlives the run. Several threads write to it. */
final class Memory {

    private final Path file;
    private final Properties known = new Properties();

    Memory(Path file) {
        this.file = file;
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file)) {
                try (var reader = Files.newBufferedReader(file)) {
                    known.load(reader);
                }
            }
        } catch (IOException failure) {
            throw new CannotStart("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
    }

    synchronized Optional<String> find(String name) {
        return Optional.ofNullable(known.getProperty(name));
    }

    synchronized void keep(String name, String value) {
        known.setProperty(name, value);
        try (var writer = Files.newBufferedWriter(file)) {
            known.store(writer, "Which patient of the demo has which reference, and how far each was taken");
        } catch (IOException failure) {
            throw new CannotStart("Cannot write " + file + ": " + failure.getMessage(), failure);
        }
    }
}
