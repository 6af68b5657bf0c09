package uk.nsirs.triage.pathway;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Judges an answer to a task before the engine sees it, so that nothing but codes, numbers, dates and yes or no can
 * become a variable.
 */
@Component
public final class AnswerCheck {

    private final TaskService tasks;
    private final ProcessEngineConfigurationImpl engine;
    private final TaskForms forms;

    AnswerCheck(@Lazy TaskService tasks, @Lazy ProcessEngineConfigurationImpl engine, TaskForms forms) {
        this.tasks = tasks;
        this.engine = engine;
        this.forms = forms;
    }

    /**
     * Why {@code submitted} is no answer to the task; empty where it is one, or where there is no such task (the engine
     * says so).
     */
    public Optional<String> fault(String taskId, Map<String, Object> submitted) {
        return engine.getCommandExecutorTxRequired()
                .execute(context -> context.runWithoutAuthorization(() -> {
                    var task = tasks.createTaskQuery().taskId(taskId).singleResult();
                    if (task == null) {
                        return Optional.empty();
                    }
                    var form = forms.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey());
                    return form.fault(submitted).or(() -> changed(task, form, submitted));
                }));
    }

    /** What a form only shows is sent back as it was shown. */
    private Optional<String> changed(Task task, TaskForm form, Map<String, Object> submitted) {
        return submitted.entrySet().stream()
                .filter(each -> form.fields().get(each.getKey()).readOnly())
                // A stale evaluation is refused by the task's own rule, which says what to do
                .filter(each -> !each.getKey().equals(ProcessVariables.EVALUATION))
                .filter(each -> TaskForm.isAnswer(each.getValue()))
                .filter(each -> !same(each.getValue(), tasks.getVariable(task.getId(), each.getKey())))
                .map(each -> each.getKey() + " is shown only and cannot be changed here.")
                .findFirst();
    }

    private static boolean same(Object sent, Object shown) {
        return sent instanceof Number one && shown instanceof Number other
                ? new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0
                : sent.equals(shown);
    }
}
