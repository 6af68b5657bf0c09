package uk.nsirs.triage.pathway;

import java.util.ArrayList;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.stereotype.Component;

/**
 * Lets a refusal leave the engine's command as what it is. The engine wraps whatever a listener throws into a failure of
 * its own, which it logs as an error with its stack trace; a bad request it hands back in silence. Any other exception
 * passes as it is, and is logged.
 */
@Component
final class RefusalsAreNoFailures extends AbstractProcessEnginePlugin {

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        var behindTheTransaction = new ArrayList<CommandInterceptor>();
        if (engine.getCustomPostCommandInterceptorsTxRequired() != null) {
            behindTheTransaction.addAll(engine.getCustomPostCommandInterceptorsTxRequired());
        }
        behindTheTransaction.add(new Unwrapping());
        engine.setCustomPostCommandInterceptorsTxRequired(behindTheTransaction);
    }

    /** Within the engine's own interceptor that logs and rolls back. */
    static final class Unwrapping extends CommandInterceptor {
        @Override
        public <T> T execute(Command<T> command) {
            try {
                return next.execute(command);
            } catch (ProcessEngineException failure) {
                throw Refusals.in(failure).orElse(failure);
            }
        }
    }
}
