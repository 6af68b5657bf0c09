package uk.nsirs.relay;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Removes old ids from the inbox now and then. */
final class InboxCleanup implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InboxCleanup.class);

    private final JdbcInbox inbox;
    private final Duration retention;
    private final Duration every;
    private ScheduledExecutorService clock;

    InboxCleanup(JdbcInbox inbox, Duration retention, Duration every) {
        this.inbox = inbox;
        this.retention = retention;
        this.every = every;
    }

    @Override
    public synchronized void start() {
        clock = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "inbox-cleanup");
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                clock.scheduleWithFixedDelay(this::clean, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void clean() {
        try {
            long removed = inbox.forget(retention);
            if (removed > 0) {
                LOG.info("Forgot {} processed events older than {} days", removed, retention.toDays());
            }
        } catch (RuntimeException databaseAway) {
            LOG.info("The inbox is cleaned next time: {}", FaultDescription.of(databaseAway));
        }
    }

    @Override
    public synchronized void stop() {
        if (clock != null) {
            clock.shutdownNow();
            clock = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return clock != null;
    }
}
