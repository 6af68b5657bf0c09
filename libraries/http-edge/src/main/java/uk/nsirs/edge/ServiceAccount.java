package uk.nsirs.edge;

import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;
import uk.nsirs.events.OdsCode;

/** The signed-in account: a person, a referring trust's system, or another system. */
public final class ServiceAccount extends User {

    private static final long serialVersionUID = 1L;

    private final String displayName;
    private final String organisation;
    private final Set<Role> roles;

    private ServiceAccount(AccessProperties.Account account) {
        super(
                account.name(),
                account.password(),
                AuthorityUtils.createAuthorityList(
                        account.roles().stream().map(Role::authority).toList()));
        this.displayName = account.displayName();
        this.organisation = account.organisation();
        this.roles = Set.copyOf(account.roles());
    }

    /** The signed-in form of a configured account. */
    public static ServiceAccount of(AccessProperties.Account account) {
        return new ServiceAccount(account);
    }

    /** What was typed to sign in. */
    public String name() {
        return getUsername();
    }

    /** What others read, such as {@code Dr B Example}. */
    public String displayName() {
        return displayName;
    }

    /** The trust a referrer belongs to; empty for staff and systems. */
    public Optional<OdsCode> organisation() {
        return Optional.ofNullable(organisation).map(OdsCode::of);
    }

    /** What the account is for. */
    public Set<Role> roles() {
        return roles;
    }

    /** Whether the account is for {@code role}. */
    public boolean has(Role role) {
        return roles.contains(role);
    }
}
