package uk.nsirs.bpmn.processes;

import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.test.mock.MockExpressionManager;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageInMemProcessEngineConfiguration;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;

/** An engine in memory that runs no job by itself and insists on every path being walked by the test class. */
final class TestEngine {

    private TestEngine() {}

    static ProcessEngineCoverageExtension coveringAllOf(String process, String... calledProcesses) {
        return ProcessEngineCoverageExtension.builder(configuration(process))
                .excludeProcessDefinitionKeys(calledProcesses)
                .assertClassCoverageAtLeast(1.0)
                .build();
    }

    private static ProcessEngineConfiguration configuration(String process) {
        var configuration = new ProcessCoverageInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("engine of " + process);
        configuration.setJdbcUrl("jdbc:h2:mem:" + process + ";DB_CLOSE_DELAY=-1");
        configuration.setExpressionManager(new MockExpressionManager());
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setJobExecutorActivate(false);
        configuration.setDefaultNumberOfRetries(1);
        return configuration;
    }
}
