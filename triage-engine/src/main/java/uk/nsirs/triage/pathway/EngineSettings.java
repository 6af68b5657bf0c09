package uk.nsirs.triage.pathway;

import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import uk.nsirs.feel.CachingFeelEngineFactory;

/** What of the engine is set on purpose. It waits for Flyway, which makes the engine's tables. */
@Component
@DependsOnDatabaseInitialization
@Order(org.springframework.core.Ordered.LOWEST_PRECEDENCE)
final class EngineSettings extends AbstractProcessEnginePlugin {

    private final CachingFeelEngineFactory feel = new CachingFeelEngineFactory();

    /** The one cache of parsed expressions, shared with {@link DecisionTables}. */
    CachingFeelEngineFactory feel() {
        return feel;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_FALSE);
        engine.setEnforceHistoryTimeToLive(true);

        var decisions =
                (DefaultDmnEngineConfiguration) DefaultDmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        decisions.setFeelEngineFactory(feel);
        engine.setDmnEngineConfiguration(decisions);

        // "end" rewrites every history row of an instance when it ends; "start" would let the clean-up delete the
        // history of a case that still runs, and ours run for years. Retention sets the removal time itself.
        engine.setHistoryRemovalTimeStrategy(ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_NONE);
        // "none" goes with clean-up by the end of an instance only. No window is configured, so none runs by itself.
        engine.setHistoryCleanupStrategy(ProcessEngineConfiguration.HISTORY_CLEANUP_STRATEGY_END_TIME_BASED);

        // A fault that passes (a lock, a connection) is over in seconds; one that stays becomes an incident in
        // Cockpit after five minutes.
        engine.setFailedJobRetryTimeCycle("PT2S,PT5S,PT20S,PT1M,PT3M");
        engine.setJobExecutorAcquireExclusiveOverProcessHierarchies(true);
        // Deployment-aware executors strand the timers of older deployments after an update.
        engine.setJobExecutorDeploymentAware(false);

        engine.setAuthorizationEnabled(true);
        // Account names as the configuration allows them.
        engine.setUserResourceWhitelistPattern("[a-z0-9][a-z0-9._-]{1,62}");
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setMetricsEnabled(true);
        engine.setTaskMetricsEnabled(false);
    }
}
