package uk.nsirs.intake.tracking;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * @param begun whether the pathway had begun before, so that a referral that is taken up again goes on where it stood
 */
record Progress(
        ReferralStatus status,
        Optional<Instant> informationSuppliedAt,
        List<MissingItem> askedFor,
        Optional<LocalDate> askedUntil,
        boolean begun) {

    /**
     * What happens to accepted patients only. Advice after a deterioration is not among them: it is given whenever a
     * patient gets worse, also before anybody has decided.
     */
    private static final Set<Class<? extends Milestone>> OF_THE_PATHWAY = Set.of(
            Milestone.TestRequested.class,
            Milestone.ResultAvailable.class,
            Milestone.PlanAgreed.class,
            Milestone.FundingRequested.class,
            Milestone.FundingOutcomeReached.class,
            Milestone.AppointmentBooked.class,
            Milestone.AppointmentChanged.class,
            Milestone.AppointmentMissed.class,
            Milestone.TreatmentStarted.class,
            Milestone.SurveillanceDue.class,
            Milestone.FamilyTestingOffered.class,
            Milestone.PathwayDelayed.class);

    /** The names of the timeline's lines that say that the pathway has begun. */
    static List<String> linesOfThePathway() {
        return OF_THE_PATHWAY.stream().map(Class::getSimpleName).sorted().toList();
    }

    /**
     * The progress after {@code milestone}. Records can come late or twice, so a milestone moves a referral only from
     * where it can have stood: what is closed stays closed, except that a withdrawn referral can be taken up again.
     */
    Progress after(Milestone milestone) {
        if (milestone instanceof Milestone.ReferralAccepted accepted
                && accepted.restored()
                && status == ReferralStatus.WITHDRAWN) {
            return at(begun ? ReferralStatus.IN_PATHWAY : ReferralStatus.ACCEPTED);
        }
        if (!status.isOpen()) {
            return this;
        }
        if (milestone instanceof Milestone.ReferralWithdrawalConfirmed) {
            return at(ReferralStatus.WITHDRAWN);
        }
        if (milestone instanceof Milestone.PatientDischarged) {
            return at(ReferralStatus.DISCHARGED);
        }
        if (OF_THE_PATHWAY.contains(milestone.getClass())) {
            return at(ReferralStatus.IN_PATHWAY);
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
                            Optional.ofNullable(request.dueOn()),
                            begun);
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
        return new Progress(next, informationSuppliedAt, List.of(), Optional.empty(), begun);
    }
}
