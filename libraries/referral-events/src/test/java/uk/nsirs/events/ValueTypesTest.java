package uk.nsirs.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is valid, or it does not exist. */
class ValueTypesTest {

    @ParameterizedTest
    @CsvSource({
        "2024, 2024-01-01, 2024-12-31",
        "2024-02, 2024-02-01, 2024-02-29",
        "2026-02, 2026-02-01, 2026-02-28",
        "2026-05-20, 2026-05-20, 2026-05-20",
    })
    void a_partial_date_means_every_day_from_its_first_to_its_last(String text, LocalDate first, LocalDate last) {
        assertThat(PartialDate.of(text).earliest()).isEqualTo(first);
        assertThat(PartialDate.of(text).latest()).isEqualTo(last);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"26", "-999", "2026-13", "2026-2", "2026-02-30", "2026-05-20T", "20.05.2026", "next"})
    void what_is_no_date_makes_no_partial_date(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PartialDate.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@nhs.net", "diabetes.team+nsirs@rjz.nhs.uk", "o'brien_1@trust.example"})
    void an_e_mail_address_is_one_address(String text) {
        assertThat(EmailAddress.of(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "a",
                "@nhs.net",
                "a@",
                "a@nhs",
                "a b@nhs.net",
                "a@nhs.net\r\nBcc: b@nhs.net",
                "a@nhs.net\n",
                "A <a@nhs.net>",
                "a@nhs.net,b@nhs.net",
                ".a@nhs.net",
                "a.@nhs.net",
                "a..b@nhs.net",
                "a@-nhs.net",
                "a@nhs..net",
                "\u00E4@nhs.net",
                "\"a\"@nhs.net",
                "a@[127.0.0.1]"
            })
    void what_could_be_anything_else_makes_no_e_mail_address(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> EmailAddress.of(text));
    }

    @Test
    void the_domain_of_an_e_mail_address_is_in_lower_case() {
        assertThat(EmailAddress.of("Team@Trust.NHS.uk").domain()).isEqualTo("trust.nhs.uk");
    }

    @Test
    void an_organisation_code_is_in_capital_letters_however_it_was_typed() {
        assertThat(OdsCode.of(" rjz ")).isEqualTo(OdsCode.of("RJZ"));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"RJ", "RJZ-1", "R J Z", "ABCDEFGHI", "RJ\u00C4"})
    void what_is_no_organisation_code_makes_none(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> OdsCode.of(text));
    }
}
