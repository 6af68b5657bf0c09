package uk.nsirs.triage.pathway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.runtime.Incident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.servers.RealServers;
import uk.nsirs.servers.Servers;
import uk.nsirs.triage.Referrals;
import uk.nsirs.triage.TriageEngineApplication;
import uk.nsirs.triage.casefile.CaseFile;
import uk.nsirs.triage.casefile.CaseFiles;

/**
 * Cases that began under the previous models, and an update to the present ones. Every wait state, and each to its end:
 * {@code PreviousModelsTest} of the models. In a JVM of its own: the other tests share the newest definitions.
 */
@Tag("own-jvm")
@RealServers
class ModelMigrationTest {

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final Path PREVIOUS = Path.of("..", "bpmn", "src", "test", "resources", "previous-models");

    private ConfigurableApplicationContext service;
    private JdbcTemplate jdbc;
    private RuntimeService runtime;
    private TaskService tasks;

    @BeforeEach
    void theServiceWithThePreviousModels(Servers servers) throws IOException {
        var database = servers.postgres().newDatabase("model_migration");
        service = SpringApplication.run(
                TriageEngineApplication.class,
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.kafka.listener.auto-startup=false",
                "--nsirs.relay.enabled=false",
                "--nsirs.quickstart=true",
                "--nsirs.triage.url=http://localhost:8081",
                "--nsirs.intake.url=http://localhost:8080",
                "--nsirs.access.accounts[0].name=clinician",
                "--nsirs.access.accounts[0].password={noop}quickstart",
                "--nsirs.access.accounts[0].roles=CLINICIAN",
                "--nsirs.access.accounts[1].name=administrator",
                "--nsirs.access.accounts[1].password={noop}quickstart",
                "--nsirs.access.accounts[1].roles=ADMINISTRATOR",
                "--server.shutdown=immediate",
                "--server.port=0");
        jdbc = service.getBean(JdbcTemplate.class);
        runtime = service.getBean(RuntimeService.class);
        tasks = service.getBean(TaskService.class);
        var deployment = service.getBean(RepositoryService.class)
                .createDeployment()
                .name("nsirs")
                .source("triage-engine");
        for (var folder : List.of("processes", "forms")) {
            try (var files = Files.list(PREVIOUS.resolve(folder))) {
                for (var file : files.toList()) {
                    deployment.addInputStream(folder + "/" + file.getFileName(), Files.newInputStream(file));
                }
            }
        }
        deployment.deploy();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void casesGoOnUnderTheNewestModelsAndWhatCannotIsListed() throws Exception {
        // given a referral before its decision, one that was asked for information, and one that waits where the
        // present
        // models have no such task
        var undecided = submitted(Referrals.withPartialLipodystrophy());
        task(undecided, "Task_ConfirmTriageDecision");
        var asked = submitted(Referrals.withInsulinMissing());
        task(asked, "Task_ConfirmTriageDecision");
        var planning = submitted(Referrals.withPartialLipodystrophy());
        accept(planning);
        task(planning, "Task_PlanDiagnosticWorkup");
        var timers = timers();
        assertThat(timers).hasSizeGreaterThan(3);

        // when
        update();

        // then
        assertThat(versions(undecided)).containsOnly(3);
        assertThat(versions(asked)).as("the request too").hasSize(2).containsOnly(3);
        assertThat(versions(planning)).containsOnly(2);
        assertThat(timers()).isEqualTo(timers);
        assertThat(listed()).singleElement().satisfies(incident -> {
            assertThat(incident.getProcessInstanceId()).isEqualTo(root(planning));
            assertThat(incident.getActivityId()).isEqualTo("Task_PlanDiagnosticWorkup");
            assertThat(incident.getIncidentMessage()).contains("Task_PlanDiagnosticWorkup");
        });
        assertThat(anAdministratorReads("/engine-rest/incident?incidentType=modelNotMigrated"))
                .contains(root(planning), "Task_PlanDiagnosticWorkup", "no migration instruction");

        // and that is a list, not an alarm
        var work = service.getBean(EngineWork.class);
        assertThat(work.notMigrated()).isEqualTo(1);
        assertThat(work.incidents()).isZero();

        // and another round, even two at once, changes nothing
        var before = listed();
        update();
        assertThat(listed()).extracting(Incident::getId).isEqualTo(ids(before));

        // and what was migrated goes the present way
        accept(undecided);
        task(undecided, "Task_BookAppointment");
        assertThat(versions(undecided)).containsOnly(3);

        // and what was not goes on to its end, and is listed no more
        complete(planning, "Task_PlanDiagnosticWorkup", Map.of());
        await().atMost(SOON).until(() -> versions(planning).isEmpty());
        assertThat(listed()).isEmpty();
    }

    @Test
    void whatIsListedIsMigratedWhereItWaitsNext() {
        // given a case that cannot be migrated where it waits
        var reference = submitted(Referrals.withPartialLipodystrophy());
        accept(reference);
        task(reference, "Task_PlanDiagnosticWorkup");
        update();
        assertThat(listed()).hasSize(1);

        // when it goes to another wait state of its model
        runtime.createProcessInstanceModification(root(reference))
                .cancelAllForActivity("Task_PlanDiagnosticWorkup")
                .startBeforeActivity("Task_ConfirmTriageDecision")
                .execute();
        update();

        // then
        assertThat(versions(reference)).containsOnly(3);
        assertThat(listed()).isEmpty();
    }

    /** What a start with the present models does, by two instances at once. */
    private void update() {
        service.getBean(ModelDeployment.class).afterSingletonsInstantiated();
        var migration = service.getBean(ModelMigration.class);
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(migration::migrate), CompletableFuture.runAsync(migration::migrate))
                .join();
    }

    private ReferralReference submitted(Map<String, Object> clinical) {
        var reference = Referrals.newReference();
        service.getBean(TransactionTemplate.class).executeWithoutResult(status -> service.getBean(Pathway.class)
                .start(service.getBean(CaseFiles.class)
                        .open(List.of(CaseFile.opened(Referrals.submitted(reference, clinical))))));
        return reference;
    }

    private void accept(ReferralReference reference) {
        complete(reference, "Task_ConfirmTriageDecision", Map.of("decision", "ACCEPT"));
    }

    private void complete(ReferralReference reference, String task, Map<String, Object> answers) {
        var identity = service.getBean(IdentityService.class);
        var id = task(reference, task);
        identity.setAuthentication("clinician", List.of("clinicians"));
        try {
            tasks.complete(id, new HashMap<>(answers));
        } finally {
            identity.clearAuthentication();
        }
    }

    private String anAdministratorReads(String path) throws IOException, InterruptedException {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        var credentials = Base64.getEncoder().encodeToString("administrator:quickstart".getBytes(UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .header("Authorization", "Basic " + credentials)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** The id of the open task, once it is there. */
    private String task(ReferralReference reference, String key) {
        return await(key)
                .atMost(SOON)
                .until(
                        () -> tasks.createTaskQuery()
                                .processInstanceBusinessKey(reference.value())
                                .taskDefinitionKey(key)
                                .list(),
                        found -> found.size() == 1)
                .get(0)
                .getId();
    }

    private String root(ReferralReference reference) {
        return runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(reference.value())
                .rootProcessInstances()
                .singleResult()
                .getId();
    }

    /** Under which version each process instance of the referral runs. */
    private List<Integer> versions(ReferralReference reference) {
        return jdbc.queryForList(
                "select d.version_ from act_ru_execution e join act_re_procdef d on d.id_ = e.proc_def_id_"
                        + " where e.parent_id_ is null and e.business_key_ = ?",
                Integer.class,
                reference.value());
    }

    private Map<String, Object> timers() {
        var timers = new HashMap<String, Object>();
        jdbc.query(
                "select id_, duedate_ from act_ru_job where handler_type_ like 'timer%' and process_instance_id_ is not null",
                row -> {
                    timers.put(row.getString(1), row.getTimestamp(2));
                });
        return timers;
    }

    private List<Incident> listed() {
        return runtime.createIncidentQuery()
                .incidentType(ModelMigration.NOT_MIGRATED)
                .list();
    }

    private static List<String> ids(List<Incident> incidents) {
        return incidents.stream().map(Incident::getId).toList();
    }
}
