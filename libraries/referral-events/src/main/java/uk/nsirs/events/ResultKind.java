package uk.nsirs.events;

/** What can be reported. */
public enum ResultKind {
    LABORATORY,
    IMAGING,
    GENETIC_TEST,
    RECEPTOR_ANTIBODY,
    FUNDING_DECISION,
    APPOINTMENT,
    DETERIORATION
}
