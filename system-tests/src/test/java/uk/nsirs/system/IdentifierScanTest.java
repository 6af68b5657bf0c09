package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 4: no direct identifier outside the places that architecture section 3 names. */
@ExtendWith(RunningSystem.class)
class IdentifierScanTest {

    private static final String FAMILY_NAME = "Xylophonopoulos";
    private static final String GIVEN_NAME = "Quetzalina";
    private static final String NHS_NUMBER = "9990000204";
    private static final String BORN = "1987-03-09";
    private static final List<String> IDENTIFIERS = List.of(FAMILY_NAME, GIVEN_NAME, NHS_NUMBER, BORN);

    private static final Map<String, Object> LABORATORY = Map.of(
            "laboratory",
            "Example laboratory",
            "takenOn",
            "2026-06-01",
            "measurements",
            List.of(Map.of("analyte", "ADIPONECTIN", "value", 1.4, "unit", "mg/L")));

    private RunningSystem system;
    private Service service;

    @BeforeEach
    void connect(RunningSystem running) {
        system = running;
        service = new Service(running);
    }

    @Test
    void aPatientsIdentifiersStayWhereTheyBelong() throws Exception {
        // given a patient with a name and a number like nobody else
        var referral = Patients.andreaWithTypeBInsulinResistance();
        Patients.patient(referral)
                .put("familyName", FAMILY_NAME)
                .put("givenName", GIVEN_NAME)
                .put("nhsNumber", NHS_NUMBER)
                .put("dateOfBirth", BORN);
        Patients.clinical(referral).put("notes", FAMILY_NAME + " is very tired");
        var reference = service.submit(referral);
        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");

        // when somebody types them into everything that a person can fill
        typeIntoEverything(
                task.get("id").asText(), task.get("processInstanceId").asText());
        assertThat(service.decide("clinician", task, "ACCEPT", null).status()).isEqualTo(204);
        service.awaitMails(reference, 2);
        // and reports name the patient, one of them wrongly
        var subject = Map.of("nhsNumber", NHS_NUMBER, "dateOfBirth", BORN);
        assertThat(report("lab", "laboratory", reference, subject, LABORATORY).status())
                .isBetween(200, 204);
        var wrong = report("lab", "laboratory", reference, Map.of("nhsNumber", "9990000018"), LABORATORY);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).doesNotContain(IDENTIFIERS);
        assertThat(report("rjz-referrer", "deteriorations", reference, subject, Map.of("severeHypoglycaemia", true))
                        .status())
                .isBetween(200, 204);
        service.awaitTask(reference, "Task_AssessDeterioration");

        // then
        new IdentifierScan(system, IDENTIFIERS).findsThemOnlyWhereTheyBelong();
    }

    private Caller.Answer report(
            String account, String kind, String reference, Map<String, String> subject, Map<String, Object> content) {
        var body = new HashMap<>(content);
        body.putAll(Map.of(
                "resultId", UUID.randomUUID().toString(), "version", 1, "status", "FINAL", "reference", reference));
        body.put("subject", subject);
        return system.intake(account)
                .post("/api/results/" + kind, body, UUID.randomUUID().toString());
    }

    private void typeIntoEverything(String task, String process) {
        for (var identifier : IDENTIFIERS) {
            for (var account : List.of("clinician", "administrator")) {
                var triage = system.triage(account);
                var value = Map.of("value", identifier, "type", "String");
                var attempts = List.of(
                        triage.post("/engine-rest/task/" + task + "/complete", variables("decisionReason", value)),
                        triage.post("/engine-rest/task/" + task + "/complete", variables(identifier, value)),
                        triage.post("/engine-rest/task/" + task + "/submit-form", variables("decision", value)),
                        triage.post("/engine-rest/task/" + task + "/resolve", variables("note", value)),
                        triage.post("/engine-rest/task/" + task + "/comment/create", Map.of("message", identifier)),
                        triage.put("/engine-rest/task/" + task, Map.of("name", identifier, "description", identifier)),
                        triage.put("/engine-rest/task/" + task + "/variables/note", value),
                        triage.put("/engine-rest/task/" + task + "/localVariables/note", value),
                        triage.put("/engine-rest/process-instance/" + process + "/variables/note", value),
                        triage.put("/engine-rest/execution/" + process + "/localVariables/note", value),
                        triage.post("/engine-rest/task/create", Map.of("id", "own", "name", identifier)),
                        triage.post(
                                "/engine-rest/filter/create",
                                Map.of("resourceType", "Task", "name", identifier, "query", Map.of())),
                        triage.post(
                                "/engine-rest/message",
                                Map.of("messageName", "Message_InformationSupplied", "businessKey", identifier)),
                        triage.post("/engine-rest/task/" + task + "/assignee", Map.of("userId", identifier)));
                assertThat(attempts)
                        .allSatisfy(answer -> assertThat(answer.status()).isBetween(400, 499))
                        .allSatisfy(answer -> assertThat(answer.text()).doesNotContain(identifier));
            }
        }
    }

    private static Map<String, Object> variables(String name, Object value) {
        return Map.of("variables", Map.of(name, value));
    }
}
