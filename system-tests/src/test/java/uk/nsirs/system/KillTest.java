package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 1: every 201 ends as one process instance and one delivery for each milestone, whatever is killed when. */
@ExtendWith(RunningSystem.class)
@Order(Integer.MAX_VALUE - 1)
class KillTest {

    private RunningSystem system;
    private Service service;

    @BeforeEach
    void connect(RunningSystem running) {
        system = running;
        service = new Service(running);
    }

    @Test
    void intakeIsKilledRightAfterThe201() {
        List<String> references = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            references.add(service.submit(Patients.andreaWithTypeBInsulinResistance()));
        }
        system.kill("referral-intake");
        system.awaitBack("referral-intake");

        references.forEach(this::isThereOnce);
    }

    @Test
    void triageIsKilledInTheMiddleOfABatch() {
        List<String> references = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            references.add(service.submit(Patients.andreaWithTypeBInsulinResistance()));
        }
        system.kill("triage-engine");
        system.awaitBack("triage-engine");

        references.forEach(this::isThereOnce);
    }

    @Test
    void theNotificationServiceIsKilledBetweenTwoMails() {
        List<String> references = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            references.add(service.submit(Patients.andreaWithTypeBInsulinResistance()));
        }
        Service.soon("the first e-mail").until(() -> references.stream()
                .anyMatch(reference -> !service.mails(reference).isEmpty()));
        system.kill("notification-service");
        system.awaitBack("notification-service");

        references.forEach(this::isThereOnce);
    }

    private void isThereOnce(String reference) {
        service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var instances = system.triage("administrator")
                .post(
                        "/engine-rest/history/process-instance",
                        Map.of("processInstanceBusinessKey", reference, "processDefinitionKey", "ReferralPathway"));
        assertThat(instances.body()).as(instances.text()).hasSize(1);
        Service.soon("one delivery of " + reference)
                .until(() -> deliveries(reference).size() == 1);
        Service.soon("what " + reference + " is told")
                .until(() -> deliveries(reference).get(0).path("state").asText(), "SENT"::equals);
        // A message whose answer was lost may come twice, with one Message-ID, and is shown as uncertain.
        var delivery = deliveries(reference).get(0);
        assertThat(service.mails(reference))
                .hasSizeBetween(1, delivery.path("uncertain").asBoolean() ? 2 : 1);
    }

    private List<com.fasterxml.jackson.databind.JsonNode> deliveries(String reference) {
        return Service.list(system.notification("administrator")
                .get("/api/deliveries?reference=" + reference)
                .body());
    }
}
