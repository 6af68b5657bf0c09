package uk.nsirs.intake.api;

import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An answer as it goes out, byte for byte, so that it can be given again.
 *
 * @param location null where nothing was made
 * @param body JSON, or a problem detail
 * @param noted whether something was stored although the call was refused
 */
record Answer(int status, String location, byte[] body, boolean noted) {

    Answer(int status, String location, byte[] body) {
        this(status, location, body, false);
    }

    boolean isRefusal() {
        return status >= 400;
    }

    boolean isNotedRefusal() {
        return isRefusal() && noted;
    }

    ResponseEntity<byte[]> asResponse() {
        var response = ResponseEntity.status(HttpStatusCode.valueOf(status))
                .contentType(isRefusal() ? MediaType.APPLICATION_PROBLEM_JSON : MediaType.APPLICATION_JSON);
        if (location != null) {
            response.location(URI.create(location));
        }
        return response.body(body);
    }
}
