package uk.nsirs.notification.delivery;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Milestone.ReferralAccepted;
import uk.nsirs.events.Milestone.ReferralWithdrawalConfirmed;
import uk.nsirs.notification.delivery.DeliveryState.Pending;
import uk.nsirs.notification.delivery.DeliveryState.Sending;
import uk.nsirs.notification.delivery.DeliveryState.Suppressed;
import uk.nsirs.notification.message.Email;

/** Everything written about a referral: what is to be sent, and what must no longer be. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Correspondence {

    private final DeliveryRepository deliveries;
    private final WakeSenders wake;
    private final Clock clock;

    Correspondence(DeliveryRepository deliveries, WakeSenders wake, Clock clock) {
        this.deliveries = deliveries;
        this.wake = wake;
        this.clock = clock;
    }

    /**
     * Records the one logical delivery of a milestone, in the caller's transaction. A confirmed withdrawal cancels
     * whatever is still unsent, and what comes after it is suppressed until the referral is restored (H10, H13).
     *
     * @param eventId the milestone event; recording it again changes nothing
     */
    public void record(UUID eventId, Milestone milestone, Email email) {
        var reference = milestone.reference();
        var now = clock.instant();
        var closedBy = deliveries.lock(reference);
        if (closedBy.isPresent() && milestone instanceof ReferralAccepted accepted && accepted.restored()) {
            deliveries.open(reference);
            closedBy = Optional.empty();
        }
        if (closedBy.isEmpty() && milestone instanceof ReferralWithdrawalConfirmed) {
            deliveries.cancelWaiting(reference, now);
            deliveries.close(reference, eventId);
        }
        deliveries.add(
                eventId,
                milestone.recipient().mailbox(),
                reference,
                milestone.getClass().getSimpleName(),
                email,
                now,
                closedBy.isPresent() ? new Suppressed(now) : new Pending(now, Optional.empty()));
        wake.afterCommit();
    }

    /**
     * Sends the e-mail of a milestone once more, to the mailbox a person corrected. What still waits for the mailbox
     * before is cancelled: it would go to the wrong place.
     *
     * @return false where no such e-mail is known
     */
    public boolean resend(UUID eventId, EmailAddress mailbox) {
        var known = deliveries.of(eventId);
        if (known.isEmpty()) {
            return false;
        }
        var now = clock.instant();
        var first = known.get(0);
        var closedBy = deliveries.lock(first.reference());
        boolean mayGo = closedBy.isEmpty() || closedBy.get().equals(eventId);
        for (var delivery : known) {
            if (delivery.state() instanceof Pending && !delivery.recipient().equals(mailbox)) {
                deliveries.save(delivery.state(), delivery.cancelled(now, false));
            }
        }
        var toTheSameMailbox = known.stream()
                .filter(delivery -> delivery.recipient().equals(mailbox))
                .findFirst();
        if (toTheSameMailbox.isEmpty()) {
            deliveries.add(
                    eventId,
                    mailbox,
                    first.reference(),
                    first.milestone(),
                    first.email(),
                    now,
                    mayGo ? new Pending(now, Optional.empty()) : new Suppressed(now));
        } else if (mayGo && isOver(toTheSameMailbox.get())) {
            var again = toTheSameMailbox.get();
            deliveries.save(again.state(), again.askedForAgain(now));
        }
        wake.afterCommit();
        return true;
    }

    private static boolean isOver(Delivery delivery) {
        return !(delivery.state() instanceof Pending || delivery.state() instanceof Sending);
    }
}
