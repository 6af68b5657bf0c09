package uk.nsirs.intake.contact;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import uk.nsirs.events.ReferralEvent.ReferralContactReceived;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.referral.References;
import uk.nsirs.relay.Outbox;

/** Keeps a contact under a reference of its own and tells triage that a referral is to be written down (REF-10). */
@Component
class RecordContact {

    private final Contacts contacts;
    private final Outbox outbox;
    private final Clock clock;
    private final References references = new References(new SecureRandom());

    RecordContact(Contacts contacts, Outbox outbox, Clock clock) {
        this.contacts = contacts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Records it once.
     *
     * @param form made with the page it was typed on
     * @return the reference; the first one where the page was sent before
     */
    @Transactional
    public ReferralReference record(UUID form, ContactDetails details, String account) {
        contacts.lock(form);
        return contacts.recordedWith(form).orElseGet(() -> recordAnew(form, details, account));
    }

    private ReferralReference recordAnew(UUID form, ContactDetails details, String account) {
        var recordedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var reference = references.allot(
                recordedAt, free -> contacts.add(form, new Contact(free, details, account, recordedAt)));
        outbox.append(new ReferralContactReceived(
                reference,
                details.receivedAt(),
                details.channel(),
                details.referrer().organisation(),
                account));
        return reference;
    }
}
