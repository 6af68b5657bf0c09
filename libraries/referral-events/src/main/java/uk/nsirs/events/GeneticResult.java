package uk.nsirs.events;

/** How a genetics laboratory classified what it found. */
public enum GeneticResult {
    PATHOGENIC,
    LIKELY_PATHOGENIC,
    UNCERTAIN_SIGNIFICANCE,
    /** Never the end of eligibility (GEN-02). */
    NONE_FOUND,
    /** Nothing was examined; another sample is needed. */
    SAMPLE_FAILED;

    /** Whether a variant was found that has a gene and a name. */
    boolean isOfVariant() {
        return this == PATHOGENIC || this == LIKELY_PATHOGENIC || this == UNCERTAIN_SIGNIFICANCE;
    }
}
