package uk.nsirs.notification.message;

import java.net.URI;
import java.util.Objects;

/**
 * Who writes.
 *
 * @param serviceName the name that e-mails are signed with
 * @param referralPages where referrers sign in; a referral's page is below it
 */
public record Sender(String serviceName, URI referralPages) {

    public Sender {
        Objects.requireNonNull(serviceName);
        Objects.requireNonNull(referralPages);
    }
}
