package uk.nsirs.triage.criteria;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.nsirs.events.MissingItem;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Redirect;

/**
 * What the criteria recommend to the clinician who decides.
 *
 * @param recommendation never null
 * @param criteria C1, C2 and C3, in this order
 * @param missing what could still change the recommendation; empty when nothing can
 * @param redirect where the patient is better served (EXC-02), or null
 * @param priority never null
 * @param phenotype what the findings suggest (D2), by the outputs of the decision {@code Phenotype}; null in it means
 *     not known. Empty for a referral, where the work-up asks for it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Recommendation(
        Outcome recommendation,
        List<Criterion> criteria,
        List<MissingItem> missing,
        Redirect redirect,
        Priority priority,
        Map<String, Object> phenotype) {

    public Recommendation {
        criteria = List.copyOf(criteria);
        missing = List.copyOf(missing);
        phenotype = phenotype == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(phenotype));
    }

    /** The same, with what the findings suggest. */
    public Recommendation with(Map<String, Object> suggested) {
        return new Recommendation(recommendation, criteria, missing, redirect, priority, suggested);
    }

    /** What is recommended. */
    public enum Outcome {
        MEETS,
        DOES_NOT_MEET,
        NEEDS_REVIEW,
        NEEDS_INFORMATION
    }

    /** Each decision input is three-valued, and so is each criterion. */
    public enum Result {
        MET,
        NOT_MET,
        UNKNOWN
    }

    /**
     * One criterion.
     *
     * @param id C1, C2 or C3 (REF-01, REF-02, REF-03)
     * @param reasons why, as sentences for people
     */
    public record Criterion(String id, Result result, List<String> reasons) {
        public Criterion {
            reasons = List.copyOf(reasons);
        }
    }

    /** The criterion called {@code id}. */
    public Optional<Criterion> criterion(String id) {
        return criteria.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** Whether the referrer is to be asked for something. */
    public boolean needsInformation() {
        return recommendation == Outcome.NEEDS_INFORMATION;
    }
}
