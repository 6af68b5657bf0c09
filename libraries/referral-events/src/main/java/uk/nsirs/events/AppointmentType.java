package uk.nsirs.events;

/** What an appointment is for. */
public enum AppointmentType {
    NEW,
    FOLLOW_UP,
    DIETITIAN,
    WORKSHOP,
    INFUSION,
    LIVER_MRI,
    GENETIC_COUNSELLING,
    PSYCHOLOGY
}
