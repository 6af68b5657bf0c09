package uk.nsirs.events;

/** The named syndrome, as asserted by a clinician (REF-01, PHE-04). */
public enum Syndrome {
    DONOHUE,
    RABSON_MENDENHALL,
    SUSPECTED,
    TYPE_A,
    TYPE_B,
    OTHER_MONOGENIC,
    NONE
}
