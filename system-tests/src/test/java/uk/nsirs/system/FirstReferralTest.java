package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One referral, all the way. */
@ExtendWith(RunningSystem.class)
class FirstReferralTest {

    private RunningSystem system;
    private Service service;

    @BeforeEach
    void connect(RunningSystem running) {
        system = running;
        service = new Service(running);
    }

    @Test
    void aReferralIsSubmittedTriagedAcceptedAndTheTrustIsTold() {
        // given a patient who meets the criteria
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());

        // when a clinician follows the recommendation
        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var answer = service.decide("clinician", task, "ACCEPT", null);

        // then the referral is accepted, planning goes on, and the trust reads of both steps
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        service.awaitStatus(reference, "ACCEPTED");
        service.awaitTask(reference, "Task_BookAppointment");
        var mails = service.awaitMails(reference, 2);
        assertThat(mails).allSatisfy(mail -> {
            assertThat(mail.path("subject").asText()).startsWith("For information:");
            assertThat(mail.path("text").asText()).contains("DX-1042", "Dr A Example");
            assertThat(mail.path("html").asText()).contains(reference);
        });
    }

    @Test
    void aReferralWithoutDataIsAskedForDataAndStandsBeforeAClinicianAtOnce() {
        var reference = service.submit(Patients.somebodyOfWhomNothingIsKnown());

        service.awaitTask(reference, "Task_ConfirmTriageDecision");
        service.awaitStatus(reference, "AWAITING_INFORMATION");
        assertThat(service.awaitMails(reference, 2).get(1).path("subject").asText())
                .startsWith("Action needed:");

        // when the referrer answers
        var supplied = Caller.JSON.createObjectNode();
        supplied.putObject("clinical").put("lipodystrophy", "PARTIAL").put("syndrome", "NONE");
        var answer = system.intake("rjz-referrer").post("/api/referrals/" + reference + "/information", supplied);

        // then the open task shows the new recommendation and the clinician accepts
        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
        service.awaitRecommendation(reference, "MEETS");
        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");
        assertThat(service.decide("clinician", task, "ACCEPT", null).status()).isEqualTo(204);
        service.awaitStatus(reference, "ACCEPTED");
    }

    @Test
    void aReferralThatIsNotAcceptedHasALetterThatSaysWhy() {
        var referral = Patients.andreaWithTypeBInsulinResistance();
        Patients.clinical(referral).put("obesityIsPrimaryCause", true).put("bmi", 41.5);
        Patients.clinical(referral).put("unexplainedSevereInsulinResistance", false);
        var reference = service.submit(referral);

        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var answer = service.decide("clinician", task, "DO_NOT_ACCEPT", "OBESITY_RELATED");

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        service.awaitStatus(reference, "NOT_ACCEPTED");
        Service.soon("the letter of decision").until(() -> system.intake("rjz-referrer")
                .get("/api/referrals/" + reference + "/letters")
                .text()
                .contains("DECISION"));
        var words = service.awaitMails(reference, 2).get(1).path("text").asText();
        assertThat(words.replaceAll("\\s+", " "))
                .contains("not accepted", "your local specialist weight management service");
    }

    @Test
    void aRequestForAdviceIsAnsweredWithALetter() {
        var reference = service.submit(Patients.aRequestForAdvice());
        var task = service.awaitTask(reference, "Task_GiveAdvice");

        var letter = system.triage("clinician")
                .post(
                        "/api/cases/" + reference + "/letters",
                        Map.of("kind", "ADVICE", "title", "Advice", "body", "Please measure the leptin level."));
        assertThat(letter.status()).as(letter.text()).isEqualTo(201);
        var variables = Caller.JSON.createObjectNode();
        variables.putObject("adviceOutcome").put("value", "ADVICE_GIVEN").put("type", "String");
        var answer = service.complete("clinician", task, variables);

        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        service.awaitStatus(reference, "ADVICE_GIVEN");
        service.awaitMails(reference, 2);
    }

    @Test
    void aWithdrawalEndsEverythingAtOnce() {
        var reference = service.submit(Patients.somebodyOfWhomNothingIsKnown());
        service.awaitTask(reference, "Task_ConfirmTriageDecision");

        var answer = system.intake("rjz-referrer")
                .post("/api/referrals/" + reference + "/withdrawal", Map.of("reason", "PATIENT_CHOICE"));

        assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
        service.awaitStatus(reference, "WITHDRAWN");
        Service.soon("the end of triage").until(() -> service.tasks(reference, "Task_ConfirmTriageDecision")
                .isEmpty());
    }

    @Test
    void anotherTrustSeesNothing() {
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());

        assertThat(system.intake("rgt-referrer")
                        .get("/api/referrals/" + reference)
                        .status())
                .isEqualTo(404);
        assertThat(system.intake("rgt-referrer").get("/api/referrals").text()).doesNotContain(reference);
        assertThat(system.intake(null).get("/api/referrals/" + reference).status())
                .isEqualTo(401);
    }
}
