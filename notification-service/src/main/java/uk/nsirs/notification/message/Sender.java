package uk.nsirs.notification.message;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * Who writes.
 *
 * @param serviceName the name that e-mails are signed with
 * @param referralPages where referrers sign in; a referral's page is below it
 * @param telephone the number to call the service at, as it is read (COM-01); empty where e-mails name none
 */
public record Sender(String serviceName, URI referralPages, String telephone) {

    public Sender {
        Objects.requireNonNull(serviceName);
        Objects.requireNonNull(referralPages);
        Objects.requireNonNull(telephone);
    }

    /** The lines that an e-mail is signed with. */
    List<String> signature() {
        return telephone.isBlank() ? List.of(serviceName) : List.of(serviceName, "Telephone: " + telephone.strip());
    }
}
