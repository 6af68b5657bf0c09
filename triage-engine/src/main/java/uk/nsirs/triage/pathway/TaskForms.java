package uk.nsirs.triage.pathway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The forms and candidates of user tasks, from the deployed models: the one source of what a task may be answered with.
 * A task that was opened under an earlier deployment is judged by the form it was opened with.
 */
@Component
final class TaskForms {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RepositoryService repository;
    private final ProcessEngineConfigurationImpl engine;
    private final Map<String, Map<String, TaskForm>> deployed = new ConcurrentHashMap<>();
    private volatile Map<String, TaskForm> newest;

    TaskForms(@Lazy RepositoryService repository, @Lazy ProcessEngineConfigurationImpl engine) {
        this.repository = repository;
        this.engine = engine;
    }

    /**
     * The form of a task.
     *
     * @param definition id of its process definition
     * @param task its id in the model
     * @throws IllegalStateException where the process has no such user task
     */
    TaskForm of(String definition, String task) {
        var tasks = deployed.get(definition);
        if (tasks == null) {
            tasks = engine.getCommandExecutorTxRequired()
                    .execute(context -> context.runWithoutAuthorization(() -> deployed(definition)));
            deployed.put(definition, tasks);
        }
        return Optional.ofNullable(tasks.get(task))
                .orElseThrow(() -> new IllegalStateException("No user task of that process: " + task));
    }

    /** Every user task of this version's models, by its id. */
    Map<String, TaskForm> newest() {
        if (newest == null) {
            var models = new HashMap<String, ModelDeployment.Model>();
            ModelDeployment.models().forEach(model -> models.put(model.name(), model));
            var tasks = new HashMap<String, TaskForm>();
            models.forEach((name, model) -> {
                if (name.endsWith(".bpmn")) {
                    tasks.putAll(tasks(
                            Bpmn.readModelFromStream(open(model)),
                            form -> open(models.get("forms/" + form + ".form"))));
                }
            });
            newest = Map.copyOf(tasks);
        }
        return newest;
    }

    private Map<String, TaskForm> deployed(String definition) {
        var deployment = repository.getProcessDefinition(definition).getDeploymentId();
        return tasks(
                repository.getBpmnModelInstance(definition),
                form -> repository.getResourceAsStream(deployment, "forms/" + form + ".form"));
    }

    /** Where a form's text is found by the form's id. */
    private interface Schemas {
        InputStream open(String form);
    }

    private static Map<String, TaskForm> tasks(BpmnModelInstance model, Schemas schemas) {
        var tasks = new HashMap<String, TaskForm>();
        for (var task : model.getModelElementsByType(UserTask.class)) {
            tasks.put(
                    task.getId(),
                    new TaskForm(
                            task.getName(),
                            task.getCamundaCandidateGroupsList(),
                            task.getCamundaFormRef() == null
                                    ? Map.of()
                                    : TaskForm.fields(read(schemas, task.getCamundaFormRef()))));
        }
        return tasks;
    }

    private static JsonNode read(Schemas schemas, String form) {
        try (var text = schemas.open(form)) {
            return MAPPER.readTree(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Form not readable: " + form, unreadable);
        }
    }

    private static InputStream open(ModelDeployment.Model model) {
        try {
            return model.resource().getInputStream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Model not readable: " + model.name(), unreadable);
        }
    }
}
