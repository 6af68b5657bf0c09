package uk.nsirs.triage.pathway;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** The rules of booking an appointment and of recording what became of it. */
@Component
final class AppointmentRules implements TaskRules {

    /** How long before an appointment the patient has to know of it, in {@code nsirs.timers.lengths} (V-13). */
    static final String NOTICE = "appointment-notice";

    private static final Set<String> ALWAYS_FACE_TO_FACE = Set.of("NEW", "INFUSION", "LIVER_MRI", "WORKSHOP");

    private final Timers timers;

    AppointmentRules(Timers timers) {
        this.timers = timers;
    }

    @Override
    public Map<String, Consumer<Completion>> rules() {
        return Map.of("Task_BookAppointment", this::booking, "Task_RecordAttendance", this::attendance);
    }

    /** V-13, FUP-01: reasonable notice; a first visit, an infusion, a scan and a workshop are always face to face. */
    private void booking(Completion completion) {
        if (!completion.is("appointmentStatus", "BOOKED")) {
            return;
        }
        var on = completion.moment("appointmentOn");
        completion.need(on.isPresent() && completion.any("bookedMode"), "Enter date, time and way of meeting.");
        completion.need(on.get().isAfter(completion.now()), "An appointment lies in the future.");
        completion.need(
                timers.isAhead(on.get(), NOTICE) || completion.yes("shortNoticeAgreed"),
                "This is shorter notice than patients are promised. Choose a later date, or record that the patient"
                        + " agreed.");
        completion.need(
                completion.is("bookedMode", "FACE_TO_FACE")
                        || completion
                                .variable("appointmentType")
                                .filter(ALWAYS_FACE_TO_FACE::contains)
                                .isEmpty(),
                "This appointment is always face to face.");
    }

    private void attendance(Completion completion) {
        switch (completion.code("appointmentStatus").orElseThrow()) {
            case "CHANGED" ->
                completion.need(
                        completion
                                .moment("newAppointmentOn")
                                .filter(on -> on.isAfter(completion.now()))
                                .isPresent(),
                        "Enter the new date and time.");
            case "CANCELLED" -> completion.need(completion.any("cancelledBy"), "Say who cancelled.");
            case "ATTENDED" -> {
                completion.need(completion.any("visitOutcome"), "Choose the outcome of the visit.");
                notBeforeItsTime(completion);
            }
            case "NOT_ATTENDED" -> notBeforeItsTime(completion);
            default -> {
                // No longer needed: nothing more to say
            }
        }
    }

    private void notBeforeItsTime(Completion completion) {
        completion.need(
                completion
                        .variable("appointmentOn")
                        .map(Moments::read)
                        .filter(on -> on.isAfter(completion.now()))
                        .isEmpty(),
                "The appointment is still to come.");
    }
}
