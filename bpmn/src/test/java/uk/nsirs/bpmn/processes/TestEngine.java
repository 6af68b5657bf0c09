package uk.nsirs.bpmn.processes;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.engine.test.mock.MockExpressionManager;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageInMemProcessEngineConfiguration;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;

/** An engine in memory that runs no job by itself and insists on every path being walked by the test class. */
final class TestEngine {

    private TestEngine() {}

    static ProcessEngineCoverageExtension coveringAllOf(String process, String... calledProcesses) {
        closeEnginesOfEarlierTests();
        return ProcessEngineCoverageExtension.builder(configuration(process))
                .excludeProcessDefinitionKeys(calledProcesses)
                .assertClassCoverageAtLeast(1.0)
                .build();
    }

    /** Nobody else closes them, and each keeps its database in memory; test classes run one after the other. */
    private static void closeEnginesOfEarlierTests() {
        List.copyOf(ProcessEngines.getProcessEngines().values()).forEach(ProcessEngine::close);
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
