package uk.nsirs.intake.api;

import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.OdsCode;

/** Which mailboxes beyond nhs.net and nhs.uk may be kept informed: an allow-list bound to the organisation (H6). */
final class AllowedMailboxes implements BiPredicate<OdsCode, EmailAddress> {

    private final List<Entry> entries;

    AllowedMailboxes(List<String> entries) {
        this.entries = entries.stream().map(Entry::of).toList();
    }

    /**
     * @param organisation null where it is not known; then only what every organisation may use
     */
    @Override
    public boolean test(OdsCode organisation, EmailAddress mailbox) {
        return entries.stream().anyMatch(entry -> entry.allows(organisation, mailbox.domain()));
    }

    private record Entry(OdsCode organisation, String domain) {

        static Entry of(String text) {
            int colon = text.indexOf(':');
            return new Entry(
                    colon < 0 ? null : OdsCode.of(text.substring(0, colon)),
                    text.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
        }

        boolean allows(OdsCode asked, String mailboxDomain) {
            return (organisation == null || organisation.equals(asked))
                    && (domain.startsWith(".") ? mailboxDomain.endsWith(domain) : mailboxDomain.equals(domain));
        }
    }
}
