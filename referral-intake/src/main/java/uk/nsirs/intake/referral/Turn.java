package uk.nsirs.intake.referral;

/** Who has to do something next. */
public enum Turn {
    REFERRER,
    SERVICE,
    NOBODY
}
