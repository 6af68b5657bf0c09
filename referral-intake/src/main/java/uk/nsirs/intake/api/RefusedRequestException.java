package uk.nsirs.intake.api;

import org.springframework.http.ProblemDetail;

/** A request that cannot be taken in the form it came, before its content is looked at. */
final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemDetail problem;

    RefusedRequestException(ProblemDetail problem) {
        super(problem.getTitle());
        this.problem = problem;
    }

    ProblemDetail problem() {
        return problem;
    }
}
