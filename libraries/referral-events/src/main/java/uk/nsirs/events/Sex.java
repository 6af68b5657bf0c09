package uk.nsirs.events;

/** Sex as recorded by the referrer; never lowers a priority (PHE-12). */
public enum Sex {
    FEMALE,
    MALE,
    INDETERMINATE,
    NOT_KNOWN
}
