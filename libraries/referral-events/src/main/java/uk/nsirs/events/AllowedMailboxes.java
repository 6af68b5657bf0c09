package uk.nsirs.events;

import java.util.List;
import java.util.Locale;

/**
 * Which mailboxes may be kept informed of a referral: those of the NHS, and an allow-list bound to the referring
 * organisation (H6). The one rule for what a referrer sends and for what a member of staff corrects later.
 */
public final class AllowedMailboxes {

    private final List<Entry> entries;

    private AllowedMailboxes(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * The mailboxes of the NHS and those named here.
     *
     * @param domains {@code trust.org} for every organisation, {@code RJZ:trust.org} for one; a dot in front allows
     *     every domain below, and not the domain itself
     * @throws IllegalArgumentException where an entry names no domain or no organisation
     */
    public static AllowedMailboxes of(List<String> domains) {
        return new AllowedMailboxes(domains.stream().map(Entry::of).toList());
    }

    /**
     * Whether {@code organisation} may have its referrals answered to {@code mailbox}.
     *
     * @param organisation null where it is not known; then only what every organisation may use
     */
    public boolean allow(OdsCode organisation, EmailAddress mailbox) {
        return mailbox.isAtTheNhs() || entries.stream().anyMatch(entry -> entry.allows(organisation, mailbox.domain()));
    }

    private record Entry(OdsCode organisation, String domain) {

        Entry {
            if (domain.isEmpty() || domain.equals(".")) {
                throw new IllegalArgumentException("An allowed mailbox needs a domain");
            }
        }

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
