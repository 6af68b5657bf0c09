package uk.nsirs.events;

/** How an appointment is held. */
public enum AppointmentMode {
    FACE_TO_FACE,
    TELEPHONE,
    /** Face to face or by telephone, as the patient prefers. */
    PATIENT_CHOICE
}
