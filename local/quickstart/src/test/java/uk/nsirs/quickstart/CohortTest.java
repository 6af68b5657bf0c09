package uk.nsirs.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void ten_patients_each_with_a_number_and_a_name_of_their_own_and_an_address_that_cannot_exist() {
        List<String> numbers = new ArrayList<>();
        List<String> names = new ArrayList<>();
        files().forEach(file -> {
            var body = Demo.resource(file);
            numbers.add(body.at("/patient/nhsNumber").asText());
            names.add(body.at("/patient/familyName").asText());
            assertThat(body.at("/referrer/email").asText()).endsWith(".example");
            assertThat(body.at("/referrer/telephone").isNull()).isTrue();
        });

        assertThat(Demo.cohort()).hasSize(10);
        assertThat(numbers)
                .doesNotHaveDuplicates()
                .allMatch(number -> number.startsWith("99900000") || number.startsWith("99900001"));
        assertThat(names).doesNotHaveDuplicates();
    }

    private Reading<Referral> read(String file) {
        return reader.readReferral(Demo.resource(file).toString().getBytes(StandardCharsets.UTF_8));
    }
}
