package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.function.Consumer;

/**
 * What a form cannot say: how the answers of a task have to go together, with each other and with what is known. Each
 * group of tasks has its own; {@link CompletionRules} asks all of them.
 */
interface TaskRules {

    /**
     * The rule of each task, by the task's id. A rule refuses by {@link Refusals#refuse}; it runs in the transaction
     * that completes the task, after the person and each answer by itself were found good.
     */
    Map<String, Consumer<Completion>> rules();
}
