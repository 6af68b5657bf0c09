package uk.nsirs.servers;

/** The JVM's PostgreSQL 17 server. Whoever stops it starts it again before the test ends: the next class needs it. */
public interface Postgres {

    /** A new, empty database; the name is made unique, so that two classes may ask for the same. */
    JdbcUrl newDatabase(String name);

    /** Stops it in good order; data and port are kept. */
    void stop();

    /** Starts it again after {@link #stop} or {@link #kill}; nothing happens if it runs. */
    void start();

    /** Ends it as a crash would; data and port are kept. */
    void kill();
}
