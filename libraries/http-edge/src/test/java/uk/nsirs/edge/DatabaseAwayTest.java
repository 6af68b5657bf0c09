package uk.nsirs.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseAwayTest {

    private final DatabaseAway filter = new DatabaseAway(new ProblemSecurity(new ObjectMapper()));
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @ParameterizedTest
    @MethodSource("faultsThatPass")
    void aFilterThatFailsWhileTheDatabaseIsAwayIsA503ThatSaysWhenToComeBack(Exception fault) throws Exception {
        answer(throwing(fault));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("10");
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).doesNotContain("Exception", "Testpatient");
    }

    static Stream<Exception> faultsThatPass() {
        return Stream.of(
                new CannotCreateTransactionException("Testpatient", new SQLTransientConnectionException("no answer")),
                new CannotAcquireLockException("Testpatient"),
                new IllegalStateException("an engine's own", new SQLException("terminated by a crash", "57P02")),
                new ServletException("a page", new SQLException("an I/O error", "08006")));
    }

    @ParameterizedTest
    @MethodSource("faultsThatStay")
    void aFaultThatStaysIsNotHidden(Exception fault) {
        assertThatThrownBy(() -> answer(throwing(fault))).isSameAs(fault);
    }

    static Stream<Exception> faultsThatStay() {
        return Stream.of(
                new IllegalStateException("a bug"),
                new IllegalStateException("a bug", new SQLException("a constraint", "23505")),
                new IllegalStateException("a bug", new SQLException("without a state")));
    }

    @Test
    void anAnswerThatIsUnderWayIsNotWrittenOver() {
        var fault = new CannotAcquireLockException("late");

        assertThatThrownBy(() -> answer((request, answer) -> {
                    answer.flushBuffer();
                    throw fault;
                }))
                .isSameAs(fault);
        assertThat(response.getStatus()).isEqualTo(200);
    }

    private void answer(FilterChain chain) throws ServletException, IOException {
        filter.doFilter(new MockHttpServletRequest(), response, chain);
    }

    private static FilterChain throwing(Exception fault) {
        return (request, answer) -> {
            if (fault instanceof ServletException page) {
                throw page;
            }
            throw (RuntimeException) fault;
        };
    }
}
