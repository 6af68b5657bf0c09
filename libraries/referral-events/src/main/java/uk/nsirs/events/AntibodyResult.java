package uk.nsirs.events;

/** How a laboratory reads its own test for insulin RECEPTOR antibodies; no cut-off here is ours (ANT-05). */
public enum AntibodyResult {
    HIGH,
    LOW,
    NOT_DETECTED,
    INDETERMINATE,
    /** Nothing was examined; another sample is needed. */
    SAMPLE_REJECTED
}
