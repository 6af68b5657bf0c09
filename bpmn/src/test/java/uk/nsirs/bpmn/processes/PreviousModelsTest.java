package uk.nsirs.bpmn.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What waits under the previous models ({@code src/test/resources/previous-models}) when the present ones are deployed: from
 * each wait state it can be migrated, or is known to stay with its model; and it goes on to its end either way.
 */
class PreviousModelsTest {

    private static final String REFERENCE = "NSIRS-2026-7K3QX9";
    private static final Path PREVIOUS = Path.of("src/test/resources/previous-models");
    private static final Path PRESENT = Path.of("src/main/resources");

    /**
     * Wait states that the present models do not have, or have behind a choice (a follow-up waits for a plan as well):
     * administrators are told of whoever waits there.
     */
    private static final Set<String> STAYS =
            Set.of("ReferralPathway Task_PlanDiagnosticWorkup", "FollowUp Event_ReviewSoonDue");

    /** Chance ends each way far earlier. */
    private static final int PATIENCE = 20;

    private static ProcessEngine engine;
    private static Map<String, ProcessDefinition> previous;
    private static Map<String, ProcessDefinition> present;

    @BeforeAll
    static void deployOneAfterTheOther() {
        engine = WholeEngine.start("previousModels", ProcessEngineConfiguration.HISTORY_NONE);
        previous = deployed(PREVIOUS, "processes", "forms");
        present = deployed(PRESENT, "processes", "decisions", "forms");
    }

    private static Map<String, ProcessDefinition> deployed(Path models, String... folders) {
        var deployment = engine.getRepositoryService().createDeployment().name("nsirs");
        for (var folder : folders) {
            add(models, folder, deployment);
        }
        var definitions = new TreeMap<String, ProcessDefinition>();
        deployment
                .deployWithResult()
                .getDeployedProcessDefinitions()
                .forEach(definition -> definitions.put(definition.getKey(), definition));
        return definitions;
    }

    private static void add(Path models, String folder, DeploymentBuilder deployment) {
        try (var files = Files.list(models.resolve(folder))) {
            for (var file : files.sorted().toList()) {
                deployment.addInputStream(folder + "/" + file.getFileName(), Files.newInputStream(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @AfterAll
    static void stopTheEngine() {
        engine.close();
    }

    @AfterEach
    void backToNow() {
        WholeEngine.reset(engine);
    }

    /** Process and activity of every wait state of the previous models. */
    static Stream<String> waitStates() throws IOException {
        try (var files = Files.list(PREVIOUS.resolve("processes"))) {
            return files.sorted().toList().stream()
                    .map(file -> Bpmn.readModelFromFile(file.toFile()))
                    .flatMap(model -> {
                        var process = model.getModelElementsByType(Process.class)
                                .iterator()
                                .next();
                        return Stream.of(
                                        UserTask.class,
                                        ReceiveTask.class,
                                        IntermediateCatchEvent.class,
                                        EventBasedGateway.class,
                                        CallActivity.class)
                                .<FlowNode>flatMap(kind -> model.getModelElementsByType(kind).stream())
                                // Of a gateway that waits for several events, the gateway is where it waits.
                                .filter(node -> node.getPreviousNodes().list().stream()
                                        .noneMatch(EventBasedGateway.class::isInstance))
                                .map(node -> process.getId() + " " + node.getId());
                    })
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("waitStates")
    void what_waits_is_migrated_or_known_to_stay_and_goes_on_to_its_end(String waitState) {
        // given
        ServiceBeans.registered().evaluatingTo("MEETS", false).knowing("livesLocally", true);
        Mocks.register("timers", new RandomWalkTest.TimersByChance(new Random(1)));
        var process = waitState.substring(0, waitState.indexOf(' '));
        var activity = waitState.substring(waitState.indexOf(' ') + 1);
        var instance = engine.getRuntimeService()
                .createProcessInstanceById(previous.get(process).getId())
                .businessKey(REFERENCE)
                .setVariables(variables())
                .startBeforeActivity(activity)
                .execute()
                .getId();
        var waits = active(instance);
        var timers = timers(instance);
        assertThat(waits).contains(activity);

        // when
        if (STAYS.contains(waitState)) {
            assertThatThrownBy(() -> migrate(process, instance))
                    .isInstanceOf(MigratingProcessInstanceValidationException.class)
                    .hasMessageContaining(activity);
        } else {
            migrate(process, instance);
        }

        // then it waits where it waited, for as long as it was to wait
        var model = STAYS.contains(waitState) ? previous : present;
        assertThat(engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .singleResult()
                        .getProcessDefinitionId())
                .isEqualTo(model.get(process).getId());
        assertThat(active(instance)).isEqualTo(waits);
        assertThat(timers(instance)).containsAllEntriesOf(timers);

        // and goes on
        goesOnToItsEnd(instance);
    }

    @Test
    void nothing_is_said_to_stay_that_the_previous_models_do_not_have() throws IOException {
        assertThat(waitStates().toList()).containsAll(STAYS);
    }

    /** As {@code ModelMigration} of the triage engine plans it. */
    private static void migrate(String process, String instance) {
        engine.getRuntimeService()
                .newMigration(
                        plan(previous.get(process).getId(), present.get(process).getId()))
                .processInstanceIds(instance)
                .execute();
    }

    private static MigrationPlan plan(String from, String to) {
        return engine.getRuntimeService()
                .createMigrationPlan(from, to)
                .mapEqualActivities()
                .build();
    }

    private static void goesOnToItsEnd(String instance) {
        var walk = new RandomWalk(engine, 1);
        try {
            for (int part = 0; runs(instance); part++) {
                assertThat(part).as("parts of the way").isLessThan(PATIENCE);
                walk.walkOn();
                if (runs(instance) && canBeWithdrawn()) {
                    walk.stopAndAnswerWhatIsLeft();
                }
                // Other branches had no token from the beginning: they count as done.
                joinsWaitedAt(instance).forEach(join -> engine.getRuntimeService()
                        .createProcessInstanceModification(instance)
                        .startBeforeActivity(join)
                        .execute());
            }
        } catch (RuntimeException | AssertionError fault) {
            throw new AssertionError(
                    fault.getMessage() + "\nIts way: " + String.join("\n  ", walk.trail()) + "\nIt stands at "
                            + (runs(instance) ? engine.getRuntimeService().getActivityInstance(instance) : "its end"),
                    fault);
        }
    }

    /** A referral goes on for years; all else comes to an end by chance. */
    private static boolean canBeWithdrawn() {
        return engine
                .getRuntimeService()
                .createEventSubscriptionQuery()
                .eventName("Message_ReferralWithdrawn")
                .list()
                .stream()
                .anyMatch(each -> each.getProcessInstanceId() != null);
    }

    private static Set<String> joinsWaitedAt(String instance) {
        if (!runs(instance)) {
            return Set.of();
        }
        var definition = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceId(instance)
                .singleResult()
                .getProcessDefinitionId();
        var model = engine.getRepositoryService().getBpmnModelInstance(definition);
        return withAllBelow(engine.getRuntimeService().getActivityInstance(instance))
                .map(ActivityInstance::getActivityId)
                .filter(activity -> model.getModelElementById(activity) instanceof ParallelGateway)
                .collect(Collectors.toSet());
    }

    private static Stream<ActivityInstance> withAllBelow(ActivityInstance one) {
        return Stream.concat(
                Stream.of(one), Stream.of(one.getChildActivityInstances()).flatMap(PreviousModelsTest::withAllBelow));
    }

    private static boolean runs(String instance) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance)
                        .count()
                > 0;
    }

    private static Set<String> active(String instance) {
        return new TreeSet<>(engine.getRuntimeService().getActiveActivityIds(instance));
    }

    private static Map<String, Date> timers(String instance) {
        var timers = new HashMap<String, Date>();
        for (Job timer : engine.getManagementService()
                .createJobQuery()
                .processInstanceId(instance)
                .timers()
                .list()) {
            timers.put(timer.getId(), timer.getDuedate());
        }
        return timers;
    }

    private static Map<String, Object> variables() {
        return Map.of(
                "reference",
                REFERENCE,
                "caseFileUrl",
                "http://localhost/cases/" + REFERENCE,
                "priority",
                "ROUTINE",
                "intent",
                "REFERRAL",
                "chase",
                0,
                "closesOn",
                "2031-01-01T09:00:00Z",
                "reviewOn",
                "2031-01-01");
    }
}
