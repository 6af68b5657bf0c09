package uk.nsirs.events;

/** What a funder answered. */
public enum FundingDecision {
    APPROVED,
    REJECTED,
    /** Nothing is decided yet: the funder asks for more. */
    MORE_INFORMATION,
    /** Turned away before it was considered. */
    SCREENED_OUT
}
