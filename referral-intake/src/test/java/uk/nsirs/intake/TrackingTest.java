package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.DischargeOutcome;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.Intent;
import uk.nsirs.events.LetterEvent.Kind;
import uk.nsirs.events.LetterEvent.LetterIssued;
import uk.nsirs.events.LetterEvent.LetterReplaced;
import uk.nsirs.events.Milestone.AdviceGiven;
import uk.nsirs.events.Milestone.InformationRequested;
import uk.nsirs.events.Milestone.PatientDischarged;
import uk.nsirs.events.Milestone.PlanAgreed;
import uk.nsirs.events.Milestone.ReferralAccepted;
import uk.nsirs.events.Milestone.ReferralNotAccepted;
import uk.nsirs.events.Milestone.ReferralReceived;
import uk.nsirs.events.Milestone.ReferralWithdrawalConfirmed;
import uk.nsirs.events.Milestone.ResultAvailable;
import uk.nsirs.events.Milestone.TestRequested;
import uk.nsirs.events.Milestone.TreatmentStarted;
import uk.nsirs.events.MissingItem;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Recipient;
import uk.nsirs.events.Redirect;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.TestKind;
import uk.nsirs.events.Therapy;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.relay.Outbox;

/** What the service publishes is what the trust reads. The events go through the real broker. */
@Intake
class TrackingTest {

    private static final Recipient RECIPIENT =
            new Recipient(OdsCode.of("RJZ"), EmailAddress.of("a@trust.example"), "Diabetes", "Dr A Example", "DX-1042");

    @LocalServerPort
    private int port;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    private Caller rjz;
    private ReferralReference reference;
    private String path;

    @BeforeEach
    void aReferral() {
        rjz = Caller.of(port, "rjz-referrer");
        reference = ReferralReference.of(
                rjz.post("/api/referrals", Patients.somebody()).reference());
        path = "/api/referrals/" + reference;
    }

    @Test
    void aReferralThatNeedsInformationAndIsAccepted() {
        publish(new ReferralReceived(reference, now(), RECIPIENT, Intent.REFERRAL, false));
        awaitStatus("AWAITING_DECISION");

        publish(new InformationRequested(
                reference,
                now(),
                RECIPIENT,
                List.of(new MissingItem("bmi", "It decides criterion 3.")),
                0,
                LocalDate.of(2026, 12, 24),
                null));
        awaitStatus("AWAITING_INFORMATION");
        assertThat(view().path("whoseTurn").asText()).isEqualTo("REFERRER");
        assertThat(view().at("/askedFor/0/field").asText()).isEqualTo("bmi");
        assertThat(view().path("askedUntil").asText()).isEqualTo("2026-12-24");

        rjz.post(path + "/information", "{\"clinical\":{\"bmi\":22}}");
        assertThat(view().path("status").asText()).isEqualTo("AWAITING_DECISION");
        assertThat(view().path("askedFor")).isEmpty();

        publish(new ReferralAccepted(reference, now(), RECIPIENT, Priority.URGENT, false));
        awaitStatus("ACCEPTED");
        assertThat(SubmissionTest.texts(view().path("timeline"), "event"))
                .containsExactly(
                        "ReferralSubmitted",
                        "ReferralReceived",
                        "InformationRequested",
                        "InformationSupplied",
                        "ReferralAccepted");
    }

    @Test
    void aRequestThatCrossedItsAnswerAsksForNothing() {
        var asked = now();
        publish(new ReferralReceived(reference, asked, RECIPIENT, Intent.REFERRAL, false));
        awaitStatus("AWAITING_DECISION");
        rjz.post(path + "/information", "{\"clinical\":{\"bmi\":22}}");

        publish(new InformationRequested(reference, asked, RECIPIENT, List.of(), 1, null, null));

        awaitLines(4);
        assertThat(view().path("status").asText()).isEqualTo("AWAITING_DECISION");
    }

    @Test
    void aReferralThatIsNotAcceptedStaysSoWhateverComesLate() {
        publish(new ReferralNotAccepted(
                reference, now(), RECIPIENT, DecisionReason.OBESITY_RELATED, Redirect.OBESITY_SERVICES));
        awaitStatus("NOT_ACCEPTED");

        publish(new ReferralReceived(reference, now(), RECIPIENT, Intent.REFERRAL, false));
        publish(new ReferralAccepted(reference, now(), RECIPIENT, Priority.ROUTINE, false));

        awaitLines(4);
        assertThat(view().path("status").asText()).isEqualTo("NOT_ACCEPTED");
        assertThat(view().toString())
                .contains("not accepted", "your local specialist weight management service")
                .doesNotContain("declined", "rejected");
        assertThat(rjz.post(path + "/information", "{\"note\":\"late\"}").status())
                .isEqualTo(409);
    }

    @Test
    void adviceIsGivenWithALetterAndItsFirstReadingIsRecorded() {
        var letterId = UUID.randomUUID();
        publish(letter(letterId));
        publish(new AdviceGiven(reference, now(), RECIPIENT, letterId));
        awaitStatus("ADVICE_GIVEN");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> view().path("unreadLetters").asInt() == 1);
        assertThat(rjz.get(path + "/letters")
                        .json()
                        .at("/letters/0/firstReadAt")
                        .isNull())
                .isTrue();
        assertThat(rjz.get(path + "/letters").text()).doesNotContain("Please measure");

        var first = rjz.get(path + "/letters/" + letterId);
        var second = rjz.get(path + "/letters/" + letterId);

        assertThat(first.json().path("body").asText()).isEqualTo("Please measure the leptin.");
        assertThat(first.json().path("firstReadAt").asText()).isNotEmpty();
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(view().path("unreadLetters").asInt()).isZero();
        assertThat(Caller.of(port, "rgt-referrer")
                        .get(path + "/letters/" + letterId)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aReplacedLetterStaysReadableAndIsMarked() {
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();
        publish(letter(first));
        publish(new LetterReplaced(
                reference, second, first, now(), Kind.ADVICE, "Advice", "Better words.", "Dr B Example", "Consultant"));

        await().atMost(Duration.ofMinutes(3)).until(() -> view().path("letters").asInt() == 2);

        var letters = rjz.get(path + "/letters").json().path("letters");
        assertThat(SubmissionTest.texts(letters, "replacedBy")).contains(second.toString());
        assertThat(rjz.get(path + "/letters/" + first).status()).isEqualTo(200);
    }

    @Test
    void aWithdrawnReferralCanBeTakenUpAgain() {
        publish(new ReferralAccepted(reference, now(), RECIPIENT, Priority.ROUTINE, false));
        awaitStatus("ACCEPTED");
        rjz.post(path + "/withdrawal", "{\"reason\":\"SENT_IN_ERROR\"}");
        publish(new ReferralWithdrawalConfirmed(reference, now(), RECIPIENT, false, WithdrawalReason.SENT_IN_ERROR));
        awaitLines(4);
        assertThat(view().path("status").asText()).isEqualTo("WITHDRAWN");

        publish(new ReferralAccepted(reference, now(), RECIPIENT, Priority.ROUTINE, true));

        awaitStatus("ACCEPTED");
    }

    @Test
    void anAcceptedReferralGoesThroughThePathwayToItsDischarge() {
        publish(new ReferralAccepted(reference, now(), RECIPIENT, Priority.ROUTINE, false));
        awaitStatus("ACCEPTED");

        publish(new TestRequested(reference, now(), RECIPIENT, TestKind.RECEPTOR_ANTIBODY, true));
        awaitStatus("IN_PATHWAY");
        assertThat(view().path("whoseTurn").asText()).isEqualTo("SERVICE");
        assertThat(rjz.get("/api/referrals?status=IN_PATHWAY&limit=100").text()).contains(reference.value());

        publish(new ResultAvailable(reference, now(), RECIPIENT, TestKind.RECEPTOR_ANTIBODY));
        publish(new PlanAgreed(reference, now(), RECIPIENT, List.of(Therapy.IMMUNOSUPPRESSION)));
        publish(new TreatmentStarted(reference, now(), RECIPIENT, Therapy.IMMUNOSUPPRESSION));
        publish(new PatientDischarged(reference, now(), RECIPIENT, DischargeOutcome.DISCHARGED, UUID.randomUUID()));

        awaitStatus("DISCHARGED");
        assertThat(view().path("whoseTurn").asText()).isEqualTo("NOBODY");
        assertThat(SubmissionTest.texts(view().path("timeline"), "event"))
                .containsExactly(
                        "ReferralSubmitted",
                        "ReferralAccepted",
                        "TestRequested",
                        "ResultAvailable",
                        "PlanAgreed",
                        "TreatmentStarted",
                        "PatientDischarged");
        assertThat(rjz.post(path + "/information", "{\"note\":\"late\"}").status())
                .isEqualTo(409);
    }

    @Test
    void aReferralWithdrawnInThePathwayGoesOnThereWhenItIsTakenUpAgain() {
        publish(new ReferralAccepted(reference, now(), RECIPIENT, Priority.ROUTINE, false));
        publish(new PlanAgreed(reference, now(), RECIPIENT, List.of(Therapy.INSULIN_PUMP)));
        awaitStatus("IN_PATHWAY");
        rjz.post(path + "/withdrawal", "{\"reason\":\"SENT_IN_ERROR\"}");
        publish(new ReferralWithdrawalConfirmed(reference, now(), RECIPIENT, false, WithdrawalReason.SENT_IN_ERROR));
        publish(new TreatmentStarted(reference, now(), RECIPIENT, Therapy.INSULIN_PUMP));
        awaitLines(6);
        assertThat(view().path("status").asText()).isEqualTo("WITHDRAWN");

        publish(new ReferralAccepted(reference, now(), RECIPIENT, Priority.ROUTINE, true));

        awaitStatus("IN_PATHWAY");
    }

    @Test
    void theSameRecordTwiceMakesOneLine() {
        var id = UUID.randomUUID();
        var event = new ReferralReceived(reference, now(), RECIPIENT, Intent.REFERRAL, false);
        transaction.executeWithoutResult(status -> outbox.append(id, event));
        transaction.executeWithoutResult(status -> outbox.append(id, event));
        publish(new ReferralAccepted(reference, now(), RECIPIENT, Priority.ROUTINE, false));

        awaitStatus("ACCEPTED");

        assertThat(view().path("timeline")).hasSize(3);
    }

    private LetterIssued letter(UUID id) {
        return new LetterIssued(
                reference,
                id,
                now(),
                Kind.ADVICE,
                "Advice",
                "Please measure the leptin.",
                "Dr B Example",
                "Consultant");
    }

    private void publish(DomainEvent event) {
        transaction.executeWithoutResult(status -> outbox.append(event));
    }

    private Instant now() {
        return clock.instant();
    }

    private JsonNode view() {
        return rjz.get(path).json();
    }

    private void awaitStatus(String status) {
        await(status)
                .atMost(Duration.ofMinutes(3))
                .until(() -> view().path("status").asText(), status::equals);
    }

    private void awaitLines(int lines) {
        await(lines + " lines")
                .atMost(Duration.ofMinutes(3))
                .until(() -> view().path("timeline").size(), size -> size == lines);
    }
}
