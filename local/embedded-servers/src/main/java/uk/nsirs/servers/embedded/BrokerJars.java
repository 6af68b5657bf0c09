package uk.nsirs.servers.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The broker's own jars, taken out of the module that carries them and kept where a JVM can read them. */
final class BrokerJars {

    private static final String FOLDER = "kafka-broker";
    private static final String MARKER = FOLDER + "/log4j2.properties";

    private BrokerJars() {}

    /** The directory with all jars and the log configuration; unpacked below the cache the first time. */
    static Path in(Path cache) {
        URL marker = BrokerJars.class.getClassLoader().getResource(MARKER);
        if (marker == null) {
            throw new ServerFailed("The Kafka broker's jars are not on the class path (module kafka-broker).");
        }
        try {
            if (marker.getProtocol().equals("file")) {
                // A build directory: the jars are files already.
                return Path.of(marker.toURI()).getParent();
            }
            return unpacked(
                    URI.create(marker.toString().substring(0, marker.toString().indexOf('!'))), cache);
        } catch (IOException | URISyntaxException failure) {
            throw new ServerFailed("Cannot unpack the Kafka broker below " + cache + ": " + reason(failure), failure);
        }
    }

    private static Path unpacked(URI jarUri, Path cache) throws IOException {
        Path jar = Path.of(URI.create(jarUri.toString().substring("jar:".length())));
        String edition = Long.toString(Files.size(jar), Character.MAX_RADIX) + "-"
                + Long.toString(Files.getLastModifiedTime(jar).toMillis(), Character.MAX_RADIX);
        Path target = cache.resolve(FOLDER + "-" + edition);
        if (Files.isDirectory(target)) {
            return target;
        }
        Files.createDirectories(cache);
        Path draft = Files.createTempDirectory(cache, FOLDER + "-draft");
        try (FileSystem archive = FileSystems.newFileSystem(jar, Map.of());
                var files = Files.list(archive.getPath(FOLDER))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, draft.resolve(file.getFileName().toString()));
            }
        }
        return moveInPlace(draft, target);
    }

    /** Another JVM may unpack at the same time: whoever moves first wins, and both go on with the same files. */
    static Path moveInPlace(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(draft, target);
        } catch (IOException rivalWasFirst) {
            if (!Files.isDirectory(target)) {
                throw rivalWasFirst;
            }
            Directories.delete(draft);
        }
        return target;
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
