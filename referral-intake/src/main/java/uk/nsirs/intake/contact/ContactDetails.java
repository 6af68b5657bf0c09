package uk.nsirs.intake.contact;

import java.time.Instant;
import uk.nsirs.events.Channel;
import uk.nsirs.events.Referrer;

/**
 * What is taken down of a contact.
 *
 * @param channel never {@link Channel#ONLINE}
 * @param receivedAt when the call or the letter came
 * @param referrer who refers; without a reference of its own
 * @param note or null; may name the patient
 */
record ContactDetails(Channel channel, Instant receivedAt, Referrer referrer, String note) {

    /** Hides the note. */
    @Override
    public String toString() {
        return "ContactDetails[" + channel + "]";
    }
}
