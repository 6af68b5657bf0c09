package uk.nsirs.intake.access;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;
import uk.nsirs.edge.Role;

/** Leads somebody who signed in again to what they had typed; everybody else to where they wanted. */
final class BackToWhatWasTyped implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private static final String NOT_ALLOWED = "/not-allowed";

    private final SavedRequestAwareAuthenticationSuccessHandler otherwise =
            new SavedRequestAwareAuthenticationSuccessHandler();
    private final AuthenticationFailureHandler refused;

    /**
     * @param start where those are led who wanted nothing particular
     * @param signIn the page to sign in on
     */
    BackToWhatWasTyped(String start, String signIn) {
        otherwise.setDefaultTargetUrl(start);
        refused = new SimpleUrlAuthenticationFailureHandler(signIn + "?error");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws ServletException, IOException {
        var unsent = UnsentPage.in(request);
        if (unsent.isEmpty()) {
            otherwise.onAuthenticationSuccess(request, response, authentication);
            return;
        }
        // Of an account that may not write referrals down, another one can still be chosen.
        var mayGoOn = authentication.getAuthorities().stream()
                .anyMatch(each -> each.getAuthority().equals(Role.ADMINISTRATOR.authority()));
        forward(request, response, mayGoOn ? unsent.get().again() : NOT_ALLOWED);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException wrong)
            throws ServletException, IOException {
        if (UnsentPage.in(request).isEmpty()) {
            refused.onAuthenticationFailure(request, response, wrong);
            return;
        }
        request.setAttribute(SignInPage.WRONG, true);
        forward(request, response, NOT_ALLOWED);
    }

    private static void forward(HttpServletRequest request, HttpServletResponse response, String page)
            throws ServletException, IOException {
        request.getRequestDispatcher(page).forward(request, response);
    }
}
