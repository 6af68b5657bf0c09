package uk.nsirs.events;

/** Where a patient is better served (EXC-02). */
public enum Redirect {
    OBESITY_SERVICES
}
