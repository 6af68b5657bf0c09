package uk.nsirs.events;

/** Lipodystrophy as asserted by a clinician (REF-02, PHE-02). */
public enum Lipodystrophy {
    GENERALISED,
    PARTIAL,
    SUSPECTED,
    NOT_DIAGNOSED
}
