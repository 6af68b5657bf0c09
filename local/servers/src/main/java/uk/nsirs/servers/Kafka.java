package uk.nsirs.servers;

/** The JVM's Kafka 4 broker. Whoever stops it starts it again before the test ends: the next class needs it. */
public interface Kafka {

    /** {@code host:port}, the same over stops and starts. */
    String bootstrapServers();

    /** Stops it in good order; records and port are kept. */
    void stop();

    /** Starts it again after {@link #stop} or {@link #kill}; nothing happens if it runs. */
    void start();

    /** Ends it as a crash would; records and port are kept. */
    void kill();
}
