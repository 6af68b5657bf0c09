package uk.nsirs.triage.casepage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nsirs.events.NhsNumber;

class PlainWordsTest {

    @ParameterizedTest
    @CsvSource({"NOT_MET,not met", "AWAITING_DECISION,awaiting decision", "22.9,22.9", "insulin pump,insulin pump"})
    void aCodeIsReadAsWordsAndAnythingElseAsItIs(String code, String words) {
        assertThat(PlainWords.code(code)).isEqualTo(words);
    }

    @Test
    void datesAndNhsNumbersAreWrittenAsTheNhsWritesThem() {
        assertThat(PlainWords.date(LocalDate.of(1996, 2, 11))).isEqualTo("11 February 1996");
        assertThat(PlainWords.date(null)).isEqualTo("not known");
        assertThat(PlainWords.nhsNumber(NhsNumber.of("9990000018"))).isEqualTo("999 000 0018");
        assertThat(PlainWords.nhsNumber(null)).isEqualTo("none given");
    }

    @Test
    void aTimeIsTheTimeInEngland() {
        assertThat(PlainWords.time(Instant.parse("2026-07-01T23:30:00Z"))).isEqualTo("2 July 2026, 00:30");
    }
}
