package uk.nsirs.triage.pathway;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** How much of the engine's work went wrong and waits for a person, as numbers. */
@Component
public class EngineWork {

    private final RuntimeService runtime;
    private final ManagementService management;

    EngineWork(RuntimeService runtime, ManagementService management) {
        this.runtime = runtime;
        this.management = management;
    }

    /** Messages that could not be processed and are not resolved yet. */
    public long unprocessable() {
        return running(Pathway.UNPROCESSABLE_MESSAGE);
    }

    /** E-mails that could not be delivered and are not resolved yet. */
    public long undeliverable() {
        return running(Pathway.UNDELIVERABLE_EMAIL);
    }

    /** Jobs that used up their tries. */
    public long failedJobs() {
        return management.createJobQuery().noRetriesLeft().count();
    }

    /**
     * Open incidents that somebody has to mend; a failed job of a called process is one there and one in each process that
     * called it.
     */
    public long incidents() {
        return runtime.createIncidentQuery().count() - notMigrated();
    }

    /** Process instances that go on under their own model, since the newest has no place for where they wait. */
    public long notMigrated() {
        return runtime.createIncidentQuery()
                .incidentType(ModelMigration.NOT_MIGRATED)
                .count();
    }

    private long running(String process) {
        return runtime.createProcessInstanceQuery()
                .processDefinitionKey(process)
                .count();
    }
}
