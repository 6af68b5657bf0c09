package uk.nsirs.events;

/** What a report is to the ones before it with the same id. */
public enum ResultStatus {
    FINAL,
    /** It replaces what was reported before. */
    CORRECTED,
    /** What was reported before does not hold; it carries no findings. */
    CANCELLED
}
