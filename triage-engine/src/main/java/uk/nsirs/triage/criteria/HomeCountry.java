package uk.nsirs.triage.criteria;

import java.util.Locale;
import java.util.Set;
import uk.nsirs.events.Patient;

/**
 * Where a patient seems to live. The service is commissioned for England, so a referral from elsewhere needs its
 * commissioner asked before it is accepted. Only a hint: a person finds out.
 */
public final class HomeCountry {

    /**
     * The areas with which postcodes of Scotland, Wales, Northern Ireland, the Channel Islands and the Isle of Man begin.
     * Areas that are mostly in England (CH, HR, SY) are not among them.
     */
    private static final Set<String> OUTSIDE_ENGLAND = Set.of(
            "AB", "DD", "DG", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "TD", "ZE", "CF", "LD",
            "LL", "NP", "SA", "BT", "GY", "IM", "JE");

    private HomeCountry() {}

    /** Whether the postcode, or a practice of Wales, says that the patient lives outside England; false where neither is known. */
    public static boolean seemsOutsideEngland(Patient patient) {
        return patient.postcode() != null && OUTSIDE_ENGLAND.contains(area(patient.postcode()))
                || patient.gpPractice() != null && patient.gpPractice().value().matches("W\\d{5}");
    }

    /** {@code LS1 4AP} as "LS": the letters before the first digit. */
    private static String area(String postcode) {
        return postcode.strip().toUpperCase(Locale.ROOT).split("[^A-Z]", 2)[0];
    }
}
