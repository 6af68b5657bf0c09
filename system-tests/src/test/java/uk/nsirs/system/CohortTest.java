package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cohort that {@code ./run --demo}, or {@code docker/demo}, submitted stands where it is meant to stand: each is there to show one thing. */
@ExtendWith(RunningSystem.class)
class CohortTest {

    private static final Path COHORT = Path.of("../local/quickstart/src/main/resources/cohort");
    private static final Path JOURNEYS = COHORT.resolve("journeys");

    /**
     * Where a patient stands who was submitted and of whom nobody has decided anything.
     *
     * @param status what the referrer reads
     * @param process where the task is, in Cockpit
     * @param activities where the tokens are, in Cockpit
     * @param task what the clinician finds in the list
     * @param mails how the subjects begin, oldest first
     */
    private record Standing(String status, String process, List<String> activities, String task, List<String> mails) {

        static Standing of(String recommendation) {
            var triage = "Task_ConfirmTriageDecision";
            return switch (recommendation) {
                case "MEETS", "DOES_NOT_MEET", "NEEDS_REVIEW" ->
                    new Standing(
                            "AWAITING_DECISION",
                            "ReferralPathway",
                            List.of(triage, "Event_InformationSupplied"),
                            triage,
                            List.of("For information: referral received"));
                case "NEEDS_INFORMATION" ->
                    new Standing(
                            "AWAITING_INFORMATION",
                            "ReferralPathway",
                            List.of(triage, "Call_RequestInformation", "Gateway_WaitForInformation"),
                            triage,
                            List.of("For information: referral received", "Action needed: information needed"));
                default -> throw new IllegalArgumentException("No recommendation " + recommendation);
            };
        }

        /** Of a question rather than a referral: the criteria are not asked, and a clinician answers it. */
        static Standing ofARequestForAdvice() {
            return new Standing(
                    "AWAITING_DECISION",
                    "GiveAdvice",
                    List.of("Call_GiveAdvice", "Task_GiveAdvice"),
                    "Task_GiveAdvice",
                    List.of("For information: request for advice received"));
        }
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @MethodSource("patients")
    void aPatientOfTheCohortShowsWhatItIsThereToShow(
            String file, String recommendation, String priority, RunningSystem system) throws IOException {
        var referral = referral(file);
        var answer = system.triage("clinician")
                .post(
                        "/api/criteria-checks",
                        Map.of(
                                "clinical", referral.get("clinical"),
                                "patient",
                                        Map.of(
                                                "dateOfBirth",
                                                referral.at("/patient/dateOfBirth")
                                                        .asText())));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("recommendation").asText())
                .as(answer.text())
                .isEqualTo(recommendation);
        assertThat(answer.body().path("priority").asText()).as(answer.text()).isEqualTo(priority);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everybody")
    void aPatientOfTheCohortStandsWhereItShould(
            String file, String account, String recommendation, String priority, RunningSystem system)
            throws IOException {
        // given
        var service = new Service(system);
        var expected = recommendation == null ? Standing.ofARequestForAdvice() : Standing.of(recommendation);
        var reference = service.awaitReference(
                account, referral(file).at("/referrer/localReference").asText());

        // then the referrer reads it,
        service.awaitStatus(account, reference, expected.status());
        // the clinician has the task in the list,
        var task = service.awaitTask(reference, expected.task());
        assertThat(task.path("priority").asInt()).isEqualTo(priority.equals("URGENT") ? 75 : 50);
        // Cockpit shows one pathway of this reference, and where its tokens are,
        var cockpit = system.triage("administrator");
        var instances = Service.list(cockpit.get("/engine-rest/process-instance?businessKey=" + reference)
                .body());
        assertThat(instances)
                .filteredOn(instance -> instance.path("definitionKey").asText().equals("ReferralPathway"))
                .hasSize(1);
        assertThat(instances)
                .filteredOn(instance -> instance.path("id")
                        .asText()
                        .equals(task.path("processInstanceId").asText()))
                .singleElement()
                .extracting(instance -> instance.path("definitionKey").asText())
                .isEqualTo(expected.process());
        assertThat(activities(system, reference)).containsExactlyInAnyOrderElementsOf(expected.activities());
        // and the trust has been told, each thing once
        var mails = service.awaitMails(reference, expected.mails().size());
        for (int i = 0; i < mails.size(); i++) {
            assertThat(mails.get(i).path("subject").asText())
                    .startsWith(expected.mails().get(i));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("journeys")
    void aPatientWhoWasTakenFurtherStandsWhereTheFileSays(String name, String about, RunningSystem system)
            throws IOException {
        // given
        var service = new Service(system);
        var journey = journey(name);
        var account = journey.get("account").asText();
        var stands = journey.get("stands");
        var reference = service.awaitReference(
                account, journey.at("/referral/referrer/localReference").asText());

        // then the referrer reads it,
        service.awaitStatus(account, reference, stands.get("status").asText());
        // Cockpit shows where the patient stands, in every process of this reference,
        Service.soon(about).untilAsserted(() -> assertThat(activities(system, reference))
                .containsExactlyInAnyOrderElementsOf(texts(stands.get("activities"))));
        assertThat(system.triage("administrator")
                        .get("/engine-rest/process-instance?withIncident=true&businessKey=" + reference)
                        .body())
                .isEmpty();
        // staff have these tasks in their lists, and no others,
        var tasks = system.triage("administrator").get("/engine-rest/task?processInstanceBusinessKey=" + reference);
        assertThat(Service.list(tasks.body()))
                .extracting(task -> task.path("taskDefinitionKey").asText())
                .containsExactlyInAnyOrderElementsOf(texts(stands.get("tasks")));
        // and the trust has been told, each thing once
        var told = texts(stands.get("mails"));
        // What was still waiting when the referral was withdrawn is never sent (H13).
        var perhaps = texts(stands.path("cancelledIfStillWaiting"));
        // The one after the last step of the last patient may still be on its way.
        Service.soon("e-mails about " + name).untilAsserted(() -> {
            var subjects = subjects(service, reference);
            assertThat(subjects).containsAll(told);
            assertThat(perhaps).containsAll(without(told, subjects));
            assertThat(without(subjects, told)).isEmpty();
        });
    }

    private static List<String> subjects(Service service, String reference) {
        return service.mails(reference).stream()
                .map(mail -> mail.path("subject").asText().replaceAll(" [(\u2013-] ?" + reference + ".*", ""))
                .toList();
    }

    /** {@code all} without {@code some}, each as often as it stands there. */
    private static List<String> without(List<String> some, List<String> all) {
        var rest = new ArrayList<>(all);
        some.forEach(rest::remove);
        return rest;
    }

    private static List<String> activities(RunningSystem system, String reference) {
        var cockpit = system.triage("administrator");
        return Service.list(cockpit.get("/engine-rest/process-instance?businessKey=" + reference)
                        .body())
                .stream()
                .map(instance -> cockpit.get("/engine-rest/process-instance/"
                                + instance.path("id").asText() + "/activity-instances")
                        .body())
                .map(CohortTest::leaves)
                .flatMap(Collection::stream)
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        return Service.list(array).stream().map(JsonNode::asText).toList();
    }

    private static List<String> leaves(JsonNode activity) {
        var children = Service.list(activity.path("childActivityInstances"));
        return children.isEmpty()
                ? List.of(activity.path("activityId").asText())
                : children.stream()
                        .map(CohortTest::leaves)
                        .flatMap(Collection::stream)
                        .toList();
    }

    static Stream<Arguments> patients() throws IOException {
        return cohort().filter(patient -> patient.hasNonNull("recommendation"))
                .map(patient -> Arguments.of(
                        patient.get("file").asText(),
                        patient.get("recommendation").asText(),
                        patient.get("priority").asText()));
    }

    static Stream<Arguments> everybody() throws IOException {
        return cohort().map(patient -> Arguments.of(
                patient.get("file").asText(),
                patient.get("account").asText(),
                patient.path("recommendation").textValue(),
                patient.get("priority").asText()));
    }

    static Stream<Arguments> journeys() throws IOException {
        var journeys = new ArrayList<Arguments>();
        for (var name :
                texts(Caller.JSON.readTree(JOURNEYS.resolve("index.json").toFile()))) {
            journeys.add(Arguments.of(name, journey(name).get("about").asText()));
        }
        return journeys.stream();
    }

    private static JsonNode journey(String name) throws IOException {
        return Caller.JSON.readTree(JOURNEYS.resolve(name + ".json").toFile());
    }

    private static Stream<JsonNode> cohort() throws IOException {
        return Service.list(Caller.JSON.readTree(COHORT.resolve("cohort.json").toFile())).stream();
    }

    private static JsonNode referral(String file) throws IOException {
        return Caller.JSON.readTree(COHORT.resolve(file).toFile());
    }
}
