package uk.nsirs.events;

/** How a patient leaves the service. */
public enum DischargeOutcome {
    DISCHARGED,
    /** Another service takes over. */
    TRANSFERRED
}
