package uk.nsirs.relay;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.RetriableException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Whether a fault passes by itself, so that the same work succeeds later. A service that knows more such faults makes a
 * bean of this type, for instance {@code TransientFault.standard().or(OptimisticLockingException.class::isInstance)};
 * causes are looked through either way ({@link #anyCause}).
 */
@FunctionalInterface
public interface TransientFault extends Predicate<Throwable> {

    /** Whether this one fault, not regarding its causes, passes by itself. */
    @Override
    boolean test(Throwable fault);

    /**
     * Connections, locks, deadlocks, serialization, optimistic locking, exhausted resources and a server that starts or
     * stops, as JDBC, PostgreSQL, Spring and Kafka report them.
     */
    static TransientFault standard() {
        return TransientFault::isStandard;
    }

    @Override
    default TransientFault or(Predicate<? super Throwable> other) {
        return fault -> test(fault) || other.test(fault);
    }

    /** Whether the fault or any of its causes passes by itself. */
    default boolean anyCause(Throwable fault) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        for (var cause = fault; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (test(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStandard(Throwable fault) {
        return fault instanceof SQLTransientException
                || fault instanceof SQLRecoverableException
                || fault instanceof SQLNonTransientConnectionException
                || fault instanceof TransientDataAccessException
                || fault instanceof RecoverableDataAccessException
                || fault instanceof DataAccessResourceFailureException
                || fault instanceof CannotGetJdbcConnectionException
                || fault instanceof CannotCreateTransactionException
                || fault instanceof RetriableException
                || fault instanceof InterruptedException
                || fault instanceof java.net.SocketException
                || fault instanceof java.net.SocketTimeoutException
                || fault instanceof TransactionSystemException broken && isBrokenOff(broken)
                || fault instanceof SQLException sql && isStandardState(sql.getSQLState());
    }

    /** A connection that breaks in a commit or a rollback: whether it was committed the inbox knows. */
    private static boolean isBrokenOff(TransactionSystemException broken) {
        return broken.getCause() instanceof SQLException sql && sql.getSQLState() == null;
    }

    /** PostgreSQL, appendix A: error codes. */
    private static boolean isStandardState(String state) {
        return state != null
                && (Set.of("08", "40", "53", "57", "58").contains(state.substring(0, Math.min(2, state.length())))
                        || "55P03".equals(state) // lock not available
                        || "25006".equals(state)); // read-only: the primary is changing
    }
}
