package uk.nsirs.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is accepted: the possible, with a flag where it is unusual. */
class ReferralReaderAcceptsTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private static final ReferralReader READER = new ReferralReader(NOW, AllowedMailboxes.of(List.of(".example")));

    @Test
    void a_complete_usual_referral_is_understood_without_a_flag() {
        var reading = valid(READER.readReferral(ReferralDocument.ADA.getBytes(UTF_8)));

        assertThat(reading.flags()).isEmpty();
        var referral = reading.value();
        assertThat(referral.referrer().organisation()).isEqualTo(OdsCode.of("RJZ"));
        assertThat(referral.patient().nhsNumber()).isEqualTo(NhsNumber.of("999 000 0018"));
        assertThat(referral.patient().dateOfBirth()).isEqualTo(LocalDate.of(1996, 2, 11));
        assertThat(referral.rtt().clockStartOn()).isEqualTo(LocalDate.of(2026, 9, 14));
        assertThat(referral.clinical().fastingGlucose().value()).isEqualTo(new BigDecimal("11.40"));
        assertThat(referral.clinical().pregnant()).isFalse();
        assertThat(referral.clinical().fattyLiver()).as("null is unknown").isNull();
        assertThat(referral.clinical().lipodystrophyDiagnosis())
                .as("says nothing")
                .isNull();
        assertThat(referral.clinical().notes()).isEqualTo("First line\nSecond line <b>bold</b>");
    }

    @Test
    void what_is_written_of_a_referral_is_read_as_the_same_referral() throws Exception {
        var referral =
                valid(READER.readReferral(ReferralDocument.ADA.getBytes(UTF_8))).value();

        var written = EventCodec.mapper().writeValueAsBytes(referral);

        assertThat(EventCodec.mapper().readValue(written, Referral.class)).isEqualTo(referral);
    }

    @Test
    void only_five_things_are_required() {
        var reading = valid(READER.readReferral(
                """
                {"intent": "ADVICE",
                 "referrer": {"organisation": "rgt", "clinicianName": "Dr B Example", "email": "team@nhs.net"},
                 "patient": {"familyName": "Testpatient", "givenName": "Bo"}}
                """
                        .getBytes(UTF_8)));

        assertThat(reading.value())
                .extracting(Referral::priority, Referral::channel, Referral::clinical, r -> r.patient()
                        .sex())
                .containsExactly(Priority.ROUTINE, Channel.ONLINE, Clinical.UNKNOWN, Sex.NOT_KNOWN);
        assertThat(reading.value().rtt()).isEqualTo(new ReferralToTreatment(null, null, null));
        assertThat(reading.flags())
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(
                        tuple("/patient/nhsNumber", "NHS_NUMBER_MISSING"),
                        tuple("/patient/dateOfBirth", "DATE_OF_BIRTH_MISSING"),
                        tuple("/rtt/clockStartOn", "CLOCK_START_MISSING"));
    }

    @ParameterizedTest
    @CsvSource({
        "pmol/L, 150, 150, 1",
        "pM, 150.5, 150.5, 1",
        "mU/L, 25.0, 150, 6.00",
        "mIU/L, 22, 132, 6.00",
        "\u00B5U/mL, 250.01, 1500.06, 6.00",
        "\u03BCU/mL, 0.1, 0.6, 6.00",
        "uU/mL, 166666, 999996, 6.00",
    })
    void insulin_is_judged_in_picomoles_and_the_factor_stays_with_it(
            String unit, BigDecimal value, BigDecimal pmolPerL, BigDecimal factor) {
        var insulin = accepted("/clinical/fastingInsulin", "{\"value\": %s, \"unit\": \"%s\"}".formatted(value, unit))
                .value()
                .clinical()
                .fastingInsulin();

        assertThat(insulin.value()).isEqualTo(value);
        assertThat(insulin.unit()).isEqualTo(unit);
        assertThat(insulin.pmolPerL()).isEqualTo(pmolPerL);
        assertThat(insulin.factor()).isEqualTo(factor);
    }

    @ParameterizedTest
    @CsvSource({
        "/clinical/bmi, 5, BMI_DISAGREES",
        "/clinical/bmi, 150, BMI_DISAGREES",
        "/clinical/weightKg, 0.3, BMI_DISAGREES",
        "/clinical/weightKg, 650, BMI_DISAGREES",
        "/clinical/insulinUnitsPerDay, 100000, UNUSUAL_DOSE",
        "/clinical/hba1c/value, 19, UNUSUAL_HBA1C",
        "/clinical/hba1c/value, 161, UNUSUAL_HBA1C",
        "/clinical/fastingInsulin/onInsulinWhenTaken, true, TAKEN_ON_INSULIN",
        "/clinical/fastingInsulin/onInsulinWhenTaken, null, TAKEN_ON_INSULIN",
        "/clinical/fastingInsulin/comparator, '\">\"', BEYOND_MEASURING_RANGE",
        "/clinical/leptin/comparator, '\"<\"', BEYOND_MEASURING_RANGE",
        "/clinical/bmiZScore, 3.0, Z_REFERENCE_MISSING",
        "/clinical/insulinStrengthUnitsPerMl, null, INSULIN_STRENGTH_MISSING",
        "/clinical/onExogenousInsulin, false, CONTRADICTION",
        "/clinical/obesityIsPrimaryCause, true, CONTRADICTION",
        "/clinical/otherCausesExcluded, '[\"WITCHCRAFT\"]', CAUSE_NOT_LISTED",
        "/patient/dateOfBirth, '\"2015-01-01\"', CHILD_WITHOUT_Z_SCORE",
        "/patient/dateOfBirth, '\"1915-01-01\"', UNUSUAL_AGE",
        "/patient/dateOfBirth, null, DATE_OF_BIRTH_MISSING",
        "/patient/nhsNumber, null, NHS_NUMBER_MISSING",
        "/rtt/clockStartOn, '\"2025-11-22\"', UNUSUAL_CLOCK_START",
        "/rtt, null, CLOCK_START_MISSING",
    })
    void the_unusual_is_accepted_and_flagged(String pointer, String json, String flag) {
        assertThat(accepted(pointer, json).flags()).extracting(Fault::code).containsExactly(flag);
    }

    @Test
    void an_adult_with_a_z_score_only_is_flagged() {
        var document = ReferralDocument.ada()
                .with("/clinical/bmi", "null")
                .with("/clinical/weightKg", "null")
                .with("/clinical/bmiZScore", "1.2")
                .with("/clinical/bmiZReference", "\"UK_WHO\"");

        assertThat(valid(READER.readReferral(document.bytes())).flags())
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(tuple("/clinical/bmi", "ADULT_WITHOUT_BMI"));
    }

    @ParameterizedTest
    @CsvSource({
        "/clinical/triglycerides/value, 300",
        "/clinical/insulinUnitsPerDay, 0",
        "/clinical/fastingInsulin/value, 1e6",
        "/clinical/fastingInsulin/value, 0",
        "/clinical/insulinStrengthUnitsPerMl, 500.0",
        "/clinical/ogttInsulin, []",
        "/clinical/diabetesDiagnosedOn, '\"1996\"'",
        "/clinical/diabetesDiagnosedOn, '\"2026-11\"'",
        "/patient/familyName, '\"<script>alert(1)</script>\"'",
        "/patient/familyName, '\"O''Brien-\u0141ukasz \u674E\"'",
        "/patient/nhsNumber, '\"999 000 0018\"'",
        "/referrer/localReference, '\"1234567890\"'",
        "/referrer/email, '\"team@rjz.nhs.uk\"'",
        "/referrer/email, '\"TEAM@NHS.UK\"'",
        "/clinical, null",
    })
    void the_possible_is_accepted_without_a_flag(String pointer, String json) {
        assertThat(accepted(pointer, json).flags()).isEmpty();
    }

    @Test
    void an_exponent_is_written_out() {
        var value = accepted("/clinical/fastingInsulin/value", "1e3")
                .value()
                .clinical()
                .fastingInsulin();

        assertThat(value.value()).isEqualTo(new BigDecimal("1000"));
    }

    @Test
    void a_child_born_today_in_england_can_be_referred_before_midnight_utc() {
        var summerNight = Clock.fixed(Instant.parse("2026-07-01T23:30:00Z"), ZoneOffset.UTC);
        var reader = new ReferralReader(summerNight, AllowedMailboxes.of(List.of()));

        var reading = reader.readCriteriaCheck("{\"patient\": {\"dateOfBirth\": \"2026-07-02\"}}".getBytes(UTF_8));

        assertThat(valid(reading).value()).isEqualTo(new CriteriaCheck(Clinical.UNKNOWN, LocalDate.of(2026, 7, 2)));
    }

    @Test
    void the_mailboxes_of_an_organisation_are_its_own() {
        var reader = new ReferralReader(NOW, AllowedMailboxes.of(List.of("RGT:.example")));

        assertThat(reader.readReferral(ReferralDocument.ada().bytes())).isInstanceOf(Reading.Invalid.class);
        assertThat(reader.readReferral(ReferralDocument.ada()
                        .with("/referrer/organisation", "\"RGT\"")
                        .bytes()))
                .isInstanceOf(Reading.Valid.class);
    }

    @Test
    void an_answer_supplies_facts_and_says_what_cannot_be_had() {
        var reading = READER.readInformation(
                """
                {"clinical": {"bmi": 22.0},
                 "notAvailable": [{"field": "fastingInsulin", "reason": "NOT_POSSIBLE"},
                                  {"field": "dateOfBirth", "reason": "NOT_KNOWN"}],
                 "note": "On an insulin pump."}
                """
                        .getBytes(UTF_8));

        var information = valid(reading).value();
        assertThat(information.clinical().bmi()).isEqualTo(new BigDecimal("22.0"));
        assertThat(information.notAvailable())
                .containsExactly(
                        new NotAvailable("fastingInsulin", NotAvailable.Reason.NOT_POSSIBLE),
                        new NotAvailable("dateOfBirth", NotAvailable.Reason.NOT_KNOWN));
        assertThat(information.note()).isEqualTo("On an insulin pump.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"note\": \"x\"}", "{\"clinical\": {\"pregnant\": false}, \"note\": null}"})
    void one_thing_is_enough_of_an_answer(String json) {
        assertThat(valid(READER.readInformation(json.getBytes(UTF_8))).value().notAvailable())
                .isEqualTo(List.of());
    }

    @Test
    void a_withdrawal_is_a_reason_and_perhaps_words() {
        var reading = READER.readWithdrawal("{\"reason\": \"PATIENT_CHOICE\", \"detail\": null}".getBytes(UTF_8));

        assertThat(valid(reading).value()).isEqualTo(new Withdrawal(WithdrawalReason.PATIENT_CHOICE, null));
    }

    @Test
    void newer_facts_overwrite_field_by_field_and_nothing_else_changes() {
        var known = valid(READER.readReferral(ReferralDocument.ADA.getBytes(UTF_8)))
                .value()
                .clinical();
        var newer = valid(READER.readInformation("{\"clinical\": {\"bmi\": 24.50}}".getBytes(UTF_8)))
                .value()
                .clinical();

        var merged = known.overwrittenBy(newer);

        assertThat(merged.bmi()).isEqualTo(new BigDecimal("24.50"));
        assertThat(merged.overwrittenBy(known)).isEqualTo(known);
        assertThat(known.overwrittenBy(Clinical.UNKNOWN)).isEqualTo(known);
    }

    private static Reading.Valid<Referral> accepted(String pointer, String json) {
        return valid(
                READER.readReferral(ReferralDocument.ada().with(pointer, json).bytes()));
    }

    private static <T> Reading.Valid<T> valid(Reading<T> reading) {
        assertThat(reading).isInstanceOf(Reading.Valid.class);
        return (Reading.Valid<T>) reading;
    }
}
