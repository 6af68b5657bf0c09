package uk.nsirs.intake.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.MissingItem;
import uk.nsirs.intake.referral.ReferralStatus;

/**
 * What of a referral a milestone can change.
 *
 * @param status where the referral stands
 * @param informationSuppliedAt when its referrer last supplied information; empty where that never happened
 * @param askedFor what the service asks for now
 * @param askedUntil when that request closes; empty where nothing is asked for or no day was set
 */
record Progress(
        ReferralStatus status,
        Optional<Instant> informationSuppliedAt,
        List<MissingItem> askedFor,
        Optional<LocalDate> askedUntil) {

    /**
     * The progress after {@code milestone}. Records can come late or twice, so a milestone moves a referral only from
     * where it can have stood: what is closed stays closed, except that a withdrawn referral can be taken up again.
     */
    Progress after(Milestone milestone) {
        if (milestone instanceof Milestone.ReferralAccepted accepted && accepted.restored()) {
            return at(ReferralStatus.ACCEPTED);
        }
        if (milestone instanceof Milestone.ReferralWithdrawalConfirmed) {
            return status.isOpen() ? at(ReferralStatus.WITHDRAWN) : this;
        }
        if (!status.isUndecided()) {
            return this;
        }
        if (milestone instanceof Milestone.InformationRequested request) {
            return isAnswered(request)
                    ? this
                    : new Progress(
                            ReferralStatus.AWAITING_INFORMATION,
                            informationSuppliedAt,
                            request.items(),
                            Optional.ofNullable(request.dueOn()));
        }
        if (milestone instanceof Milestone.ReferralReceived) {
            return status == ReferralStatus.RECEIVED ? at(ReferralStatus.AWAITING_DECISION) : this;
        }
        if (milestone instanceof Milestone.ReferralAccepted) {
            return at(ReferralStatus.ACCEPTED);
        }
        if (milestone instanceof Milestone.ReferralNotAccepted) {
            return at(ReferralStatus.NOT_ACCEPTED);
        }
        if (milestone instanceof Milestone.AdviceGiven) {
            return at(ReferralStatus.ADVICE_GIVEN);
        }
        return this;
    }

    /** A request that crossed its own answer on the way asks for nothing more. */
    private boolean isAnswered(Milestone.InformationRequested request) {
        return informationSuppliedAt
                .filter(supplied -> supplied.isAfter(request.occurredAt()))
                .isPresent();
    }

    private Progress at(ReferralStatus next) {
        return new Progress(next, informationSuppliedAt, List.of(), Optional.empty());
    }
}
