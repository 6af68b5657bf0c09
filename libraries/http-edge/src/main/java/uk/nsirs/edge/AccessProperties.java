package uk.nsirs.edge;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may sign in, from configuration.
 *
 * @param accounts the accounts; never null
 */
@ConfigurationProperties("nsirs.access")
public record AccessProperties(List<Account> accounts) {

    public AccessProperties {
        accounts = accounts == null ? List.of() : List.copyOf(accounts);
    }

    /**
     * One account.
     *
     * @param name what is typed to sign in
     * @param displayName what others read; the name where absent
     * @param password encoded with its scheme in front, such as <code>{bcrypt}$2a$…</code>
     * @param roles one or more
     * @param organisation ODS code of the trust a referrer belongs to; null for staff and systems
     */
    public record Account(String name, String displayName, String password, List<Role> roles, String organisation) {

        public Account {
            displayName = displayName == null || displayName.isBlank() ? name : displayName;
            roles = roles == null ? List.of() : List.copyOf(roles);
        }

        /** Hides the password. */
        @Override
        public String toString() {
            return "Account[" + name + "]";
        }
    }
}
