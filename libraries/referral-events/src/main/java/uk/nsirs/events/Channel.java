package uk.nsirs.events;

/** How the referral reached the service. */
public enum Channel {
    ONLINE,
    EMAIL,
    TELEPHONE,
    LETTER
}
