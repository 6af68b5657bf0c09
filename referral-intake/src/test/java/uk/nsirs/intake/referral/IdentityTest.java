package uk.nsirs.intake.referral;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.NhsNumber;
import uk.nsirs.events.Patient;
import uk.nsirs.events.Sex;

class IdentityTest {

    private static final LocalDate BORN = LocalDate.of(1996, 2, 11);

    @Test
    void namesAreTheSameWithoutCaseAccentsAndPunctuation() {
        assertThat(Identity.of(patient("O'Brien-Núñez", "Zoë", null, BORN)).foldedName())
                .isEqualTo(
                        Identity.of(patient("obrien nunez", "ZOE", null, BORN)).foldedName());
    }

    @Test
    void familyAndGivenNameDoNotRunIntoEachOther() {
        assertThat(Identity.of(patient("Ann", "A", null, BORN)).foldedName())
                .isNotEqualTo(Identity.of(patient("An", "Na", null, BORN)).foldedName());
    }

    @Test
    void locksAreTakenInOneOrderAndSharedByWhoeverMayBeTheSame() {
        var first = Identity.of(patient("Testpatient", "Ada", "9990000018", BORN));
        var sameNumber = Identity.of(patient("Other", "Bea", "9990000018", BORN));
        var sameName = Identity.of(patient("TESTPATIENT", "ada", "9990000026", BORN));

        assertThat(first.locks()).isSorted().hasSize(2);
        assertThat(first.locks()).containsAnyOf(sameNumber.locks());
        assertThat(first.locks()).containsAnyOf(sameName.locks());
    }

    @Test
    void aNameWithoutADateOfBirthSaysNothing() {
        assertThat(Identity.of(patient("Testpatient", "Ada", null, null)).locks())
                .isEmpty();
    }

    @Test
    void anIdentityDoesNotShowItself() {
        assertThat(Identity.of(patient("Testpatient", "Ada", "9990000018", BORN))
                        .toString())
                .isEqualTo("Identity[hidden]");
    }

    private static Patient patient(String family, String given, String number, LocalDate born) {
        return new Patient(
                number == null ? null : NhsNumber.of(number),
                family,
                given,
                born,
                Sex.NOT_KNOWN,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
