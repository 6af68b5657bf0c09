package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.function.Consumer;
import org.camunda.bpm.engine.HistoryService;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import uk.nsirs.events.LetterEvent.Kind;
import uk.nsirs.triage.casefile.Letters;

/** The rules of reviews and of leaving the service. */
@Component
final class FollowUpRules implements TaskRules {

    private final Letters letters;
    private final HistoryService history;

    FollowUpRules(Letters letters, @Lazy HistoryService history) {
        this.letters = letters;
        this.history = history;
    }

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of("Task_RecordFollowUp", this::review, "Task_WriteDischargeSummary", this::summary);
    }

    private void review(Completion completion) {
        completion.need(
                completion.any("sampleFasting") || !completion.any("triglyceridesMmolPerL"),
                "Say whether the sample was a fasting one, or that it is not known.");
    }

    /** A letter of an earlier follow-up, before the patient came back, is not this one's. */
    private void summary(Completion completion) {
        var began = history.createHistoricProcessInstanceQuery()
                .processInstanceId(completion.task().getProcessInstanceId())
                .singleResult()
                .getStartTime()
                .toInstant();
        completion.need(
                letters.newest(completion.reference(), Kind.DISCHARGE)
                        .filter(letter -> letter.issuedAt().isAfter(began))
                        .isPresent(),
                "Write the discharge summary as a letter, from the case file, before completing this task.");
    }
}
