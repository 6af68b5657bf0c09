package uk.nsirs.events;

/** What the referrer wants. */
public enum Intent {
    REFERRAL,
    ADVICE
}
