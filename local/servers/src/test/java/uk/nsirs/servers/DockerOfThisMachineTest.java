package uk.nsirs.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

/** Where Testcontainers could not start its helpers, {@code auto} must not choose containers. */
class DockerOfThisMachineTest {

    @Test
    void both_helpers_are_wanted_unless_the_environment_says_otherwise() {
        assertThat(DockerOfThisMachine.helpers(Map.of(), true))
                .containsExactly(DockerOfThisMachine.RYUK_IMAGE, DockerOfThisMachine.TINY_IMAGE);
        assertThat(DockerOfThisMachine.helpers(Map.of(), false)).containsExactly(DockerOfThisMachine.RYUK_IMAGE);
        assertThat(DockerOfThisMachine.helpers(
                        Map.of("TESTCONTAINERS_RYUK_DISABLED", "true", "TESTCONTAINERS_HOST_OVERRIDE", "localhost"),
                        true))
                .isEmpty();
    }

    /** The names stand in Testcontainers' own classes, out of reach: a new version of it may need new ones. */
    @Test
    void the_helpers_are_those_of_this_testcontainers() throws IOException {
        assertThat(constantsOf("/org/testcontainers/utility/RyukContainer.class"))
                .contains(DockerOfThisMachine.RYUK_IMAGE);
        assertThat(constantsOf("/org/testcontainers/DockerClientFactory.class"))
                .contains(DockerOfThisMachine.TINY_IMAGE);
    }

    private static String constantsOf(String type) throws IOException {
        try (var bytes = DockerClientFactory.class.getResourceAsStream(type)) {
            return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
