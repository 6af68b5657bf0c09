package uk.nsirs.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens in the middle of a pathway: relatives who come too, nothing that is found, a withdrawal, a death. */
@ExtendWith(RunningSystem.class)
// They move the time of the one system: everybody else's patients would be chased.
@Order(Integer.MAX_VALUE)
class InTheMiddleTest {

    private RunningSystem system;

    @BeforeEach
    void connect(RunningSystem running) {
        system = running;
    }

    @Test
    void aFamilyOfThreeIsTestedWithoutOneLearningOfAnother() {
        // given a patient in whom a variant is found, and who agrees that her relatives are invited
        var patient = Journey.of(system, Patients.karenWithFamilialPartialLipodystrophy())
                .accepted()
                .answers("Task_RecordConsent")
                .reaches("Task_RecordGeneticResult");
        patient.reported("lab", "genetic-tests", pathogenic(patient))
                .usually("Task_OfferFamilyTesting", Map.of("contactConsent", "YES"))
                .goesOnTo("Task_InviteRelative")
                .answers("Task_InviteRelative", Map.of("invitedThrough", "PATIENT", "moreRelatives", "MORE"))
                .answers("Task_InviteRelative", Map.of("invitedThrough", "DIRECT", "moreRelatives", "MORE"));

        // when two relatives are referred, one by another trust
        var sister = Journey.of(system, Patients.aRelative("1975-10-02", "RJZ")).accepted();
        var brother =
                Journey.of(system, Patients.aRelative("1980-01-17", "RGT")).accepted();
        sister.answers("Task_RecordConsent").reaches("Task_RecordGeneticResult");
        brother.answers("Task_RecordConsent").reaches("Task_RecordGeneticResult");

        // then a report about one is refused for the other and never filed, and the right one reaches nobody else
        var mistaken = sister.report("lab", "genetic-tests", LocalDate.parse("1980-01-17"), pathogenic(sister));
        assertThat(mistaken.status()).as(mistaken.text()).isEqualTo(422);
        var patientWasTold = patient.toldUntil("FamilyTestingOffered");
        var relativeWasTold = List.of("ReferralReceived", "ReferralAccepted", "TestRequested");
        sister.wasTold(relativeWasTold)
                .reported("lab", "genetic-tests", pathogenic(sister))
                .wasTold(relativeWasTold, "ResultAvailable");
        brother.wasTold(relativeWasTold).reaches("Task_RecordGeneticResult");
        patient.wasTold(patientWasTold);

        // and when the patient dies, her relatives' referrals and the invitations go on
        patient.withdrawn("PATIENT_DIED")
                .hasStatus("WITHDRAWN")
                .hasOpen("Task_ConfirmClosure", "Task_InviteRelative")
                .answers("Task_InviteRelative", Map.of("invitedThrough", "DIRECT", "moreRelatives", "DONE"))
                .answers("Task_ConfirmClosure", Map.of("closureAnswer", "CONFIRM"))
                .isOver()
                .wasTold(patientWasTold, "ReferralWithdrawalConfirmed");
        sister.hasStatus("IN_PATHWAY").hasNoFault();
        brother.hasStatus("IN_PATHWAY").hasNoFault().wasTold(relativeWasTold);

        // and no e-mail and no page of a trust says of one what it knows of another
        for (var one : List.of(patient, sister, brother)) {
            for (var another : List.of(patient, sister, brother)) {
                assertThat(one == another
                                || one.mails().stream()
                                        .noneMatch(mail -> mail.toString().contains(another.reference())))
                        .isTrue();
            }
            assertThat(one.mails().toString()).doesNotContain("LMNA", "1444C");
        }
        assertThat(system.intake("rgt-referrer")
                        .get("/api/referrals/" + patient.reference())
                        .status())
                .isEqualTo(404);
    }

    private static Map<String, Object> pathogenic(Journey whose) {
        return Map.of(
                "orderId",
                whose.openOrder("GENETIC_TEST"),
                "result",
                "PATHOGENIC",
                "gene",
                "LMNA",
                "hgvs",
                "NM_170707.4:c.1444C>T",
                "zygosity",
                "HETEROZYGOUS");
    }

    @Test
    void aGeneticTestThatFindsNothingEndsNothingAndIsLookedAtAgain() {
        // given a genetic test that finds no cause
        var patient = Journey.of(system, Patients.barbaraWithPartialLipodystrophy())
                .accepted()
                .answers("Task_RecordConsent")
                .reaches("Task_RecordGeneticResult");
        patient.reported(
                "lab", "genetic-tests", Map.of("orderId", patient.openOrder("GENETIC_TEST"), "result", "NONE_FOUND"));

        // when a clinician confirms that no precise cause was identified
        patient.diagnosed("NO_PRECISE_CAUSE").hasStatus("IN_PATHWAY");

        // then she is treated and followed up like everybody else
        patient.planned("DieteticSupport")
                .visits()
                .answers("Task_RecordDietPlan", Map.of("bmrKcalPerDay", 1410, "bmrEquation", "HENRY"))
                .hasOpen()
                .after("P98D")
                .answers("Task_ReviewDiet", Map.of("dietOutcome", "SUCCESSFUL"))
                .hasOpen();

        // and the unsolved test comes back after two years
        patient.after("P25M")
                .visits()
                .answers("Task_RecordFollowUp")
                .hasOpen("Task_RecordConsent")
                .answers("Task_RecordConsent")
                .reaches("Task_RecordGeneticResult");
        patient.reported(
                        "lab",
                        "genetic-tests",
                        Map.of("orderId", patient.openOrder("GENETIC_TEST"), "result", "NONE_FOUND"))
                .hasOpen()
                .hasNoFault();
        assertThat(patient.processes()).containsExactly("FollowUp", "ReferralPathway");
        patient.hasStatus("IN_PATHWAY");
    }

    @Test
    void aDeathInTheMiddleOfEverythingStopsEverything() {
        // given a patient with therapies under way, a funder who is asked, an appointment that is booked
        var patient = inTheMiddleOfEverything();
        assertThat(patient.orders()).contains("FUNDING_REQUEST OPEN", "APPOINTMENT OPEN");
        var funding = patient.openOrder("FUNDING_REQUEST");
        var told = patient.toldUntil("AppointmentBooked");

        // when the trust reports the death
        patient.withdrawn("PATIENT_DIED").hasStatus("WITHDRAWN");

        // then an administrator is asked to confirm, nobody else anything, and nothing is ordered any more
        patient.hasOpen("Task_ConfirmClosure");
        assertThat(patient.processes()).containsExactly("ReferralPathway");
        assertThat(patient.orders()).noneMatch(order -> order.endsWith("OPEN"));

        // and whatever comes and however long it takes, the trust reads nothing but the confirmation
        patient.after("P6M")
                .hasOpen("Task_ConfirmClosure")
                .answers("Task_ConfirmClosure", Map.of("closureAnswer", "CONFIRM"))
                .isOver()
                .reported("funder", "funding-decisions", Map.of("orderId", funding, "decision", "APPROVED"))
                .after("P1Y")
                .isOver()
                .wasTold(told, "ReferralWithdrawalConfirmed")
                .hasStatus("WITHDRAWN");
    }

    @Test
    void aReferralThatWasWithdrawnByMistakeIsRestoredWithItsTherapies() {
        var patient = inTheMiddleOfEverything();

        // when the trust withdraws it after acceptance
        patient.withdrawn("SENT_IN_ERROR")
                .hasStatus("WITHDRAWN")
                .hasOpen("Task_ConfirmClosure", "Task_ReviewRunningTherapy")
                .answers("Task_ReviewRunningTherapy", Map.of("therapyReview", "TAPER_PLANNED"));

        // and an administrator restores it
        patient.answers("Task_ConfirmClosure", Map.of("closureAnswer", "RESTORE"));

        // then what ran is taken up again, without a new plan
        patient.hasOpen("Task_BookAppointment", "Task_CompleteMetreleptinChecklist", "Task_DecidePumpFundingRoute")
                .hasStatus("IN_PATHWAY")
                .hasNoFault();
    }

    @Test
    void aRestoredTherapyDoesNotAskItsFunderAgain() {
        // given a pump that is funded and waits for its workshop
        var patient = inTheMiddleOfEverything()
                .answers("Task_RecordFundingDecision", Map.of("fundingDecision", "APPROVED"))
                .reaches("Task_BookAppointment");

        // when the referral is withdrawn by mistake, twice: the second time before the pump has come to its funding
        // again
        for (int mistake = 1; mistake <= 2; mistake++) {
            patient.withdrawn("SENT_IN_ERROR")
                    .reaches("Task_ReviewRunningTherapy")
                    .answers("Task_ReviewRunningTherapy", Map.of("therapyReview", "TAPER_PLANNED"))
                    .answers("Task_ConfirmClosure", Map.of("closureAnswer", "RESTORE"))
                    // What is withdrawn for the trust cannot be withdrawn again.
                    .hasStatus("IN_PATHWAY")
                    .reaches("Task_DecidePumpFundingRoute");
        }
        patient.answers("Task_DecidePumpFundingRoute", Map.of("fundingRoute", "INDIVIDUAL_FUNDING_REQUEST"));

        // then the pump goes on to its workshop
        patient.hasOpen("Task_BookAppointment", "Task_BookAppointment", "Task_CompleteMetreleptinChecklist")
                .hasNoFault();
        assertThat(patient.processes()).contains("InsulinPump").doesNotContain("ExceptionalFunding");
    }

    /** Metreleptin and diet under way, an Individual Funding Request with its funder, a visit that is booked. */
    private Journey inTheMiddleOfEverything() {
        return Journey.of(system, Patients.lynneWithAcquiredGeneralisedLipodystrophy())
                .accepted()
                .diagnosed("ACQUIRED_GENERALISED_LIPODYSTROPHY")
                .planned("DieteticSupport", "InsulinPump", "Metreleptin")
                .answers("Task_DecidePumpFundingRoute", Map.of("fundingRoute", "INDIVIDUAL_FUNDING_REQUEST"))
                .answers("Task_WriteFundingRequest")
                .answers("Task_CompleteMetreleptinChecklist", PublishedCasesTest.metreleptinChecklist("YES"))
                .answers("Task_BookAppointment")
                .hasOpen("Task_RecordAttendance", "Task_RecordFundingDecision");
    }
}
