package uk.nsirs.edge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import uk.nsirs.events.OdsCode;

/** The accounts of the configuration, and what makes one impossible or unsafe. */
final class ConfiguredAccounts implements UserDetailsService {

    private static final String QUICKSTART_PASSWORD = "quickstart";

    private final Map<String, AccessProperties.Account> accounts = new HashMap<>();

    /** {@link SafeStart} has looked for faults before. */
    ConfiguredAccounts(AccessProperties properties) {
        properties.accounts().forEach(account -> accounts.put(account.name(), account));
    }

    /**
     * What is wrong with the accounts, one line each; nothing of a password in any of them.
     *
     * @param quickstart whether the quickstart's well-known password is allowed
     */
    static List<String> faults(AccessProperties properties, PasswordEncoder encoder, boolean quickstart) {
        List<String> faults = new ArrayList<>();
        if (properties.accounts().isEmpty()) {
            faults.add("nsirs.access.accounts: no account is configured");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < properties.accounts().size(); i++) {
            var account = properties.accounts().get(i);
            var place = "nsirs.access.accounts[" + i + "]";
            if (account.name() == null || !account.name().matches("[a-z0-9][a-z0-9._-]{1,62}")) {
                faults.add(place + ".name: needs 2 to 63 small letters, digits, dots, hyphens or underscores");
            } else if (!names.add(account.name())) {
                faults.add(place + ".name: stands twice");
            }
            if (account.roles().isEmpty()) {
                faults.add(place + ".roles: needs at least one");
            }
            if (account.roles().contains(Role.REFERRER) && !isOdsCode(account.organisation())) {
                faults.add(place + ".organisation: a referrer needs the ODS code of its organisation");
            }
            checkPassword(account.password(), place, encoder, quickstart, faults);
        }
        return faults;
    }

    private static void checkPassword(
            String password, String place, PasswordEncoder encoder, boolean quickstart, List<String> faults) {
        if (password == null || !password.matches("\\{[A-Za-z0-9@_-]+}.+")) {
            faults.add(place + ".password: needs an encoded password with its scheme in front, such as {bcrypt}…");
        } else if (!quickstart && encoder.matches(QUICKSTART_PASSWORD, password)) {
            faults.add(place + ".password: the quickstart's password is refused outside the quickstart");
        } else if (!quickstart && password.startsWith("{noop}")) {
            faults.add(place + ".password: a password in plain text is refused outside the quickstart");
        }
    }

    private static boolean isOdsCode(String text) {
        try {
            OdsCode.of(text);
            return true;
        } catch (IllegalArgumentException notACode) {
            return false;
        }
    }

    /** A fresh copy each time, since Spring Security erases the password of what it is given. */
    @Override
    public UserDetails loadUserByUsername(String name) {
        var account = accounts.get(name);
        if (account == null) {
            throw new UsernameNotFoundException("No such account");
        }
        return ServiceAccount.of(account);
    }
}
