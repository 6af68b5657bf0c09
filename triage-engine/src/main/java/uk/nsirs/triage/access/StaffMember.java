package uk.nsirs.triage.access;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;
import uk.nsirs.edge.ServiceAccount;

/**
 * A person of the service.
 *
 * @param id the account
 * @param name as it stands under a letter
 * @param role in words, such as "Clinician"
 * @param groups of the worklist
 */
public record StaffMember(String id, String name, String role, Set<String> groups) {

    public StaffMember {
        groups = Set.copyOf(groups);
    }

    /** Whether the person is in one of these groups. */
    public boolean isInAnyOf(Collection<String> candidates) {
        return candidates.stream().anyMatch(groups::contains);
    }

    private static StaffMember of(ServiceAccount account) {
        var role = account.roles().stream()
                .map(each -> each.name().charAt(0) + each.name().substring(1).toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
        return new StaffMember(account.name(), account.displayName(), role, Staff.groupsOf(account));
    }

    /** Finds who is signed in, and who an account is. */
    @Component
    public static class Directory {

        private final UserDetailsService accounts;

        Directory(UserDetailsService accounts) {
            this.accounts = accounts;
        }

        /** The person of the running request; empty where nobody of the staff is signed in. */
        public Optional<StaffMember> signedIn() {
            var authentication = SecurityContextHolder.getContext().getAuthentication();
            return authentication != null && authentication.getPrincipal() instanceof ServiceAccount account
                    ? Optional.of(StaffMember.of(account))
                            .filter(person -> !person.groups().isEmpty())
                    : Optional.empty();
        }

        /** The person behind an account name; empty where it is no member of staff. */
        public Optional<StaffMember> find(String id) {
            try {
                return accounts.loadUserByUsername(id) instanceof ServiceAccount account
                        ? Optional.of(StaffMember.of(account))
                                .filter(person -> !person.groups().isEmpty())
                        : Optional.empty();
            } catch (UsernameNotFoundException nobody) {
                return Optional.empty();
            }
        }
    }
}
