package uk.nsirs.triage.access;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import uk.nsirs.edge.DatabaseAway;
import uk.nsirs.edge.Problems;
import uk.nsirs.edge.ServiceAccount;

/**
 * Tells people what became of what they asked for, in words they can act on, wherever it failed: in a page, in a filter,
 * before anything of ours was reached. Programs get a problem detail. Neither repeats what was sent.
 */
@Hidden
@Controller
class FaultPages implements ErrorController, HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(FaultPages.class);

    private static final List<String> OF_PROGRAMS =
            List.of("/api/", "/engine-rest", "/camunda/api/", "/actuator", "/v3/api-docs");

    /** What a page says; its words are in the page. */
    enum Kind {
        UNKNOWN_CASE,
        UNKNOWN,
        NOT_STAFF,
        NOT_FOR_YOU,
        NOT_TAKEN,
        NOT_UNDERSTOOD,
        LATER,
        FAULT
    }

    /** Before the problem details of {@link uk.nsirs.edge}, which are for programs. */
    @Override
    public int getOrder() {
        return -1;
    }

    @Override
    public ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception cause) {
        var path = request.getRequestURI();
        if (isOfProgram(path)) {
            return null;
        }
        if (cause instanceof ErrorResponse known) {
            known.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
            return page(response, known.getStatusCode(), request.getMethod(), path);
        }
        if (DatabaseAway.isCauseOf(cause)) {
            LOG.warn("The database is away: {}", cause.getClass().getSimpleName());
            response.setHeader(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_SECONDS);
            return page(response, HttpStatus.SERVICE_UNAVAILABLE, request.getMethod(), path);
        }
        // The message may hold what was typed: the class and the place are enough to find the fault.
        var root = NestedExceptionUtils.getMostSpecificCause(cause);
        LOG.error(
                "Unexpected {} at {}",
                root.getClass().getName(),
                root.getStackTrace().length > 0 ? root.getStackTrace()[0] : "an unknown place");
        return page(response, HttpStatus.INTERNAL_SERVER_ERROR, request.getMethod(), path);
    }

    /** What the server or a filter refused: {@code 404} where somebody asks for this address itself. */
    @RequestMapping("${server.error.path:/error}")
    Object error(HttpServletRequest request, HttpServletResponse response) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatusCode.valueOf(code)
                : HttpStatus.NOT_FOUND;
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked ? asked : "";
        return isOfProgram(path)
                ? Problems.answer(Problems.of(
                        status,
                        HttpStatus.valueOf(status.value()).getReasonPhrase(),
                        status.is5xxServerError()
                                ? "The fault is ours and has been recorded. Please try again later."
                                : "The request cannot be understood."))
                : page(response, status, request.getMethod(), path);
    }

    private static boolean isOfProgram(String path) {
        return OF_PROGRAMS.stream().anyMatch(path::startsWith);
    }

    private static ModelAndView page(HttpServletResponse response, HttpStatusCode status, String method, String path) {
        if (status.isSameCodeAs(HttpStatus.FORBIDDEN)
                && List.of("/sign-in", "/sign-out").contains(path)) {
            // The page was open for longer than its session lasts, or the browser keeps no cookies.
            return new ModelAndView("redirect:/sign-in?ended");
        }
        response.setStatus(status.value());
        var account = SecurityContextHolder.getContext().getAuthentication();
        var page = new ModelAndView("fault");
        page.addObject("kind", kind(status, method.equals("GET"), path).name());
        page.addObject("account", account == null ? "" : account.getName());
        return page;
    }

    private static Kind kind(HttpStatusCode status, boolean reading, String path) {
        return switch (status.value()) {
            case 403 -> isSignedInWithoutBeingStaff() ? Kind.NOT_STAFF : reading ? Kind.NOT_FOR_YOU : Kind.NOT_TAKEN;
            case 404, 405 -> path.startsWith("/cases/") ? Kind.UNKNOWN_CASE : Kind.UNKNOWN;
            case 503 -> Kind.LATER;
            default -> status.is4xxClientError() ? Kind.NOT_UNDERSTOOD : Kind.FAULT;
        };
    }

    private static boolean isSignedInWithoutBeingStaff() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getPrincipal() instanceof ServiceAccount account
                && Staff.groupsOf(account).isEmpty();
    }
}
