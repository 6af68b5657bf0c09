package uk.nsirs.events;

/** Who is asked to pay. Data on each request, never assumed. */
public enum Funder {
    NHS_ENGLAND,
    INTEGRATED_CARE_BOARD
}
