package uk.nsirs.intake.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import uk.nsirs.edge.Problems;
import uk.nsirs.events.Fault;

/**
 * What a sender chooses to be able to send the same request again.
 *
 * @param value 1 to 255 printable ASCII characters
 */
record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,255}");

    /**
     * The key of a request; empty where it has none.
     *
     * @throws RefusedRequestException where it is malformed or there is more than one
     */
    static Optional<IdempotencyKey> of(HttpServletRequest request) {
        var values = Collections.list(request.getHeaders(HEADER));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var value = values.get(0);
        if (values.size() > 1 || value.isBlank() || !PRINTABLE.matcher(value).matches()) {
            throw new RefusedRequestException(Problems.of(
                    HttpStatus.BAD_REQUEST,
                    "Idempotency-Key not usable",
                    "Nothing was stored.",
                    List.of(new Fault(
                            "",
                            "INVALID_IDEMPOTENCY_KEY",
                            "The header Idempotency-Key stands once and has 1 to 255 printable ASCII characters."))));
        }
        return Optional.of(new IdempotencyKey(value));
    }
}
