package uk.nsirs.events;

/** What the pathway waits for longer than was planned. */
public enum DelayReason {
    GENETIC_RESULT,
    ANTIBODY_RESULT,
    FUNDING_DECISION,
    APPOINTMENT
}
