package uk.nsirs.events;

/** What falls due while a patient is followed. */
public enum SurveillanceKind {
    ANNUAL_REVIEW,
    /** A dose of the course that keeps the antibodies away. */
    RITUXIMAB,
    TELEPHONE_REVIEW
}
