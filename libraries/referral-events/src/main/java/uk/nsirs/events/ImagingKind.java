package uk.nsirs.events;

/** Which examination was reported. */
public enum ImagingKind {
    LIVER_MRI,
    CARDIAC_BASELINE
}
