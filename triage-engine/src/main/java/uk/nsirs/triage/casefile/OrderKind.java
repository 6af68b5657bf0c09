package uk.nsirs.triage.casefile;

/** What the service asks others for. */
public enum OrderKind {
    LABORATORY_PANEL,
    LIVER_MRI,
    CARDIAC_BASELINE,
    GENETIC_TEST,
    /** Antibodies against the insulin RECEPTOR, never those against insulin (ANT-05). */
    RECEPTOR_ANTIBODY,
    FUNDING_REQUEST,
    APPOINTMENT
}
