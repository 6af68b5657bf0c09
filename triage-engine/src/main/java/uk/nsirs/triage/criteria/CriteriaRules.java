package uk.nsirs.triage.criteria;

import java.util.Map;

/** The referral criteria (requirements D1). The rules' text lives in decision tables, never in Java. */
public interface CriteriaRules {

    /**
     * Applies them without storing anything.
     *
     * @param facts as {@link CriteriaFacts} prepares them
     */
    Recommendation recommend(Map<String, Object> facts);
}
