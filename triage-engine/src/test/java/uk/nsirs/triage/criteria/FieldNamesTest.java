package uk.nsirs.triage.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nsirs.events.Clinical;

class FieldNamesTest {

    static Stream<String> fields() {
        return Arrays.stream(Clinical.class.getRecordComponents()).map(each -> each.getName());
    }

    @ParameterizedTest
    @MethodSource("fields")
    void noFieldIsShownAsItsCode(String field) {
        assertThat(FieldNames.nameWithUnit(field))
                .isNotEqualTo(field)
                .doesNotContainPattern("[a-z](Units|Cm|Kg|Per)\\b");
    }

    @ParameterizedTest
    @CsvSource({
        "acanthosisNigricans,Acanthosis nigricans",
        "unexplainedSevereInsulinResistance,Unexplained severe insulin resistance",
        "bmi,BMI (kg/m2)",
        "weightKg,Weight (kg)",
        "insulinUnitsPerDay,Insulin dose (units a day)",
        "fastingInsulin,Fasting insulin (pmol/L)",
        "hba1c,HbA1c (mmol/mol)",
        "cPeptide,C-peptide (pmol/L)",
        "dateOfBirth,Date of birth",
        "syndrome,Syndrome"
    })
    void aFieldIsNamedInWordsWithItsUnit(String field, String words) {
        assertThat(FieldNames.nameWithUnit(field)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "/patient/nhsNumber,NHS number",
        "/clinical/hba1c/value,HbA1c",
        "/clinical/fastingInsulin,Fasting insulin",
        "/clinical/ogttInsulin/2/value,Insulin in the glucose tolerance test",
        "/clinical/otherCausesExcluded/0,Other causes excluded",
        "/rtt/clockStartOn,Start of the waiting time",
        "'',Referral"
    })
    void aPlaceIsNamedInWords(String pointer, String words) {
        assertThat(FieldNames.place(pointer)).isEqualTo(words);
    }
}
