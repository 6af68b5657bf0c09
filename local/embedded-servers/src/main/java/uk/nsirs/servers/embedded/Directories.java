package uk.nsirs.servers.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Directories that the servers keep: what can be made again, and what cannot. */
public final class Directories {

    private Directories() {}

    /**
     * Where unpacked programs are kept between runs: {@code $XDG_CACHE_HOME/nsirs}, else {@code ~/.cache/nsirs}. Anything
     * in it can be made again.
     */
    public static Path cache() {
        String base = System.getenv("XDG_CACHE_HOME");
        Path root = base == null || base.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base);
        return root.resolve("nsirs").toAbsolutePath();
    }

    /** Copies a directory with everything in it. */
    public static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    /** Removes a directory with everything in it; one that is not there is removed already. */
    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot remove " + directory, failure);
        }
    }
}
