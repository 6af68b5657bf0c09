package uk.nsirs.events;

import java.util.List;

/**
 * A referrer's answer to a request for information, as sent. At least one of the three says something.
 *
 * @param clinical what is known now; {@link Clinical#UNKNOWN} where nothing was supplied; never null
 * @param notAvailable what cannot be had, and why; each field once; never null
 * @param note in the referrer's own words, or null; may name the patient
 */
public record Information(Clinical clinical, List<NotAvailable> notAvailable, String note) {
    public Information {
        notAvailable = List.copyOf(notAvailable);
    }

    /** Without the note, which may name the patient. */
    @Override
    public String toString() {
        return "Information[" + clinical + ", " + notAvailable + "]";
    }
}
