package uk.nsirs.triage.criteria;

import java.util.Map;

/** The referral criteria (requirements D1). The rules' text lives in decision tables, never in Java. */
public interface CriteriaRules {

    /**
     * Applies them without storing anything, and adds the phenotype that the findings suggest.
     *
     * @param facts as {@link CriteriaFacts#of} and {@link CriteriaFacts#afterAcceptance} prepare them
     */
    Recommendation recommend(Map<String, Object> facts);
}
