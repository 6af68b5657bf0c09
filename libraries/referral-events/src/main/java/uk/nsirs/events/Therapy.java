package uk.nsirs.events;

/** What a plan can be made of. */
public enum Therapy {
    DIETETIC_SUPPORT,
    MEDICINE_TREATMENT,
    INSULIN_PUMP,
    METRELEPTIN,
    IMMUNOSUPPRESSION,
    METABOLIC_SURGERY,
    PSYCHOLOGICAL_SUPPORT
}
