package uk.nsirs.triage.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import uk.nsirs.edge.Role;
import uk.nsirs.edge.ServiceAccount;

/** The people who work here, and the candidate groups of the tasks they do. */
public final class Staff {

    private static final Map<Role, String> GROUPS = Map.of(
            Role.ADMINISTRATOR, "administrators",
            Role.CLINICIAN, "clinicians",
            Role.NURSE, "nurses",
            Role.DIETITIAN, "dietitians",
            Role.COUNSELLOR, "counsellors");

    private Staff() {}

    /** Every group, sorted. */
    public static List<String> groups() {
        return GROUPS.values().stream().sorted().toList();
    }

    /** The groups {@code account} is in; empty for whoever is no member of staff. */
    public static Set<String> groupsOf(ServiceAccount account) {
        return account.roles().stream()
                .filter(GROUPS::containsKey)
                .map(GROUPS::get)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The role names of staff, as Spring Security's {@code hasAnyRole} takes them. */
    static String[] roles() {
        return GROUPS.keySet().stream().map(Role::name).sorted().toArray(String[]::new);
    }
}
