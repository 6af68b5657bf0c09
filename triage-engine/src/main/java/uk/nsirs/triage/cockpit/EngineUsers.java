package uk.nsirs.triage.cockpit;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.Group;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;
import uk.nsirs.edge.ServiceAccount;
import uk.nsirs.triage.access.Staff;

/**
 * Writes who signs in to the web applications into the engine's identity tables, with their groups and without a usable
 * password: the web applications find no one who is not there, and read the groups from there again. Programs, which
 * sign in with every call, need none of it.
 */
@Component
class EngineUsers {

    private static final Logger LOG = LoggerFactory.getLogger(EngineUsers.class);

    private final IdentityService identity;
    private final Map<String, Set<String>> written = new ConcurrentHashMap<>();

    EngineUsers(IdentityService identity) {
        this.identity = identity;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof ServiceAccount account) {
            var groups = Staff.groupsOf(account);
            if (!groups.isEmpty() && !groups.equals(written.get(account.name()))) {
                write(account, groups);
                written.put(account.name(), groups);
            }
        }
    }

    private void write(ServiceAccount account, Set<String> groups) {
        try {
            var user = identity.createUserQuery().userId(account.name()).singleResult();
            if (user == null) {
                user = identity.newUser(account.name());
            }
            user.setFirstName(account.displayName());
            user.setLastName("");
            identity.saveUser(user);
            var current = identity.createGroupQuery().groupMember(account.name()).list().stream()
                    .map(Group::getId)
                    .toList();
            groups.stream()
                    .filter(group -> !current.contains(group))
                    .forEach(group -> identity.createMembership(account.name(), group));
            current.stream()
                    .filter(group -> !groups.contains(group))
                    .forEach(group -> identity.deleteMembership(account.name(), group));
        } catch (OptimisticLockingException another) {
            LOG.debug("Another sign-in wrote the same account");
        } catch (ProcessEngineException another) {
            // Two first sign-ins of one account at the same time: the other one wrote it.
            if (identity.createUserQuery().userId(account.name()).count() == 0) {
                throw another;
            }
        }
    }
}
