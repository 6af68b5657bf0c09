package uk.nsirs.triage.pathway;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.casefile.PendingMessages;
import uk.nsirs.triage.casefile.PendingMessages.State;

/** What is to do in a case, and what was answered, in the words of the models. */
@Component
public class WorkOfACase {

    private final TaskService tasks;
    private final TaskForms forms;
    private final PendingMessages pending;

    WorkOfACase(TaskService tasks, TaskForms forms, PendingMessages pending) {
        this.tasks = tasks;
        this.forms = forms;
        this.pending = pending;
    }

    /**
     * A task that waits for somebody.
     *
     * @param name as the model shows it
     * @param groups who may complete it
     * @param link to it in Tasklist, from the root of this service
     * @param due when it should be done; empty where it has no such date
     */
    public record OpenTask(
            String id, String name, List<String> groups, String link, Instant since, Optional<Instant> due) {}

    /** One answer of a task: what was asked, and what was answered, in the form's words. */
    public record Answered(String question, String answer) {}

    /** The referral's open tasks, oldest first: of its processes, and of messages no process could take. */
    public List<OpenTask> open(ReferralReference reference) {
        var keys = Stream.concat(
                        Stream.of(reference.value()),
                        pending.of(reference).stream()
                                .filter(each -> each.state() == State.TASK)
                                .map(each -> Pathway.askedKey(each.eventId())))
                .toArray(String[]::new);
        return tasks.createTaskQuery().processInstanceBusinessKeyIn(keys).orderByTaskCreateTime().asc().list().stream()
                .map(task -> new OpenTask(
                        task.getId(),
                        task.getName(),
                        forms.of(task.getProcessDefinitionId(), task.getTaskDefinitionKey())
                                .candidates(),
                        "/camunda/app/tasklist/default/#/?task=" + task.getId(),
                        task.getCreateTime().toInstant(),
                        Optional.ofNullable(task.getDueDate()).map(Date::toInstant)))
                .toList();
    }

    /** The name of a task by its id in the models; the id where no model of this version has it. */
    public String name(String task) {
        return Optional.ofNullable(forms.newest().get(task)).map(TaskForm::name).orElse(task);
    }

    /**
     * What was answered, in the order of the form; what the form does not ask any more stands at the end, as it is kept.
     *
     * @param answers field to answer
     */
    public List<Answered> words(String task, Map<String, Object> answers) {
        var fields = Optional.ofNullable(forms.newest().get(task))
                .map(TaskForm::fields)
                .orElse(Map.of());
        var words = new ArrayList<Answered>();
        fields.forEach((key, field) -> {
            if (answers.containsKey(key)) {
                words.add(new Answered(field.label(), word(field.answer(), answers.get(key))));
            }
        });
        answers.forEach((key, value) -> {
            if (!fields.containsKey(key)) {
                words.add(new Answered(key, String.valueOf(value)));
            }
        });
        return words;
    }

    private static String word(TaskForm.Answer answer, Object value) {
        if (answer instanceof TaskForm.Answer.Code code) {
            return code.labels().getOrDefault(String.valueOf(value), String.valueOf(value));
        }
        return value instanceof Boolean yes ? (yes ? "yes" : "no") : String.valueOf(value);
    }
}
