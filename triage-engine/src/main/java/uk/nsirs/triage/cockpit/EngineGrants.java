package uk.nsirs.triage.cockpit;

import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.access.Staff;
import uk.nsirs.triage.pathway.OneStartAtATime;

/**
 * What each group may see and do in the engine, made at every start, before anyone can sign in, so that it is the same
 * everywhere.
 *
 * <p>All staff read processes and work on tasks; who may complete which task is the completion rule's business.
 * Administrators also watch Cockpit, retry jobs and bring timers forward.
 */
@Component
final class EngineGrants implements SmartInitializingSingleton {

    /** Belongs to {@code camunda-admin} so that the first-run setup stays shut; nobody can sign in as it. */
    private static final String SETUP_IS_DONE = "nsirs-system";

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final OneStartAtATime starts;

    EngineGrants(IdentityService identity, AuthorizationService authorizations, OneStartAtATime starts) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.starts = starts;
    }

    @Override
    public void afterSingletonsInstantiated() {
        starts.prepare(this::prepare);
    }

    private void prepare() {
        group(Groups.CAMUNDA_ADMIN, "Engine");
        if (identity.createUserQuery().userId(SETUP_IS_DONE).count() == 0) {
            identity.saveUser(identity.newUser(SETUP_IS_DONE));
            identity.createMembership(SETUP_IS_DONE, Groups.CAMUNDA_ADMIN);
        }
        for (var group : Staff.groups()) {
            group(group, Character.toUpperCase(group.charAt(0)) + group.substring(1));
            grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    Authorization.ANY,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.UPDATE_TASK,
                    ProcessDefinitionPermissions.READ_HISTORY);
            grant(group, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ, Permissions.READ_HISTORY);
            grant(group, Resources.FILTER, Authorization.ANY, Permissions.READ);
            grant(group, Resources.USER, Authorization.ANY, Permissions.READ);
            grant(group, Resources.GROUP, Authorization.ANY, Permissions.READ);
        }
        var administrators = "administrators";
        grant(administrators, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant(administrators, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ);
        grant(
                administrators,
                Resources.PROCESS_INSTANCE,
                Authorization.ANY,
                ProcessInstancePermissions.READ,
                ProcessInstancePermissions.RETRY_JOB,
                // What bringing a timer forward takes; everything else it would allow is not on the list of
                // EngineRequestPolicy
                ProcessInstancePermissions.UPDATE);
    }

    private void group(String id, String name) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            var group = identity.newGroup(id);
            group.setName(name);
            group.setType("NSIRS");
            identity.saveGroup(group);
        }
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        var wanted = Set.of(permissions);
        var existing = authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        var grant = existing == null ? authorizations.createNewAuthorization(AUTH_TYPE_GRANT) : existing;
        grant.setGroupId(group);
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(wanted.toArray(Permission[]::new));
        authorizations.saveAuthorization(grant);
    }
}
