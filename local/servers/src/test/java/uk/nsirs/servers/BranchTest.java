package uk.nsirs.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BranchTest {

    private static final List<String> IMAGES = List.of("database", "broker");

    @Test
    void embedded_on_request_asks_docker_nothing() {
        assertThat(Branch.choose("embedded", IMAGES, neverAsked()).branch()).isEqualTo(Branch.EMBEDDED);
    }

    @Test
    void containers_on_request_asks_docker_nothing_so_that_a_failure_is_loud() {
        assertThat(Branch.choose("containers", IMAGES, neverAsked()).branch()).isEqualTo(Branch.CONTAINERS);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "auto", "AUTO"})
    void auto_means_containers_where_docker_answers_and_has_the_images(String wish) {
        var choice = Branch.choose(wish, IMAGES, docker(true, Set.of("database", "broker")));

        assertThat(choice.branch()).isEqualTo(Branch.CONTAINERS);
        assertThat(choice.because()).contains("Docker answers");
    }

    @Test
    void auto_means_embedded_where_docker_does_not_answer() {
        var choice = Branch.choose("auto", IMAGES, docker(false, Set.of()));

        assertThat(choice.branch()).isEqualTo(Branch.EMBEDDED);
        assertThat(choice.because()).contains("does not answer");
    }

    @Test
    void auto_means_embedded_where_one_image_cannot_be_had_and_names_it() {
        var choice = Branch.choose("auto", IMAGES, docker(true, Set.of("database")));

        assertThat(choice.branch()).isEqualTo(Branch.EMBEDDED);
        assertThat(choice.because()).contains("image broker");
    }

    @Test
    void a_misspelt_wish_is_refused_with_what_is_allowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Branch.choose("container", IMAGES, neverAsked()))
                .withMessageContaining("auto, embedded or containers");
    }

    private static Branch.Docker docker(boolean answers, Set<String> images) {
        return new Branch.Docker() {
            @Override
            public boolean answers() {
                return answers;
            }

            @Override
            public boolean has(String image) {
                return images.contains(image);
            }
        };
    }

    private static Branch.Docker neverAsked() {
        return new Branch.Docker() {
            @Override
            public boolean answers() {
                throw new AssertionError("Docker was asked");
            }

            @Override
            public boolean has(String image) {
                throw new AssertionError("Docker was asked about " + image);
            }
        };
    }
}
