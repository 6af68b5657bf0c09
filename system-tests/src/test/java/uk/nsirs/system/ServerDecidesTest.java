package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A form helps; the server decides: every rule tried through REST, without the form. */
@ExtendWith(RunningSystem.class)
class ServerDecidesTest {

    @Test
    void anAnswerThatBreaksARuleIsRefusedWithAMessage(RunningSystem system) {
        var service = new Service(system);
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());
        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");

        refused(service.decide("administrator", task, "ACCEPT", null));
        refused(service.decide("nurse", task, "ACCEPT", null));
        refused(service.decide("clinician", task, "DO_NOT_ACCEPT", null));
        refused(service.decide("clinician", task, "PERHAPS", "OTHER"));
        refused(service.decide("clinician", task, "DO_NOT_ACCEPT", "BECAUSE"));
        var answer = service.decide("clinician", task, "DO_NOT_ACCEPT", "Testpatient");
        refused(answer);
        assertThat(answer.text()).doesNotContain("Testpatient");

        assertThat(service.tasks(reference, "Task_ConfirmTriageDecision")).hasSize(1);
    }

    private static void refused(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(400, 403);
        assertThat(answer.body().path("message").asText()).as(answer.text()).isNotBlank();
    }
}
