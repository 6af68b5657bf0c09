package uk.nsirs.intake.access;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import uk.nsirs.edge.Role;
import uk.nsirs.edge.ServiceAccount;

/** Where administrators sign in, and what everybody else is told. */
@Controller
class SignInPage {

    @GetMapping("/sign-in")
    String signIn() {
        return "sign-in";
    }

    /** Says that the account or its password was wrong, to whoever signs in again beside what they typed. */
    static final String WRONG = "wrong";

    /** Of a request of any method that was refused; its status is set already. */
    @RequestMapping("/not-allowed")
    String notAllowed(HttpServletRequest request, Authentication authentication, Model model) {
        model.addAttribute("unsent", UnsentPage.in(request).orElse(null));
        model.addAttribute(WRONG, request.getAttribute(WRONG) != null);
        model.addAttribute(
                "administrator",
                authentication != null
                        && authentication.getPrincipal() instanceof ServiceAccount account
                        && account.has(Role.ADMINISTRATOR));
        model.addAttribute("account", authentication == null ? "" : authentication.getName());
        return "not-allowed";
    }
}
