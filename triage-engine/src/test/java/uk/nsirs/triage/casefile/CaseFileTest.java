package uk.nsirs.triage.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.Priority;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.triage.Referrals;
import uk.nsirs.triage.casefile.CaseFile.Status;
import uk.nsirs.triage.criteria.Recommendation;
import uk.nsirs.triage.criteria.Recommendation.Outcome;

class CaseFileTest {

    private final CaseFile opened = CaseFile.opened(
            (ReferralSubmitted) Referrals.submitted(Referrals.newReference(), Referrals.withPartialLipodystrophy()));

    @Test
    void aNewCaseIsOpenUndecidedAndNotJudged() {
        assertThat(opened.status()).isEqualTo(Status.RECEIVED);
        assertThat(opened.closed()).isFalse();
        assertThat(opened.standing().accepted()).isFalse();
        assertThat(opened.evaluation()).isZero();
        assertThat(opened.recommendation()).isEmpty();
        assertThat(opened.withdrawalReason()).isEmpty();
    }

    @Test
    void evaluationsAreCountedAndRulesOnlyRaiseThePriority() {
        var urgent = opened.with(recommending(Priority.URGENT));
        var again = urgent.with(recommending(Priority.ROUTINE));

        assertThat(again.evaluation()).isEqualTo(2);
        assertThat(again.priority()).isEqualTo(Priority.URGENT);
        assertThat(again.with(Priority.ROUTINE).priority()).isEqualTo(Priority.ROUTINE);
    }

    @Test
    void whatTheReferrerIsToldChangesNeitherAcceptanceNorClosing() {
        assertThat(opened.acceptedNow().with(Status.IN_PATHWAY).standing())
                .isEqualTo(new Standing.Accepted(Status.IN_PATHWAY));
        assertThat(opened.closedAs(Status.NOT_ACCEPTED)
                        .with(Status.AWAITING_DECISION)
                        .closed())
                .isTrue();
    }

    @Test
    void aWithdrawnCaseRemembersThatItWasAcceptedAndCanBeTakenUpAgain() {
        var withdrawn = opened.acceptedNow().withdrawn(WithdrawalReason.PATIENT_CHOICE);
        assertThat(withdrawn.closed()).as("the process closes it").isFalse();

        var closed = withdrawn.closedAs(Status.WITHDRAWN);
        assertThat(closed.standing()).isEqualTo(new Standing.Closed(Status.WITHDRAWN, true));
        assertThat(closed.withdrawalReason()).contains(WithdrawalReason.PATIENT_CHOICE);

        var restored = closed.acceptedNow();
        assertThat(restored.standing()).isEqualTo(new Standing.Accepted(Status.ACCEPTED));
        assertThat(restored.withdrawalReason()).isEmpty();
    }

    private static Recommendation recommending(Priority priority) {
        return new Recommendation(Outcome.NEEDS_REVIEW, List.of(), List.of(), null, priority, Map.of());
    }
}
