package uk.nsirs.notification.delivery;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The threads that send, from the start of the service to its end. */
@Component
class Senders implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);

    /** Longer than one SMTP dialogue takes, shorter than a shutdown phase. */
    private static final long END_MILLIS = 15_000;

    private final SendNext sendNext;
    private final WakeSenders wake;
    private final MailProperties properties;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Senders(SendNext sendNext, WakeSenders wake, MailProperties properties) {
        this.sendNext = sendNext;
        this.wake = wake;
        this.properties = properties;
    }

    @Override
    public synchronized void start() {
        running = true;
        for (int number = 1; number <= properties.senders(); number++) {
            var thread = new Thread(this::run, "sender-" + number);
            threads.add(thread);
            thread.start();
        }
    }

    /** Lets a dialogue with the mail server come to its end: interrupting it would make it uncertain. */
    @Override
    public synchronized void stop() {
        running = false;
        for (var thread : threads) {
            try {
                thread.join(END_MILLIS);
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
        }
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        boolean databaseAway = false;
        while (running) {
            try {
                if (!sendNext.sendNext()) {
                    wake.await(properties.poll());
                }
                if (databaseAway) {
                    LOG.info("The senders go on");
                    databaseAway = false;
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException fault) {
                if (!databaseAway) {
                    LOG.warn(
                            "The senders wait and try again until it passes: {}",
                            fault.getClass().getSimpleName());
                    databaseAway = true;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            wake.await(properties.retryFrom());
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
