package uk.nsirs.triage.inbound;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.casefile.PendingMessages;

/** Tries again what no process waited for when it came. */
@Component
class PendingPoller {

    private static final Logger LOG = LoggerFactory.getLogger(PendingPoller.class);
    private static final int AT_ONCE = 200;

    private final PendingMessages pending;
    private final CaseMessages messages;

    PendingPoller(PendingMessages pending, CaseMessages messages) {
        this.pending = pending;
        this.messages = messages;
    }

    @Scheduled(fixedDelayString = "${nsirs.pending.poll}")
    void poll() {
        try {
            for (var reference : pending.due(AT_ONCE)) {
                try {
                    messages.deliver(reference);
                } catch (RuntimeException conflict) {
                    LOG.info(
                            "Pending messages of {} are tried again later: {}",
                            reference,
                            conflict.getClass().getSimpleName());
                }
            }
        } catch (DataAccessException databaseAway) {
            LOG.warn(
                    "Pending messages cannot be read: {}",
                    databaseAway.getClass().getSimpleName());
        }
    }
}
