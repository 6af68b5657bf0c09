package uk.nsirs.intake.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.DischargeOutcome;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.MissingItem;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Recipient;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.intake.referral.ReferralStatus;
import uk.nsirs.intake.referral.Turn;

class ProgressTest {

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final ReferralReference REFERENCE = ReferralReference.random(2026, new java.util.Random(1));
    static final Recipient RECIPIENT =
            new Recipient(OdsCode.of("RJZ"), EmailAddress.of("a@nhs.net"), null, "Dr A Example", null);

    private static final Milestone RECEIVED =
            new Milestone.ReferralReceived(REFERENCE, NOW, RECIPIENT, Intent.REFERRAL, false);
    private static final Milestone REQUESTED = new Milestone.InformationRequested(
            REFERENCE, NOW, RECIPIENT, List.of(new MissingItem("bmi", "It decides.")), 0, null, null);
    private static final Milestone ACCEPTED =
            new Milestone.ReferralAccepted(REFERENCE, NOW, RECIPIENT, Priority.ROUTINE, false);
    private static final Milestone RESTORED =
            new Milestone.ReferralAccepted(REFERENCE, NOW, RECIPIENT, Priority.ROUTINE, true);
    private static final Milestone NOT_ACCEPTED =
            new Milestone.ReferralNotAccepted(REFERENCE, NOW, RECIPIENT, DecisionReason.OTHER, null);
    private static final Milestone ADVICE = new Milestone.AdviceGiven(REFERENCE, NOW, RECIPIENT, null);
    private static final Milestone CLOSED =
            new Milestone.ReferralWithdrawalConfirmed(REFERENCE, NOW, RECIPIENT, true, WithdrawalReason.PATIENT_DIED);

    @Test
    void theWayForward() {
        assertThat(from(ReferralStatus.RECEIVED).after(RECEIVED).status()).isEqualTo(ReferralStatus.AWAITING_DECISION);
        assertThat(from(ReferralStatus.AWAITING_DECISION).after(REQUESTED).status())
                .isEqualTo(ReferralStatus.AWAITING_INFORMATION);
        assertThat(from(ReferralStatus.AWAITING_INFORMATION).after(ACCEPTED).status())
                .isEqualTo(ReferralStatus.ACCEPTED);
        assertThat(from(ReferralStatus.AWAITING_DECISION).after(NOT_ACCEPTED).status())
                .isEqualTo(ReferralStatus.NOT_ACCEPTED);
        assertThat(from(ReferralStatus.RECEIVED).after(ADVICE).status()).isEqualTo(ReferralStatus.ADVICE_GIVEN);
        assertThat(from(ReferralStatus.ACCEPTED).after(CLOSED).status()).isEqualTo(ReferralStatus.WITHDRAWN);
        assertThat(from(ReferralStatus.WITHDRAWN).after(RESTORED).status()).isEqualTo(ReferralStatus.ACCEPTED);
    }

    static Stream<Milestone> ofThePathway() {
        return PathwayMilestones.words().keySet().stream()
                .filter(milestone -> !(milestone instanceof Milestone.PatientDischarged))
                .filter(milestone -> !(milestone instanceof Milestone.RelapseAdviceGiven));
    }

    @ParameterizedTest
    @MethodSource("ofThePathway")
    void theFirstStepAfterAcceptanceIsInThePathwayAndStaysThere(Milestone step) {
        var begun = from(ReferralStatus.ACCEPTED).after(step);

        assertThat(begun.status()).isEqualTo(ReferralStatus.IN_PATHWAY);
        assertThat(begun.status().whoseTurn()).isEqualTo(Turn.SERVICE);
        assertThat(begun.after(ACCEPTED).status()).as("late").isEqualTo(ReferralStatus.IN_PATHWAY);
        assertThat(begun.after(REQUESTED)).isEqualTo(begun);
        assertThat(begun.after(CLOSED).status()).isEqualTo(ReferralStatus.WITHDRAWN);
    }

    @Test
    void everyMilestoneMovesAReferralOrSaysThatItDoesNot() {
        var moving = ofThePathway()
                .map(Milestone::getClass)
                .map(Class::getSimpleName)
                .distinct();

        assertThat(moving.sorted()).containsExactlyElementsOf(Progress.linesOfThePathway());
    }

    @Test
    void adviceAfterADeteriorationDecidesNothing() {
        var advice = new Milestone.RelapseAdviceGiven(REFERENCE, NOW, RECIPIENT, null);

        assertThat(from(ReferralStatus.AWAITING_DECISION).after(advice).status())
                .isEqualTo(ReferralStatus.AWAITING_DECISION);
        assertThat(from(ReferralStatus.IN_PATHWAY).after(advice).status()).isEqualTo(ReferralStatus.IN_PATHWAY);
    }

    @Test
    void whoLeavesTheServiceIsDischarged() {
        for (var outcome : DischargeOutcome.values()) {
            var left = from(ReferralStatus.IN_PATHWAY)
                    .after(new Milestone.PatientDischarged(REFERENCE, NOW, RECIPIENT, outcome, null));

            assertThat(left.status()).isEqualTo(ReferralStatus.DISCHARGED);
            assertThat(left.status().whoseTurn()).isEqualTo(Turn.NOBODY);
            assertThat(left.after(RESTORED).status()).isEqualTo(ReferralStatus.DISCHARGED);
        }
    }

    @Test
    void aReferralThatIsTakenUpAgainGoesOnWhereItStood() {
        var withdrawn = new Progress(ReferralStatus.WITHDRAWN, Optional.empty(), List.of(), Optional.empty(), true);

        assertThat(withdrawn.after(RESTORED).status()).isEqualTo(ReferralStatus.IN_PATHWAY);
    }

    @Test
    void whatIsAskedForStandsUntilSomethingElseHappens() {
        var asked = from(ReferralStatus.AWAITING_DECISION).after(REQUESTED);

        assertThat(asked.askedFor()).hasSize(1);
        assertThat(asked.after(RECEIVED).askedFor()).hasSize(1);
        assertThat(asked.after(ACCEPTED).askedFor()).isEmpty();
    }

    @Test
    void aRequestOlderThanItsAnswerAsksForNothing() {
        var answered = new Progress(
                ReferralStatus.AWAITING_DECISION, Optional.of(NOW.plusSeconds(1)), List.of(), Optional.empty(), false);

        assertThat(answered.after(REQUESTED)).isEqualTo(answered);
    }

    static Stream<ReferralStatus> closed() {
        return Arrays.stream(ReferralStatus.values()).filter(status -> !status.isOpen());
    }

    @ParameterizedTest
    @MethodSource("closed")
    void whatIsClosedStaysClosedWhateverComesLate(ReferralStatus status) {
        for (var late : List.of(RECEIVED, REQUESTED, ACCEPTED, NOT_ACCEPTED, ADVICE, CLOSED)) {
            assertThat(from(status).after(late).status()).isEqualTo(status);
        }
        for (var late : PathwayMilestones.words().keySet()) {
            assertThat(from(status).after(late).status()).isEqualTo(status);
        }
    }

    @Test
    void everyMilestoneHasWordsThatPeopleMayRead() {
        for (var milestone : List.of(RECEIVED, REQUESTED, ACCEPTED, RESTORED, NOT_ACCEPTED, ADVICE, CLOSED)) {
            assertThat(TimelineWords.of(milestone))
                    .endsWith(".")
                    .doesNotContainIgnoringCase("declined")
                    .doesNotContainIgnoringCase("rejected")
                    .doesNotContainIgnoringCase("deceased");
        }
        assertThat(TimelineWords.of(CLOSED)).contains("died");
        assertThat(TimelineWords.of(NOT_ACCEPTED)).contains("not accepted");
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyStepOfThePathwayIsOneLine(Milestone milestone, String words) {
        assertThat(TimelineWords.of(milestone)).isEqualTo(words);
    }

    static Stream<Arguments> words() {
        return PathwayMilestones.words().entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void noMilestoneIsWithoutItsLine() {
        var told = Stream.concat(
                        Stream.of(RECEIVED, REQUESTED, ACCEPTED, NOT_ACCEPTED, ADVICE, CLOSED),
                        PathwayMilestones.words().keySet().stream())
                .<Class<?>>map(Object::getClass)
                .distinct();

        assertThat(told).containsExactlyInAnyOrder(Milestone.class.getPermittedSubclasses());
    }

    private static Progress from(ReferralStatus status) {
        return new Progress(status, Optional.empty(), List.of(), Optional.empty(), false);
    }
}
