package uk.nsirs.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class TransientFaultTest {

    @ParameterizedTest
    @MethodSource("passing")
    void passes_by_itself(Throwable fault) {
        assertThat(TransientFault.standard().anyCause(fault)).isTrue();
        assertThat(TransientFault.standard().anyCause(new IllegalStateException(fault)))
                .isTrue();
    }

    static Stream<Throwable> passing() {
        return Stream.of(
                new SQLTransientConnectionException(),
                new OptimisticLockingFailureException(""),
                new DataAccessResourceFailureException(""),
                new CannotCreateTransactionException(""),
                new TransactionSystemException("", new SQLException("", "08006")),
                new TransactionSystemException("", new SQLException("broken off")),
                new TimeoutException(),
                new SQLException("", "40P01"),
                new SQLException("", "40001"),
                new SQLException("", "55P03"),
                new SQLException("", "57P03"),
                new SQLException("", "53300"));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void stays(Throwable fault) {
        assertThat(TransientFault.standard().anyCause(fault)).isFalse();
    }

    static Stream<Throwable> lasting() {
        return Stream.of(
                new IllegalStateException(),
                new DuplicateKeyException(""),
                new SQLException("", "23505"),
                new SQLException(),
                new TransactionSystemException("", new SQLException("", "23503")),
                new SQLException("", ""),
                new NullPointerException());
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void a_service_may_know_more_faults_that_pass(Throwable fault) {
        var more = TransientFault.standard().or(fault.getClass()::isInstance);

        assertThat(more.anyCause(new RuntimeException(fault))).isTrue();
    }
}
