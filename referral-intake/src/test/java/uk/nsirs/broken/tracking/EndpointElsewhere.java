package uk.nsirs.broken.tracking;

import java.time.Instant;
import org.springframework.web.bind.annotation.RestController;

/** Breaks the rules that endpoints live in the API and that time comes from the clock. */
@RestController
class EndpointElsewhere {

    Instant now() {
        return Instant.now();
    }
}
