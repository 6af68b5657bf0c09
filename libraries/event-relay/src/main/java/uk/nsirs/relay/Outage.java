package uk.nsirs.relay;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;

/** Something is away: said once when it begins and once when it ends, with pauses that grow in between. */
final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final String consequence;
    private final Duration from;
    private final Duration to;
    private Duration next;
    private boolean on;

    Outage(String consequence, Duration from, Duration to) {
        this.consequence = consequence;
        this.from = from;
        this.to = to;
        this.next = from;
    }

    /**
     * @param cause of the relay itself, whose statements and settings name no patient: its message may be logged
     */
    void begins(Throwable cause) {
        var reason = rootOf(cause).toString();
        if (!on) {
            on = true;
            LOG.warn("{}; trying again until it passes: {}", consequence, reason);
        } else {
            LOG.debug("{}: {}", consequence, reason);
        }
    }

    void ends() {
        if (on) {
            on = false;
            next = from;
            LOG.info("It passed, no longer: {}", consequence);
        }
    }

    /** How long to wait now; longer the next time. */
    Duration nextPause() {
        var pause = next;
        next = next.multipliedBy(2).compareTo(to) > 0 ? to : next.multipliedBy(2);
        return pause;
    }

    private static Throwable rootOf(Throwable cause) {
        var root = NestedExceptionUtils.getRootCause(cause);
        return root == null ? cause : root;
    }
}
