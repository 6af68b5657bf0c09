package uk.nsirs.events;

/** What became of an appointment. */
public enum AppointmentStatus {
    BOOKED,
    CHANGED,
    CANCELLED,
    /** Of a child: was not brought. */
    NOT_ATTENDED,
    ATTENDED;

    /** Whether there is a date that people must know. */
    boolean needsDate() {
        return this == BOOKED || this == CHANGED;
    }

    /** Whether it has taken place, or should have. */
    boolean isOver() {
        return this == ATTENDED || this == NOT_ATTENDED;
    }
}
