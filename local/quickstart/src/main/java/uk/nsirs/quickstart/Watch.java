package uk.nsirs.quickstart;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Brings back a service that ended by itself or was killed, and gives up on one that ends again and again. */
final class Watch {

    private static final int TRIES = 10;

    private final Stack stack;
    private final Progress progress;
    private final Map<String, Integer> restarts = new HashMap<>();

    Watch(Stack stack, Progress progress) {
        this.stack = stack;
        this.progress = progress;
    }

    /** Returns when the stack was closed. */
    void run() throws InterruptedException {
        while (!stack.isClosed()) {
            TimeUnit.MILLISECONDS.sleep(500);
            for (LocalService service : stack.services()) {
                if (!stack.isClosed() && !service.isRunning()) {
                    bringBack(service);
                }
            }
        }
    }

    private void bringBack(LocalService service) {
        int attempt = restarts.merge(service.name(), 1, Integer::sum);
        if (attempt <= TRIES) {
            progress.say(service.name() + " ended and is started again (log: " + service.log() + ")");
            stack.launch(service);
        } else if (attempt == TRIES + 1) {
            progress.say(service.name() + " ended " + attempt + " times and stays down: " + service.lastCause()
                    + " (log: " + service.log() + ")");
        }
    }
}
