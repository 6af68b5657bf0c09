package uk.nsirs.servers;

/** The servers of this JVM, started when they are first asked for; a parameter of any {@link RealServers} test. */
public interface Servers {

    Postgres postgres();

    Kafka kafka();
}
