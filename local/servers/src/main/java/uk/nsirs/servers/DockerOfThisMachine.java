package uk.nsirs.servers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** Asks the Docker engine that Testcontainers would use. */
final class DockerOfThisMachine implements Branch.Docker {

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final Path DESKTOP_SOCKET =
            Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock");
    private static final int PULL_SECONDS = 120;

    @Override
    public boolean answers() {
        // Testcontainers looks long and loud for an engine; most machines without one show it at a glance.
        boolean hopeless =
                System.getenv("DOCKER_HOST") == null && !Files.exists(SOCKET) && !Files.exists(DESKTOP_SOCKET);
        return !hopeless && DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public boolean has(String image) {
        DockerClient docker = DockerClientFactory.instance().client();
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException notHere) {
            return canPull(docker, image);
        }
    }

    private static boolean canPull(DockerClient docker, String image) {
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
