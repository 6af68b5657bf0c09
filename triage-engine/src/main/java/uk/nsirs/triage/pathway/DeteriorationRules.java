package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import uk.nsirs.triage.casefile.CaseFiles;

/** The rule of a deterioration that was reported. */
@Component
final class DeteriorationRules implements TaskRules {

    private final CaseFiles cases;

    DeteriorationRules(CaseFiles cases) {
        this.cases = cases;
    }

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of("Task_AssessDeterioration", this::assessment);
    }

    /** THE-18: further infusions are for patients of the service; before that there is advice. */
    private void assessment(Completion completion) {
        completion.need(
                !completion.is("deteriorationAnswer", "TREAT_AGAIN")
                        || cases.locked(completion.reference())
                                .orElseThrow()
                                .standing()
                                .accepted(),
                "Only an accepted referral is treated. Decide on the referral first, or answer with advice.");
    }
}
