package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo's cohort stands where it is meant to stand: each is there to show one thing. */
@ExtendWith(RunningSystem.class)
class CohortTest {

    private static final Path COHORT = Path.of("../local/quickstart/src/main/resources/cohort");

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("patients")
    void aPatientOfTheCohortShowsWhatItIsThereToShow(
            String file, String recommendation, String priority, RunningSystem system) throws IOException {
        var referral = Caller.JSON.readTree(COHORT.resolve(file).toFile());
        var answer = system.triage("clinician")
                .post(
                        "/api/criteria-checks",
                        Map.of(
                                "clinical", referral.get("clinical"),
                                "patient",
                                        Map.of(
                                                "dateOfBirth",
                                                referral.at("/patient/dateOfBirth")
                                                        .asText())));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("recommendation").asText())
                .as(answer.text())
                .isEqualTo(recommendation);
        assertThat(answer.body().path("priority").asText()).as(answer.text()).isEqualTo(priority);
    }

    static Stream<Arguments> patients() throws IOException {
        JsonNode cohort = Caller.JSON.readTree(COHORT.resolve("cohort.json").toFile());
        return Service.list(cohort.isArray() ? cohort : cohort.path("patients")).stream()
                .filter(patient -> patient.hasNonNull("recommendation"))
                .map(patient -> Arguments.of(
                        patient.get("file").asText(),
                        patient.get("recommendation").asText(),
                        patient.get("priority").asText()));
    }
}
