package uk.nsirs.triage.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import uk.nsirs.servers.JdbcUrl;
import uk.nsirs.servers.RealServers;
import uk.nsirs.servers.Servers;
import uk.nsirs.triage.TriageEngineApplication;
import uk.nsirs.triage.access.Staff;

/**
 * Instances that start at the same time, on a database that none has started on before. In a JVM of its own: whole services
 * would take records and threads from the one that the other tests share.
 */
@Tag("own-jvm")
@RealServers
class FirstStartsTest {

    private final List<ConfigurableApplicationContext> started = new ArrayList<>();
    private JdbcUrl database;
    private JdbcTemplate jdbc;

    @BeforeEach
    void anEmptyDatabase(Servers servers) {
        database = servers.postgres().newDatabase("first_starts");
        jdbc = new JdbcTemplate(new DriverManagerDataSource(database.url(), database.username(), database.password()));
    }

    @AfterEach
    void stop() {
        started.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void prepareItOnce() throws Exception {
        started.addAll(atOnce(List.of(this::start, this::start)));

        assertThat(jdbc.queryForObject("select count(*) from act_re_deployment", Integer.class))
                .isEqualTo(1);
        assertEachGroupHasItsGrantsOnce();
    }

    @Test
    void grantOnceEvenWhereTheirGrantsMeet() throws Exception {
        // given two instances, and nothing granted
        started.add(start());
        started.add(start());
        for (var table : List.of("act_id_membership", "act_id_group", "act_id_user", "act_ru_authorization")) {
            jdbc.update("delete from " + table);
        }

        // when
        atOnce(started.stream()
                .map(each -> each.getBean(EngineGrants.class))
                .map(grants -> Executors.callable(grants::afterSingletonsInstantiated))
                .toList());

        // then
        assertEachGroupHasItsGrantsOnce();
    }

    private void assertEachGroupHasItsGrantsOnce() {
        assertThat(jdbc.queryForList("select id_ from act_id_group", String.class))
                .containsAll(Staff.groups())
                .contains("camunda-admin");
        assertThat(jdbc.queryForList("select user_id_ from act_id_membership", String.class))
                .containsExactly("nsirs-system");
        assertThat(jdbc.queryForList(
                        "select group_id_ from act_ru_authorization where resource_id_ = 'tasklist'", String.class))
                .containsExactlyInAnyOrderElementsOf(Staff.groups());
    }

    private ConfigurableApplicationContext start() {
        var application = new SpringApplication(TriageEngineApplication.class);
        // The logging system is one for the whole JVM, and two starts at once would set it up across each other.
        application.setListeners(application.getListeners().stream()
                .filter(listener -> !(listener instanceof LoggingApplicationListener))
                .toList());
        return application.run(
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                // Several engines in one JVM
                "--camunda.bpm.generate-unique-process-engine-name=true",
                // The records belong to the other tests
                "--spring.kafka.listener.auto-startup=false",
                "--nsirs.relay.enabled=false",
                "--nsirs.topics.partitions=2",
                "--nsirs.quickstart=true",
                "--nsirs.triage.url=http://localhost:8081",
                "--nsirs.intake.url=http://localhost:8080",
                "--nsirs.access.accounts[0].name=clinician",
                "--nsirs.access.accounts[0].password={noop}quickstart",
                "--nsirs.access.accounts[0].roles=CLINICIAN",
                "--server.shutdown=immediate",
                "--server.port=0");
    }

    /** What each gives; all begin at the same moment. */
    private static <T> List<T> atOnce(List<Callable<T>> works) throws Exception {
        var threads = Executors.newFixedThreadPool(works.size());
        try {
            var gate = new CyclicBarrier(works.size());
            var running = works.stream()
                    .map(work -> threads.submit(() -> {
                        gate.await();
                        return work.call();
                    }))
                    .toList();
            var results = new ArrayList<T>();
            for (Future<T> each : running) {
                results.add(each.get(60, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
