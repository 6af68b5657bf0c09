package uk.nsirs.edge;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import uk.nsirs.events.Fault;

/** Problem details after RFC 9457, as every service answers an error. */
public final class Problems {

    /** The member that lists every fault. */
    public static final String ERRORS = "errors";

    private Problems() {}

    /**
     * A problem without a list of faults.
     *
     * @param title a short summary that is the same for every occurrence
     * @param detail one or two sentences for the caller; never repeats what was sent
     */
    public static ProblemDetail of(HttpStatusCode status, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }

    /** Fields of a request that cannot be used, each named. */
    public static ProblemDetail notUsable(List<Fault> errors) {
        return of(
                HttpStatus.BAD_REQUEST,
                "Not understood",
                "Some fields cannot be used. Each is named in errors.",
                errors);
    }

    /** {@code problem} as the whole answer of a controller. */
    public static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /**
     * A problem that names every fault.
     *
     * @param errors the faults, each with its JSON Pointer; an empty list is left out
     */
    public static ProblemDetail of(HttpStatusCode status, String title, String detail, List<Fault> errors) {
        var problem = of(status, title, detail);
        if (!errors.isEmpty()) {
            problem.setProperty(ERRORS, errors);
        }
        return problem;
    }
}
