package uk.nsirs.intake.contact;

import org.springframework.stereotype.Component;
import uk.nsirs.events.ReferralContactClosed;
import uk.nsirs.relay.UnprocessableEventException;

/** Takes a contact of which no referral comes from the list of what is to be written down (REF-10). */
@Component
public class CloseContact {

    private final Contacts contacts;

    CloseContact(Contacts contacts) {
        this.contacts = contacts;
    }

    /**
     * Closes it, in the transaction of its caller; again is the same.
     *
     * @throws UnprocessableEventException where intake holds no such contact
     */
    public void close(ReferralContactClosed event) {
        if (!contacts.close(
                event.reference(), new Contacts.Closed(event.closedAt(), event.reason(), event.closedBy()))) {
            throw new UnprocessableEventException("Intake holds no contact with this reference");
        }
    }
}
