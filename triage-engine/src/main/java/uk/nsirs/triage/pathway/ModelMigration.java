package uk.nsirs.triage.pathway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.management.ProcessDefinitionStatistics;
import org.camunda.bpm.engine.migration.MigratingActivityInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.runtime.TransitionInstance;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings what began under earlier models to the newest ones: after each start, and again and again, since what cannot be
 * migrated where it waits now may be where it waits next. Each process instance in a transaction of its own. One that
 * cannot be migrated goes on as it began, and is listed: an incident of type {@value #NOT_MIGRATED} says why, in Cockpit
 * and at {@code /engine-rest/incident}, until it was migrated after all or has ended. ADR 0009.
 *
 * <p>Of many instances of this service one does it; nothing breaks where two do.
 */
@Component
final class ModelMigration {

    /** The type of the incidents. */
    static final String NOT_MIGRATED = "modelNotMigrated";

    private static final Logger LOG = LoggerFactory.getLogger(ModelMigration.class);
    private static final long LOCK = 7_240_002L;
    private static final int AT_ONCE = 500;
    private static final int TRIES = 3;
    /** What the engine's column takes. */
    private static final int LONGEST_MESSAGE = 4_000;

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final ManagementService management;
    private final TransactionTemplate transaction;
    private final JdbcTemplate jdbc;

    ModelMigration(
            RuntimeService runtime,
            RepositoryService repository,
            ManagementService management,
            TransactionTemplate transaction,
            JdbcTemplate jdbc) {
        this.runtime = runtime;
        this.repository = repository;
        this.management = management;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    /** One round over all process instances of earlier models; nothing where another instance is at it. */
    @Scheduled(fixedDelayString = "${nsirs.models.migration}")
    void migrate() {
        try {
            jdbc.execute((ConnectionCallback<Void>) connection -> {
                try (var lock = connection.prepareStatement("select pg_try_advisory_lock(?)");
                        var unlock = connection.prepareStatement("select pg_advisory_unlock(?)")) {
                    lock.setLong(1, LOCK);
                    unlock.setLong(1, LOCK);
                    try (var answer = lock.executeQuery()) {
                        if (!answer.next() || !answer.getBoolean(1)) {
                            return null;
                        }
                    }
                    try {
                        migrateAll();
                    } finally {
                        unlock.execute();
                    }
                    return null;
                }
            });
        } catch (RuntimeException away) {
            LOG.warn(
                    "Process instances of earlier models are migrated later: {}",
                    away.getClass().getSimpleName());
        }
    }

    private void migrateAll() {
        var newest = new HashMap<String, ProcessDefinition>();
        repository
                .createProcessDefinitionQuery()
                .latestVersion()
                .list()
                .forEach(definition -> newest.put(definition.getKey(), definition));
        for (var earlier : management.createProcessDefinitionStatisticsQuery().list()) {
            var target = newest.get(earlier.getKey());
            if (earlier.getInstances() > 0 && !earlier.getId().equals(target.getId())) {
                migrate(earlier, target);
            }
        }
    }

    private void migrate(ProcessDefinitionStatistics earlier, ProcessDefinition target) {
        var name = "%s from version %d to %d".formatted(earlier.getKey(), earlier.getVersion(), target.getVersion());
        LOG.info("Migrating {} process instances of {}", earlier.getInstances(), name);
        var plan = plan(earlier.getId(), target.getId());
        var listed = listed(earlier.getId());
        var counts = new HashMap<Outcome, Integer>();
        int stayed = 0;
        for (var page = page(earlier.getId(), 0); !page.isEmpty(); page = page(earlier.getId(), stayed)) {
            for (var instance : page) {
                var outcome = migrate(instance.getId(), plan, listed.getOrDefault(instance.getId(), List.of()));
                counts.merge(outcome, 1, Integer::sum);
                if (outcome != Outcome.MIGRATED) {
                    stayed++;
                }
            }
        }
        LOG.info("Process instances of {}: {}", name, counts);
    }

    private enum Outcome {
        /** Goes on under the newest model. */
        MIGRATED,
        /** Goes on as it began; administrators see it. */
        LISTED,
        /** Somebody else was at it; the next round tries again. */
        LATER
    }

    private Outcome migrate(String instance, MigrationPlan plan, List<Incident> listed) {
        for (int attempt = 1; ; attempt++) {
            try {
                return migrateOrList(instance, plan, listed);
            } catch (RuntimeException fault) {
                if (attempt == TRIES) {
                    LOG.warn(
                            "Process instance {} is migrated later: {}",
                            instance,
                            fault.getClass().getSimpleName());
                    return Outcome.LATER;
                }
            }
        }
    }

    private Outcome migrateOrList(String instance, MigrationPlan plan, List<Incident> listed) {
        if (waitsWhereItWasListed(instance, plan, listed)) {
            return Outcome.LISTED;
        }
        try {
            transaction.executeWithoutResult(status -> {
                listed.forEach(incident -> runtime.resolveIncident(incident.getId()));
                runtime.newMigration(plan).processInstanceIds(instance).execute();
            });
            return Outcome.MIGRATED;
        } catch (MigratingProcessInstanceValidationException waitsElsewhere) {
            var report = waitsElsewhere.getValidationReport();
            list(instance, plan, listed, execution(report), reasons(report));
        } catch (RuntimeException fault) {
            if (Pathway.transientFault().anyCause(fault)) {
                throw fault;
            }
            list(
                    instance,
                    plan,
                    listed,
                    anyExecution(instance),
                    "Migrating failed: " + fault.getClass().getSimpleName());
        }
        return Outcome.LISTED;
    }

    /** The engine writes each refusal to the log with its stack trace: one that is known is not asked for again. */
    private boolean waitsWhereItWasListed(String instance, MigrationPlan plan, List<Incident> listed) {
        return listed.stream()
                .filter(incident -> plan.getTargetProcessDefinitionId().equals(incident.getConfiguration()))
                .anyMatch(incident -> runtime.getActiveActivityIds(instance).contains(incident.getActivityId()));
    }

    private void list(
            String instance, MigrationPlan plan, List<Incident> listed, Optional<String> execution, String reasons) {
        if (execution.isEmpty()) {
            // It has ended meanwhile.
            return;
        }
        transaction.executeWithoutResult(status -> {
            listed.forEach(incident -> runtime.resolveIncident(incident.getId()));
            runtime.createIncident(NOT_MIGRATED, execution.get(), plan.getTargetProcessDefinitionId(), reasons);
        });
        LOG.warn("Process instance {} stays with its model: {}", instance, reasons);
    }

    /** The execution of the activity that cannot be migrated; an incident stands at an activity, not at the whole. */
    private Optional<String> execution(MigratingProcessInstanceValidationReport report) {
        var instance = report.getProcessInstanceId();
        var failing = report.getActivityInstanceReports().stream()
                .map(MigratingActivityInstanceValidationReport::getSourceScopeId)
                .toList();
        return waiting(instance)
                .filter(each -> failing.contains(each.getActivityId()))
                .map(each -> each.getExecutionIds()[0])
                .findFirst()
                .or(() -> anyExecution(instance));
    }

    private Optional<String> anyExecution(String instance) {
        return Stream.concat(
                        waiting(instance).map(each -> each.getExecutionIds()[0]),
                        all(instance)
                                .flatMap(each -> Stream.of(each.getChildTransitionInstances()))
                                .map(TransitionInstance::getExecutionId))
                .findFirst();
    }

    /** The activities that wait; not the scopes around them. */
    private Stream<ActivityInstance> waiting(String instance) {
        return all(instance)
                .filter(each -> each.getParentActivityInstanceId() != null)
                .filter(each ->
                        each.getChildActivityInstances().length == 0 && each.getChildTransitionInstances().length == 0);
    }

    private Stream<ActivityInstance> all(String instance) {
        return Stream.ofNullable(runtime.getActivityInstance(instance)).flatMap(ModelMigration::withAllBelow);
    }

    private static Stream<ActivityInstance> withAllBelow(ActivityInstance one) {
        return Stream.concat(
                Stream.of(one), Stream.of(one.getChildActivityInstances()).flatMap(ModelMigration::withAllBelow));
    }

    /**
     * Every activity goes to the one of the same id and kind. Messages get the name that the newest model waits for; timers
     * keep their dates: evaluated anew, each would begin again, and with an update now and then none would ever go off.
     */
    private MigrationPlan plan(String earlier, String target) {
        var equal = runtime.createMigrationPlan(earlier, target)
                .mapEqualActivities()
                .build();
        var messages = messages(earlier);
        MigrationPlanBuilder plan = runtime.createMigrationPlan(earlier, target);
        for (var activity : equal.getInstructions()) {
            var mapped = plan.mapActivities(activity.getSourceActivityId(), activity.getTargetActivityId());
            plan = messages.contains(activity.getSourceActivityId()) ? mapped.updateEventTrigger() : mapped;
        }
        return plan.build();
    }

    private List<String> messages(String definition) {
        return repository.getBpmnModelInstance(definition).getModelElementsByType(CatchEvent.class).stream()
                .filter(event ->
                        event.getEventDefinitions().stream().anyMatch(MessageEventDefinition.class::isInstance))
                .map(CatchEvent::getId)
                .toList();
    }

    private List<ProcessInstance> page(String definition, int first) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionId(definition)
                .orderByProcessInstanceId()
                .asc()
                .listPage(first, AT_ONCE);
    }

    /** What is listed already, by process instance; what a called process passed up is not its caller's own. */
    private Map<String, List<Incident>> listed(String definition) {
        var listed = new HashMap<String, List<Incident>>();
        runtime.createIncidentQuery().incidentType(NOT_MIGRATED).processDefinitionId(definition).list().stream()
                .filter(incident -> incident.getId().equals(incident.getCauseIncidentId()))
                .forEach(incident -> listed.computeIfAbsent(incident.getProcessInstanceId(), none -> new ArrayList<>())
                        .add(incident));
        return listed;
    }

    private static String reasons(MigratingProcessInstanceValidationReport report) {
        var reasons = Stream.of(
                        report.getFailures().stream(),
                        report.getActivityInstanceReports().stream()
                                .map(each -> each.getSourceScopeId() + ": " + String.join(" ", each.getFailures())),
                        report.getTransitionInstanceReports().stream()
                                .map(each -> each.getSourceScopeId() + ": " + String.join(" ", each.getFailures())))
                .flatMap(each -> each)
                .sorted()
                .distinct()
                .reduce((first, second) -> first + "; " + second)
                .orElse("No reason given");
        return reasons.length() <= LONGEST_MESSAGE ? reasons : reasons.substring(0, LONGEST_MESSAGE);
    }
}
