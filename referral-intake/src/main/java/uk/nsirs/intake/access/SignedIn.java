package uk.nsirs.intake.access;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import uk.nsirs.edge.ServiceAccount;
import uk.nsirs.intake.referral.Sender;

/** Who makes the current call. */
public final class SignedIn {

    private SignedIn() {}

    /**
     * The referrer's account and trust.
     *
     * @throws AccessDeniedException where the account belongs to no trust
     */
    public static Sender sender(Authentication authentication) {
        var account = configured(authentication);
        return account.organisation()
                .map(organisation -> new Sender(account.name(), organisation))
                .orElseThrow(() -> new AccessDeniedException("The account belongs to no organisation"));
    }

    /** The name of the account, whoever's it is. */
    public static String account(Authentication authentication) {
        return configured(authentication).name();
    }

    private static ServiceAccount configured(Authentication authentication) {
        if (authentication.getPrincipal() instanceof ServiceAccount account) {
            return account;
        }
        throw new AccessDeniedException("Not one of the configured accounts");
    }
}
