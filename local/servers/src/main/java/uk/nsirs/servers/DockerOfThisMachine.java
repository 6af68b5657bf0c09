package uk.nsirs.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/**
 * Asks the Docker engine that Testcontainers would use, with a client of its own: Testcontainers' would first start its
 * helpers, which fails only after minutes where their images cannot be pulled.
 */
final class DockerOfThisMachine implements Branch.Docker {

    /** What removes the containers of a killed JVM; the version belongs to Testcontainers'. */
    static final String RYUK_IMAGE = "testcontainers/ryuk:0.12.0";

    /** What Testcontainers runs to find its host where it believes to be in a container itself. */
    static final String TINY_IMAGE = "alpine:3.17";

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final Path DESKTOP_SOCKET =
            Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock");
    private static final Path INSIDE_A_CONTAINER = Path.of("/.dockerenv");
    private static final int PULL_SECONDS = 120;

    private DockerClient docker;

    /** The helpers that Testcontainers starts beside what is asked of it, by its documented variables. */
    static List<String> helpers(Map<String, String> environment, boolean insideAContainer) {
        var helpers = new ArrayList<String>();
        if (!Boolean.parseBoolean(environment.get("TESTCONTAINERS_RYUK_DISABLED"))) {
            helpers.add(RYUK_IMAGE);
        }
        if (insideAContainer && !environment.containsKey("TESTCONTAINERS_HOST_OVERRIDE")) {
            helpers.add(TINY_IMAGE);
        }
        return helpers;
    }

    /** {@link #helpers} of this machine. */
    static List<String> helpers() {
        return helpers(System.getenv(), Files.exists(INSIDE_A_CONTAINER));
    }

    @Override
    public boolean answers() {
        // Testcontainers looks long and loud for an engine; most machines without one show it at a glance.
        boolean hopeless =
                System.getenv("DOCKER_HOST") == null && !Files.exists(SOCKET) && !Files.exists(DESKTOP_SOCKET);
        if (hopeless) {
            return false;
        }
        try {
            docker = DockerClientProviderStrategy.getClientForConfig(
                    DockerClientFactory.instance().getTransportConfig());
            docker.pingCmd().exec();
            return true;
        } catch (RuntimeException noEngine) {
            return false;
        }
    }

    @Override
    public boolean has(String image) {
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException notHere) {
            return canPull(image);
        }
    }

    private boolean canPull(String image) {
        try {
            return docker.pullImageCmd(image).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (RuntimeException noRegistry) {
            return false;
        }
    }
}
