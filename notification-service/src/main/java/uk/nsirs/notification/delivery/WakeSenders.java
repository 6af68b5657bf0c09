package uk.nsirs.notification.delivery;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the senders that there is something to send, so that they need not wait for their next look. */
@Component
class WakeSenders {

    private final Semaphore signal = new Semaphore(0);

    /** Wakes the senders once the present transaction has committed. */
    void afterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                signal.release();
            }
        });
    }

    /** Waits for a signal, {@code longest} at most. */
    void await(Duration longest) throws InterruptedException {
        if (signal.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            signal.drainPermits();
        }
    }
}
