package uk.nsirs.events;

/** How soon. */
public enum Priority {
    ROUTINE,
    URGENT
}
