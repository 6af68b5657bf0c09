package uk.nsirs.events;

/** Why a clinician decided so. */
public enum DecisionReason {
    CRITERIA_MET,
    CRITERIA_NOT_SHOWN,
    OBESITY_RELATED,
    OTHER_CAUSE,
    OUTSIDE_ENGLAND,
    DUPLICATE,
    CLINICAL_JUDGEMENT,
    OTHER
}
