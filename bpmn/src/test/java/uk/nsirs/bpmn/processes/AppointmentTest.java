package uk.nsirs.bpmn.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.bpm.engine.test.mock.Mocks;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Deployment(resources = {"processes/Appointment.bpmn", "decisions/AppointmentMode.dmn"})
class AppointmentTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE = TestEngine.coveringAllOf("Appointment");

    private static final String FIRST_DATE = "2030-02-01T10:00:00Z";
    private static final String SECOND_DATE = "2030-03-01T10:00:00Z";
    private static final Map<String, Object> BOOKED =
            Map.of("appointmentStatus", "BOOKED", "appointmentOn", FIRST_DATE, "bookedMode", "TELEPHONE");

    private ServiceBeans beans;
    private Walk appointment;

    @BeforeEach
    void aQuietService() {
        beans = ServiceBeans.registered()
                .knowing("appointmentType", "FOLLOW_UP")
                .knowing("examinationNeeded", false)
                .knowing("bloodsNeeded", false)
                .knowing("infusion", false)
                .knowing("clinicianSaysFaceToFace", false);
        appointment = new Walk(ENGINE.getProcessEngine());
    }

    private void aFollowUpIsNeeded() {
        appointment.start("Appointment", Map.of("appointmentType", "FOLLOW_UP"));
    }

    @AfterEach
    void forgetTheBeans() {
        Mocks.reset();
    }

    private static Map<String, Object> reported(String status) {
        return reported(status, null);
    }

    private static Map<String, Object> reported(String status, String on) {
        var variables = new HashMap<String, Object>();
        variables.put("appointmentStatus", status);
        variables.put("appointmentOn", on);
        return variables;
    }

    private Object attendance() {
        return ENGINE
                .getProcessEngine()
                .getHistoryService()
                .createHistoricVariableInstanceQuery()
                .variableName("attendance")
                .list()
                .stream()
                .map(HistoricVariableInstance::getValue)
                .reduce((first, last) -> last)
                .orElse(null);
    }

    private void isOver(String attendance) {
        assertThat(appointment.running()).isEmpty();
        assertThat(appointment.timers()).isEmpty();
        assertThat(attendance()).isEqualTo(attendance);
        assertThat(beans.calls()).last().isEqualTo("order closed APPOINTMENT");
    }

    @Test
    void a_booked_and_attended_appointment_is_told_once_and_closed() {
        aFollowUpIsNeeded();
        assertThat(appointment.variableAt("Task_BookAppointment", "appointmentMode"))
                .isEqualTo("PATIENT_CHOICE");
        assertThat(appointment.variableAt("Task_BookAppointment", "appointmentReason"))
                .isEqualTo("The telephone may be offered");

        appointment.complete("Task_BookAppointment", BOOKED);
        appointment.complete("Task_RecordAttendance", Map.of("appointmentStatus", "ATTENDED"));

        isOver("ATTENDED");
        assertThat(beans.calls())
                .containsExactly(
                        "order placed APPOINTMENT",
                        "checked Task_BookAppointment",
                        "appointment booked FOLLOW_UP TELEPHONE " + FIRST_DATE,
                        "checked Task_RecordAttendance",
                        "order closed APPOINTMENT");
    }

    /** APP-05. */
    @ParameterizedTest
    @NullSource
    @ValueSource(booleans = {true, false})
    void who_books_knows_whether_the_patient_is_a_child(Boolean child) {
        beans.knowing("child", child);
        aFollowUpIsNeeded();

        assertThat(appointment.variableAt("Task_BookAppointment", "child")).isEqualTo(child);
    }

    @Test
    void what_the_booking_system_reports_counts_as_what_staff_record() {
        aFollowUpIsNeeded();
        appointment.receive("Message_AppointmentUpdated", reported("BOOKED", FIRST_DATE));
        assertThat(appointment.openTasks()).containsExactly("Task_RecordAttendance");

        appointment.receive("Message_AppointmentUpdated", reported("ATTENDED", FIRST_DATE));

        isOver("ATTENDED");
        assertThat(beans.calls()).contains("appointment booked FOLLOW_UP PATIENT_CHOICE " + FIRST_DATE);
    }

    @Test
    void a_visit_reported_before_its_booking_still_counts() {
        aFollowUpIsNeeded();
        appointment.receive("Message_AppointmentUpdated", reported("ATTENDED", FIRST_DATE));

        isOver("ATTENDED");
        assertThat(beans.calls()).noneMatch(call -> call.startsWith("appointment booked"));
    }

    @Test
    void an_appointment_that_nobody_needs_any_more_is_closed() {
        aFollowUpIsNeeded();
        appointment.complete("Task_BookAppointment", Map.of("appointmentStatus", "NOT_NEEDED"));

        isOver("NOT_NEEDED");
    }

    @Test
    void an_overdue_booking_is_told_and_still_waited_for() {
        aFollowUpIsNeeded();
        appointment.timeComesFor("Event_BookingOverdue");

        assertThat(beans.calls()).contains("pathway delayed APPOINTMENT");
        assertThat(appointment.openTasks()).containsExactly("Task_BookAppointment");
    }

    @Test
    void a_visit_that_nobody_recorded_is_reminded_of() {
        aFollowUpIsNeeded();
        appointment.complete("Task_BookAppointment", BOOKED);
        appointment.timeComesFor("Event_AttendanceOverdue");

        assertThat(beans.calls()).contains("clinicians reminded");
        assertThat(appointment.openTasks()).containsExactly("Task_RecordAttendance");
    }

    @Test
    void a_changed_appointment_is_told_with_its_new_date_and_waited_for() {
        aFollowUpIsNeeded();
        appointment.complete("Task_BookAppointment", BOOKED);
        appointment.complete(
                "Task_RecordAttendance", Map.of("appointmentStatus", "CHANGED", "newAppointmentOn", SECOND_DATE));

        assertThat(beans.calls()).last().isEqualTo("appointment changed FOLLOW_UP CHANGED " + SECOND_DATE);
        assertThat(appointment.waitingFor("Message_AppointmentUpdated")).isEqualTo(1);

        appointment.receive("Message_AppointmentUpdated", reported("ATTENDED", SECOND_DATE));
        isOver("ATTENDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHANGED", "BOOKED"})
    void a_new_date_from_the_booking_system_is_told_too(String status) {
        aFollowUpIsNeeded();
        appointment.complete("Task_BookAppointment", BOOKED);
        appointment.receive("Message_AppointmentUpdated", reported(status, SECOND_DATE));

        assertThat(beans.calls()).last().isEqualTo("appointment changed FOLLOW_UP " + status + " " + SECOND_DATE);
        assertThat(appointment.openTasks()).containsExactly("Task_RecordAttendance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATIENT", "SERVICE"})
    void a_cancelled_appointment_is_told_without_a_date_and_booked_again(String by) {
        aFollowUpIsNeeded();
        appointment.complete("Task_BookAppointment", BOOKED);
        appointment.complete("Task_RecordAttendance", Map.of("appointmentStatus", "CANCELLED", "cancelledBy", by));

        assertThat(beans.calls()).last().isEqualTo("appointment changed FOLLOW_UP CANCELLED null");
        assertThat(appointment.openTasks()).containsExactly("Task_BookAppointment");
        assertThat(beans.calls()).doesNotContain("order closed APPOINTMENT");
    }

    @Test
    void a_clinician_decides_for_an_adult_who_did_not_come() {
        aFollowUpIsNeeded();
        beans.knowing("child", false);
        appointment.complete("Task_BookAppointment", BOOKED);
        appointment.receive("Message_AppointmentUpdated", reported("NOT_ATTENDED", FIRST_DATE));
        assertThat(beans.calls()).last().isEqualTo("appointment missed FOLLOW_UP");

        appointment.complete("Task_DecideAfterMissedAppointment", Map.of("missedDecision", "REBOOK"));
        assertThat(appointment.openTasks()).containsExactly("Task_BookAppointment");

        appointment.complete("Task_BookAppointment", BOOKED);
        appointment.complete("Task_RecordAttendance", Map.of("appointmentStatus", "NOT_ATTENDED"));
        appointment.complete("Task_DecideAfterMissedAppointment", Map.of("missedDecision", "DO_NOT_REBOOK"));

        isOver("NOT_ATTENDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"under eighteen", "age not known"})
    void a_child_who_was_not_brought_gets_a_safeguarding_check_and_a_new_date(String age) {
        aFollowUpIsNeeded();
        beans.knowing("child", age.equals("under eighteen") ? true : null);
        appointment.complete("Task_BookAppointment", BOOKED);
        appointment.complete("Task_RecordAttendance", Map.of("appointmentStatus", "NOT_ATTENDED"));
        assertThat(appointment.openTasks()).containsExactly("Task_CheckSafeguarding");

        appointment.complete("Task_CheckSafeguarding", Map.of("safeguardingOutcome", "NO_CONCERN"));

        assertThat(appointment.openTasks()).containsExactly("Task_BookAppointment");
    }
}
