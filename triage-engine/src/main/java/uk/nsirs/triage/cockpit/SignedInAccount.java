package uk.nsirs.triage.cockpit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationProvider;
import org.camunda.bpm.engine.rest.security.auth.AuthenticationResult;
import org.springframework.security.core.context.SecurityContextHolder;
import uk.nsirs.edge.ServiceAccount;
import uk.nsirs.triage.access.Staff;

/** Tells Camunda's filters who is signed in by Spring Security. Public, since they make it by its class name. */
public final class SignedInAccount implements AuthenticationProvider {

    @Override
    public AuthenticationResult extractAuthenticatedUser(HttpServletRequest request, ProcessEngine engine) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof ServiceAccount account)) {
            return AuthenticationResult.unsuccessful();
        }
        var result = AuthenticationResult.successful(account.name());
        result.setGroups(List.copyOf(Staff.groupsOf(account)));
        result.setTenants(List.of());
        return result;
    }

    @Override
    public void augmentResponseByAuthenticationChallenge(HttpServletResponse response, ProcessEngine engine) {
        // Spring Security has answered before: who comes here is signed in.
    }
}
