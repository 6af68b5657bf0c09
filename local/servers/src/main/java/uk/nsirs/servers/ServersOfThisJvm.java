package uk.nsirs.servers;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one pair of servers that all test classes of a JVM share. */
final class ServersOfThisJvm implements Servers {

    private static final Logger LOG = LoggerFactory.getLogger(RealServers.class);

    private final ServerPair pair;
    private final Object postgresLock = new Object();
    private final Object kafkaLock = new Object();
    private Postgres postgres;
    private Kafka kafka;
    private JdbcUrl database;

    private ServersOfThisJvm(ServerPair pair) {
        this.pair = pair;
    }

    static ServersOfThisJvm get() {
        return Holder.SERVERS;
    }

    @Override
    public Postgres postgres() {
        synchronized (postgresLock) {
            if (postgres == null) {
                postgres = pair.startPostgres();
            }
            return postgres;
        }
    }

    @Override
    public Kafka kafka() {
        synchronized (kafkaLock) {
            if (kafka == null) {
                kafka = pair.startKafka();
            }
            return kafka;
        }
    }

    void announceDatabase() {
        synchronized (postgresLock) {
            if (database == null) {
                database = postgres().newDatabase("test");
            }
            System.setProperty("spring.datasource.url", database.url());
            System.setProperty("spring.datasource.username", database.username());
            System.setProperty("spring.datasource.password", database.password());
        }
    }

    void announceBroker() {
        System.setProperty("spring.kafka.bootstrap-servers", kafka().bootstrapServers());
    }

    private static final class Holder {

        private static final ServersOfThisJvm SERVERS = choose();

        private static ServersOfThisJvm choose() {
            List<String> images = new ArrayList<>(ContainerPair.IMAGES);
            images.addAll(DockerOfThisMachine.helpers());
            Branch.Choice choice = Branch.choose(System.getProperty(Branch.SWITCH), images, new DockerOfThisMachine());
            LOG.info(
                    "Servers: {} ({})",
                    choice.branch() == Branch.EMBEDDED ? "embedded" : "containers",
                    choice.because());
            ServerPair pair = choice.branch() == Branch.EMBEDDED ? new EmbeddedPair() : new ContainerPair();
            Runtime.getRuntime().addShutdownHook(new Thread(pair::close, "stop-test-servers"));
            return new ServersOfThisJvm(pair);
        }
    }
}
