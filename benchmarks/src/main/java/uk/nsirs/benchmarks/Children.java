package uk.nsirs.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;
import uk.nsirs.servers.embedded.KafkaBroker;
import uk.nsirs.servers.embedded.PostgresServer;

/** Every process the benchmark starts, stopped in the opposite order however it ends. */
final class Children implements AutoCloseable {

    private final Deque<Runnable> stops = new ArrayDeque<>();

    Children(PostgresServer postgres, KafkaBroker kafka) {
        stops.push(postgres::stop);
        stops.push(kafka::stop);
    }

    synchronized Side add(Side side) {
        stops.push(side::close);
        return side;
    }

    @Override
    public synchronized void close() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }
}
