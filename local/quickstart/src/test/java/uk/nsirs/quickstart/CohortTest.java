package uk.nsirs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nsirs.events.AllowedMailboxes;
import uk.nsirs.events.Reading;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralReader;

class CohortTest {

    private final ReferralReader reader =
            new ReferralReader(Clock.systemUTC(), AllowedMailboxes.of(List.of(".example")));

    static Stream<String> files() {
        return Stream.concat(Demo.cohort().stream().map(Demo.Patient::file), Stream.of("example.json"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void each_patient_of_the_demo_is_a_referral_without_a_fault(String file) {
        var reading = read(file);

        assertThat(reading).as(file).isInstanceOf(Reading.Valid.class);
    }

    @ParameterizedTest
    @MethodSource("journeys")
    void each_patient_who_is_taken_further_is_a_referral_without_a_fault(Journey journey) {
        var referral = Journey.on(LocalDate.now(), journey.referral()).toString();

        assertThat(reader.readReferral(referral.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Reading.Valid.class);
    }

    static Stream<Journey> journeys() {
        return Journey.all().stream();
    }

    @ParameterizedTest
    @MethodSource("journeys")
    void each_step_is_somebodys_who_exists(Journey journey) {
        var settings = new Properties();
        Accounts.into(settings);

        assertThat(journey.steps())
                .allSatisfy(
                        step -> assertThat(settings.values()).as(step.words()).contains(step.by()));
        assertThat(settings.values()).contains(journey.account());
    }

    @Test
    void no_file_of_a_journey_is_forgotten() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/cohort/journeys"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".json") && !file.equals("index.json")))
                    .containsExactlyInAnyOrderElementsOf(
                            journeys().map(journey -> journey.name() + ".json").toList());
        }
    }

    @Test
    void each_with_a_number_and_a_name_of_their_own_and_an_address_that_cannot_exist() {
        List<String> numbers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Stream.concat(files().map(Demo::resource), journeys().map(Journey::referral))
                .forEach(body -> {
                    numbers.add(body.at("/patient/nhsNumber").asText());
                    names.add(body.at("/patient/familyName").asText());
                    assertThat(body.at("/referrer/email").asText()).endsWith(".example");
                    assertThat(body.at("/referrer/telephone").isNull()).isTrue();
                });

        assertThat(numbers).doesNotHaveDuplicates().allMatch(number -> number.startsWith("999000"));
        assertThat(names).doesNotHaveDuplicates();
    }

    private Reading<Referral> read(String file) {
        return reader.readReferral(Demo.resource(file).toString().getBytes(StandardCharsets.UTF_8));
    }
}
