package uk.nsirs.notification.inbound;

import org.springframework.stereotype.Component;
import uk.nsirs.events.CommandEvent.EmailResendRequested;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.ReferralContactClosed;
import uk.nsirs.notification.delivery.Correspondence;
import uk.nsirs.notification.message.MilestoneEmails;
import uk.nsirs.relay.EventHandler;
import uk.nsirs.relay.ReceivedEvent;
import uk.nsirs.relay.UnprocessableEventException;

/** Turns each event into what is to be delivered. */
@Component
class EventsToDeliveries implements EventHandler {

    private final Correspondence correspondence;
    private final MilestoneEmails emails;

    EventsToDeliveries(Correspondence correspondence, MilestoneEmails emails) {
        this.correspondence = correspondence;
        this.emails = emails;
    }

    @Override
    public void handle(ReceivedEvent received) {
        if (received.event() instanceof Milestone milestone) {
            correspondence.record(received.id(), milestone, emails.write(milestone));
        } else if (received.event() instanceof EmailResendRequested resend) {
            if (!correspondence.resend(resend.eventId(), resend.mailbox())) {
                throw new UnprocessableEventException("No e-mail is known for the milestone to be sent again.");
            }
        } else if (received.event() instanceof ReferralContactClosed) {
            // Intake's own; no trust is told of it.
            return;
        } else {
            throw new UnprocessableEventException("Not an event for e-mails.");
        }
    }
}
