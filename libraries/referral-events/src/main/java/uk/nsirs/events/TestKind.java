package uk.nsirs.events;

/** What the service can ask to have examined. */
public enum TestKind {
    GENETIC,
    /** Antibodies against the insulin RECEPTOR, never those against insulin (ANT-05). */
    RECEPTOR_ANTIBODY,
    LABORATORY_PANEL,
    LIVER_MRI,
    CARDIAC_BASELINE
}
