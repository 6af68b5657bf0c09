package uk.nsirs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void state_lives_in_dot_local_unless_somebody_says_otherwise() {
        assertThat(Options.parse("--repository", "/tree").state()).isEqualTo(Path.of("/tree/.local"));
        assertThat(Options.parse("--repository", "/tree", "--state", "/elsewhere")
                        .state())
                .isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void every_port_moves_by_the_same_number_and_none_is_shared() {
        PortPlan ports = Options.parse("--port-offset", "100").ports();

        assertThat(ports.intake()).isEqualTo(8180);
        assertThat(ports.kafkaController()).isEqualTo(8187);
        assertThat(ports.owners()).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "57449", "many", ""})
    void an_offset_that_leads_to_no_port_is_refused_in_one_line(String offset) {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Options.parse("--port-offset", offset))
                .withMessage("--port-offset must be a number from 0 to 57448.");
    }

    @Test
    void an_unknown_option_is_named() {
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> Options.parse("--dmeo"))
                .withMessageContaining("--dmeo");
    }
}
