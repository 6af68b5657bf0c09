package uk.nsirs.events;

/** Who called an appointment off. */
public enum CancelledBy {
    PATIENT,
    SERVICE
}
