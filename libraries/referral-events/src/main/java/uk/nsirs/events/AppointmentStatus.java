package uk.nsirs.events;

/** What became of an appointment. */
public enum AppointmentStatus {
    BOOKED,
    CHANGED,
    CANCELLED,
    /** Of a child: was not brought. */
    NOT_ATTENDED,
    ATTENDED
}
