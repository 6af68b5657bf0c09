package uk.nsirs.quickstart;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands for a service: reads the configuration it is given and answers health checks, until it is told to fail. */
public final class StubService {

    private StubService() {}

    public static void main(String... arguments) throws IOException {
        Path configuration =
                Path.of(URI.create(arguments[0].substring("--spring.config.additional-location=".length())));
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(configuration)) {
            settings.load(in);
        }
        if (Files.exists(configuration.resolveSibling("fail"))) {
            throw new IllegalStateException("told to fail");
        }
        int port = Integer.parseInt(settings.getProperty("server.port"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/actuator/health", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** A source tree as {@link Stack} expects it, with this class in each service's jar. */
    static Path repositoryIn(Path directory) throws IOException {
        for (String name : new String[] {"referral-intake", "triage-engine", "notification-service"}) {
            Path jar = directory.resolve(Path.of(name, "target", name + "-1.0.0-SNAPSHOT-app.jar"));
            Files.createDirectories(jar.getParent());
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StubService.class.getName());
            String classFile = StubService.class.getName().replace('.', '/') + ".class";
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream archive = new JarOutputStream(out, manifest);
                    InputStream in = StubService.class.getClassLoader().getResourceAsStream(classFile)) {
                archive.putNextEntry(new JarEntry(classFile));
                in.transferTo(archive);
                archive.closeEntry();
            }
        }
        return directory;
    }
}
