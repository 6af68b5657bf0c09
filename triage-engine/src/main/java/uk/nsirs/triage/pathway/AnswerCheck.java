package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Judges an answer to a task before the engine sees it, so that nothing but codes can become a variable. */
@Component
public final class AnswerCheck {

    private final TaskService tasks;
    private final ProcessEngineConfigurationImpl engine;

    AnswerCheck(@Lazy TaskService tasks, @Lazy ProcessEngineConfigurationImpl engine) {
        this.tasks = tasks;
        this.engine = engine;
    }

    /**
     * Why {@code submitted} is no answer to the task; empty where it is one, or where there is no such task (the engine
     * says so).
     */
    public Optional<String> fault(String taskId, Map<String, Object> submitted) {
        var task = engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(
                        () -> tasks.createTaskQuery().taskId(taskId).singleResult()));
        return task == null ? Optional.empty() : Answers.fault(task.getTaskDefinitionKey(), submitted);
    }
}
