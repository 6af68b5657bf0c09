package uk.nsirs.notification.inbound;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.ContactClosure;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.ReferralContactClosed;
import uk.nsirs.events.ReferralEvent.PatientDeceased;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.relay.ReceivedEvent;
import uk.nsirs.relay.UnprocessableEventException;

/** What is no e-mail. The rest is told by {@code EmailsToTrustsTest}, through the broker. */
class EventsToDeliveriesTest {

    private static final ReferralReference REFERENCE = ReferralReference.random(2026, new SecureRandom());

    /** Without anything that could record or send. */
    private final EventsToDeliveries events = new EventsToDeliveries(null, null);

    @Test
    void noTrustIsToldOfAContactOfWhichNoReferralComes() {
        assertThatNoException()
                .isThrownBy(() -> hear(new ReferralContactClosed(
                        REFERENCE, Instant.now(), ContactClosure.NOT_A_REFERRAL, "administrator")));
    }

    @Test
    void whatIsMeantForAnotherServiceCannotBeProcessed() {
        assertThatExceptionOfType(UnprocessableEventException.class)
                .isThrownBy(() -> hear(new PatientDeceased(REFERENCE, Instant.now(), null)));
    }

    private void hear(DomainEvent event) {
        events.handle(
                new ReceivedEvent(UUID.randomUUID(), EventCodec.typeOf(event.getClass()), event, Instant.now(), null));
    }
}
