package uk.nsirs.intake.referral;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import uk.nsirs.events.NhsNumber;
import uk.nsirs.events.Patient;

/**
 * By what two referrals may turn out to be of the same patient: the same NHS number, or the same name and date of birth.
 * It only ever raises a question for a person; it never decides that two patients are one.
 *
 * @param nhsNumber empty where the patient has none
 * @param foldedName family and given name without case, accents, spaces and punctuation
 * @param dateOfBirth empty where not known; then the name alone says nothing
 */
public record Identity(Optional<NhsNumber> nhsNumber, String foldedName, Optional<LocalDate> dateOfBirth) {

    /** The identity of {@code patient}. */
    public static Identity of(Patient patient) {
        return new Identity(
                Optional.ofNullable(patient.nhsNumber()),
                folded(patient.familyName()) + " " + folded(patient.givenName()),
                Optional.ofNullable(patient.dateOfBirth()));
    }

    /**
     * What to lock so that two submissions of the same patient see each other, in the order in which everybody locks it.
     * Two patients may share a number: then one waits for the other for a moment, nothing worse.
     */
    public int[] locks() {
        return Stream.concat(
                        nhsNumber.map(number -> "number " + number.value()).stream(),
                        dateOfBirth.map(born -> "name " + foldedName + " " + born).stream())
                .mapToInt(Identity::hash)
                .sorted()
                .distinct()
                .toArray();
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int hash(String text) {
        var checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }

    /** Hides the person. */
    @Override
    public String toString() {
        return "Identity[hidden]";
    }
}
