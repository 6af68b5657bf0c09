package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The rules of antibody, genetic and family testing. */
@Component
final class GeneticRules implements TaskRules {

    private static final Set<String> VARIANT_FOUND =
            Set.of("PATHOGENIC", "LIKELY_PATHOGENIC", "UNCERTAIN_SIGNIFICANCE");

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of(
                "Task_ContactLaboratory",
                completion -> notInTheFuture(
                        completion,
                        "laboratoryContactedOn",
                        "The laboratory cannot have been contacted in the future."),
                "Task_RecordReceptorAntibodyResult",
                completion -> notInTheFuture(completion, "takenOn", "A sample cannot have been taken in the future."),
                "Task_RecordConsent",
                completion -> notInTheFuture(
                        completion,
                        "discussionOn",
                        "The discussion comes before the order; it cannot lie in the future."),
                "Task_RecordGeneticResult",
                this::result,
                "Task_GiveGeneticCounselling",
                this::counselling,
                "Task_OfferFamilyTesting",
                completion -> notInTheFuture(
                        completion,
                        "offeredOn",
                        "Enter the date on which testing was offered; it cannot lie in the future."),
                "Task_InviteRelative",
                this::invitation);
    }

    private static void notInTheFuture(Completion completion, String field, String words) {
        completion.need(!completion.any(field) || completion.past(field), words);
    }

    /** GEN-01: a gene belongs to a variant. */
    private void result(Completion completion) {
        completion.need(
                completion.code("geneticResult").filter(VARIANT_FOUND::contains).isPresent() == completion.any("gene"),
                "Choose the gene where a variant was found, and only there.");
    }

    /** GEN-04. */
    private void counselling(Completion completion) {
        completion.need(
                completion.is("counsellingOutcome", "NOT_WANTED") || completion.past("counselledOn"),
                "Enter the date on which counselling was given; it cannot lie in the future.");
    }

    private void invitation(Completion completion) {
        completion.need(
                !(completion.is("moreRelatives", "MORE") && completion.is("invitedThrough", "NONE")),
                "Say that there are no more relatives, or how the relative was invited.");
    }
}
