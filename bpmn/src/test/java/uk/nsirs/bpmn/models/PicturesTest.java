package uk.nsirs.bpmn.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pictures in docs/pictures show the models as they are now. */
class PicturesTest {

    private static final Path PICTURES = Path.of("../docs/pictures");

    static Stream<Path> processes() {
        return Models.processes().stream();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void a_picture_is_as_new_as_its_model(Path process) {
        var picture = PICTURES.resolve(Models.nameOf(process) + ".svg");

        assertThat(isDrawnFrom(Models.textOf(picture), Models.textOf(process)))
                .as("%s is stale: mvn -pl bpmn -Ppictures generate-resources", picture)
                .isTrue();
    }

    @Test
    void every_picture_has_a_model() throws Exception {
        try (var pictures = Files.list(PICTURES)) {
            assertThat(pictures.filter(file -> file.toString().endsWith(".svg")).map(Models::nameOf))
                    .containsExactlyInAnyOrderElementsOf(
                            processes().map(Models::nameOf).toList());
        }
    }

    @Test
    void a_stale_picture_is_noticed() {
        var model = Models.textOf(Models.processes().get(0));
        var picture =
                Models.textOf(PICTURES.resolve(Models.nameOf(Models.processes().get(0)) + ".svg"));

        assertThat(isDrawnFrom(picture, model.replace("name=", "name= "))).isFalse();
    }

    private static boolean isDrawnFrom(String picture, String model) {
        return picture.contains("<!-- model sha256:" + sha256(model) + " -->");
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
