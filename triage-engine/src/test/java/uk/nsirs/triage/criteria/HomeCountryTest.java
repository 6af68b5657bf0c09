package uk.nsirs.triage.criteria;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Patient;

/** */
class HomeCountryTest {

    @ParameterizedTest
    @CsvSource({
        "G12 8QQ,,true", // Glasgow
        "gl1 1aa,,false", // Gloucester
        "cf10 3at,B86000,true", // Cardiff, whatever the practice
        "BT9 7AB,,true",
        "LS1 4AP,B86000,false",
        "SY1 1AA,W96013,true", // Shrewsbury, with a practice in Wales
        "SY1 1AA,,false",
        ",W96013,true",
        ",,false",
        "'',,false",
        "???,,false"
    })
    void aPostcodeOrAPracticeOutsideEnglandIsAHint(String postcode, String practice, boolean outside) {
        var patient = new HashMap<String, Object>();
        patient.put("familyName", "Testpatient");
        patient.put("postcode", postcode);
        patient.put("gpPractice", practice);

        assertThat(HomeCountry.seemsOutsideEngland(EventCodec.mapper().convertValue(patient, Patient.class)))
                .isEqualTo(outside);
    }
}
