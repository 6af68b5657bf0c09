package uk.nsirs.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import uk.nsirs.events.Fault;

/** Turns every exception that a controller lets through into a problem detail that repeats nothing that was sent. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException cause) {
        if (DatabaseAway.isCauseOf(cause)) {
            LOG.warn("The database is away: {}", cause.getClass().getSimpleName());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_SECONDS)
                    .body(DatabaseAway.problem());
        }
        // The message may hold what was sent: the class and the place are enough to find the fault.
        var root = NestedExceptionUtils.getMostSpecificCause(cause);
        LOG.error(
                "Unexpected {} at {}",
                root.getClass().getName(),
                root.getStackTrace().length > 0 ? root.getStackTrace()[0] : "an unknown place");
        return ResponseEntity.internalServerError()
                .body(Problems.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "Something went wrong",
                        "The fault is ours and has been recorded. Please try again later."));
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException cause, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(headers, Problems.of(status, "Not readable", "The body is not the JSON this call takes."));
    }

    @ExceptionHandler
    ResponseEntity<Object> mistyped(MethodArgumentTypeMismatchException cause) {
        var fault = new Fault("", "INVALID_PARAMETER", "The parameter " + cause.getName() + " cannot be read.");
        return answer(
                HttpHeaders.EMPTY,
                Problems.of(
                        HttpStatus.BAD_REQUEST,
                        "Not readable",
                        "A parameter of the request cannot be read.",
                        java.util.List.of(fault)));
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        // Spring's own details name the path or the header that was sent: keep the title only.
        if (body instanceof ProblemDetail problem) {
            return answer(headers, Problems.of(status, problem.getTitle(), wording(status)));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static ResponseEntity<Object> answer(HttpHeaders headers, ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).headers(headers).body(problem);
    }

    private static String wording(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> "There is nothing at this address.";
            case 405 -> "This address does not take this method.";
            case 406 -> "This call answers with JSON.";
            case 413 -> "The body is too large.";
            case 415 -> "This call takes application/json.";
            default -> "The request cannot be understood.";
        };
    }
}
