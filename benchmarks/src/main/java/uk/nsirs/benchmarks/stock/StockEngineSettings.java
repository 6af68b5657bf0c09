package uk.nsirs.benchmarks.stock;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;

/** What the service needs to start at all, and nothing that changes its speed. It waits for Flyway. */
@DependsOnDatabaseInitialization
final class StockEngineSettings extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setUserResourceWhitelistPattern("[a-z0-9][a-z0-9._-]{1,62}");
    }
}
