package uk.nsirs.servers;

/** One branch of the switch: a way to run the two servers. Each is started at most once; closing ends both. */
interface ServerPair extends AutoCloseable {

    Postgres startPostgres();

    Kafka startKafka();

    @Override
    void close();
}
