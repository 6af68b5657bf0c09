package uk.nsirs.intake.contact;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.nsirs.events.Fault;
import uk.nsirs.events.Referral;
import uk.nsirs.intake.referral.SubmitReferral;
import uk.nsirs.intake.referral.SubmitReferral.Submitted;

/** Submits the referral that comes of a contact, once, whoever sends it how often (REF-10). */
@Component
class WriteDownReferral {

    private final Contacts contacts;
    private final SubmitReferral submitReferral;

    WriteDownReferral(Contacts contacts, SubmitReferral submitReferral) {
        this.contacts = contacts;
        this.submitReferral = submitReferral;
    }

    /**
     * Submits it under the contact's reference. A rival waits at the contact's row and then finds the referral.
     *
     * @return empty where it was written down before; then nothing was kept
     */
    @Transactional
    public Optional<Submitted> writeDown(Contact contact, String account, Referral referral, List<Fault> flags) {
        contacts.lock(contact.reference());
        return submitReferral.submitWrittenDown(contact.reference(), account, referral, flags);
    }
}
