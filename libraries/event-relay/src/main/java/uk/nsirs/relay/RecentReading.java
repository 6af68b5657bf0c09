package uk.nsirs.relay;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * What was read not long ago, for gauges: one scrape asks for several numbers of one reading. Safe for several threads.
 *
 * @param <T> what is read
 */
public final class RecentReading<T> {

    private final long fresh;
    private final Supplier<T> reading;
    private T latest;
    private long readAt;

    /**
     * Reads nothing yet.
     *
     * @param fresh how old a reading may become
     * @param reading reads; says itself what a fault comes to
     */
    public RecentReading(Duration fresh, Supplier<T> reading) {
        this.fresh = fresh.toNanos();
        this.reading = reading;
        readAt = System.nanoTime() - this.fresh;
    }

    /** The latest reading, made now where it is too old. */
    public synchronized T get() {
        if (System.nanoTime() - readAt >= fresh) {
            latest = reading.get();
            readAt = System.nanoTime();
        }
        return latest;
    }
}
