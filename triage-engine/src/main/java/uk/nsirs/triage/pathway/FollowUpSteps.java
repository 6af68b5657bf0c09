package uk.nsirs.triage.pathway;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Where plan, therapies and follow-up meet. The models call it as {@code followUps}.
 *
 * <p>Public, since expressions of the models call public methods of public classes only.
 */
@Component("followUps")
public final class FollowUpSteps {

    private final Pathway pathway;

    FollowUpSteps(@Lazy Pathway pathway) {
        this.pathway = pathway;
    }

    /**
     * A plan was agreed: a follow-up that waits for its next review plans that anew. One whose review is under way plans
     * the next one after it, so nothing is lost where nothing waits.
     */
    public void planAgreed(DelegateExecution execution) {
        pathway.deliver("Message_PlanAgreed", Cases.reference(execution), Optional.empty(), Map.of());
    }

    /** The therapies that run now, in words and with commas between; empty where none does. */
    public String runningTherapies(DelegateExecution execution) {
        return pathway.runningTherapies(Cases.reference(execution)).stream()
                .map(therapy -> therapy.name().replace('_', ' ').toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
