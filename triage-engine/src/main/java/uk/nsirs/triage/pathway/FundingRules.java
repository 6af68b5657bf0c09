package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The rules of asking a funder. That a clinician signs is the form's and the candidates' business. */
@Component
final class FundingRules implements TaskRules {

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of("Task_DecideAfterFundingRefused", this::refused);
    }

    /** V-19: a request that was refused is considered again with new information only. */
    private void refused(Completion completion) {
        completion.need(
                !completion.is("refusedAnswer", "RECONSIDER") || completion.yes("newInformation"),
                "A funder looks at a request again only with new clinical information.");
    }
}
