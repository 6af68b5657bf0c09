package uk.nsirs.intake.api;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import uk.nsirs.edge.Problems;
import uk.nsirs.relay.TransientFault;

/** Answers what intake refuses before it looks at the content, and what it cannot do while its database is away. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class IntakeAdvice {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeAdvice.class);
    private static final String RETRY_SECONDS = "10";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RefusedRequestException refusal) {
        return ResponseEntity.status(refusal.problem().getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(refusal.problem());
    }

    /**
     * A connection that breaks while a transaction commits leaves open whether it did. The words promise no more than
     * what the Idempotency-Key makes true.
     */
    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<ProblemDetail> databaseAway(RuntimeException cause) {
        if (!passes(cause)) {
            // Its message quotes statements and perhaps rows.
            LOG.error(
                    "Unexpected {}",
                    NestedExceptionUtils.getMostSpecificCause(cause).getClass().getName());
            return ResponseEntity.internalServerError()
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(Problems.of(
                            HttpStatus.INTERNAL_SERVER_ERROR,
                            "Something went wrong",
                            "The fault is ours and has been recorded. Please try again later."));
        }
        LOG.warn("The database is away: {}", cause.getClass().getSimpleName());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Problems.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "Not available for the moment",
                        "Please send the same request again in a few seconds, with the same Idempotency-Key: it is"
                                + " done once, however often it is sent."));
    }

    /** A roll-back on a broken connection fails too and hides the first cause: nothing of it was kept either way. */
    private static boolean passes(RuntimeException cause) {
        return cause instanceof TransactionSystemException
                || TransientFault.standard().anyCause(cause);
    }
}
