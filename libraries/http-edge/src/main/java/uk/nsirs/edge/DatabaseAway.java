package uk.nsirs.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 where the database being away shows outside any controller: in a filter, at a sign-in that is written
 * down, in a page that is half done. Without it the server's own 500 would say that the fault stays.
 */
public final class DatabaseAway extends OncePerRequestFilter {

    /** When to come back, in seconds. */
    public static final String RETRY_SECONDS = "10";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseAway.class);

    /** PostgreSQL, appendix A: connection, resources, operator intervention (shutdown, crash), system error. */
    private static final Set<String> STATES = Set.of("08", "53", "57", "58");

    private final ProblemSecurity problems;

    DatabaseAway(ProblemSecurity problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException fault) {
            if (response.isCommitted() || !isCauseOf(fault)) {
                throw fault;
            }
            LOG.warn("The database is away: {}", fault.getClass().getSimpleName());
            response.reset();
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            problems.write(response, problem());
        }
    }

    /** Whether a fault passes as soon as the database is back. */
    public static boolean isCauseOf(Throwable fault) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransientDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLException sql && isState(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** A connection that breaks in a commit leaves open whether it was made, so this does not say "nothing was stored". */
    public static ProblemDetail problem() {
        return Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Not available for the moment",
                "Please send the same request again in a few seconds, with the same Idempotency-Key where there was one.");
    }

    private static boolean isState(String state) {
        return state != null && state.length() > 1 && STATES.contains(state.substring(0, 2));
    }
}
