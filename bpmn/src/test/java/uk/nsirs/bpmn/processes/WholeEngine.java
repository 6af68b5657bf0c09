package uk.nsirs.bpmn.processes;

import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.test.mock.MockExpressionManager;
import org.camunda.bpm.engine.test.mock.Mocks;
import uk.nsirs.feel.CachingFeelEngineFactory;

/** An engine in memory for the tests that let all processes run together. Nothing runs by itself in it. */
final class WholeEngine {

    private WholeEngine() {}

    /**
     * Starts one.
     *
     * @param name of its own: an engine is known by it in the whole JVM
     * @param history a history level of the engine
     */
    static ProcessEngine start(String name, String history) {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName(name);
        configuration.setJdbcUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        configuration.setExpressionManager(new MockExpressionManager());
        configuration.setHistory(history);
        configuration.setJobExecutorActivate(false);
        configuration.setDefaultNumberOfRetries(1);
        var decisions =
                (DefaultDmnEngineConfiguration) DefaultDmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        decisions.setFeelEngineFactory(new CachingFeelEngineFactory());
        configuration.setDmnEngineConfiguration(decisions);
        return configuration.buildProcessEngine();
    }

    /** Back to now, to no beans, and to no instance. */
    static void reset(ProcessEngine engine) {
        Mocks.reset();
        ClockUtil.reset();
        engine.getRuntimeService()
                .createProcessInstanceQuery()
                .rootProcessInstances()
                .list()
                .forEach(left -> engine.getRuntimeService()
                        .deleteProcessInstance(left.getProcessInstanceId(), "left by a walk"));
    }
}
