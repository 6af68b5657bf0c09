package uk.nsirs.intake.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.nsirs.events.AllowedMailboxes;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.Information;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.Reading;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralEvent.ReferralSubmitted;
import uk.nsirs.events.ReferralReader;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.Patients;
import uk.nsirs.relay.Outbox;
import uk.nsirs.relay.ReceivedRecord;

class SubmitReferralTest {

    /** The last second of a year, with more digits than PostgreSQL keeps. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-31T23:59:59.123456789Z"), ZoneOffset.UTC);

    private static final Sender SENDER = new Sender("rjz-referrer", OdsCode.of("RJZ"));

    private final Held held = new Held();
    private final Published published = new Published();

    @Test
    void aReferenceThatIsTakenIsReplacedByAnother() {
        var same = new java.util.Random(5);
        var first = new SubmitReferral(held, published, CLOCK, same).submit(SENDER, referral(), List.of());

        var second = new SubmitReferral(held, published, CLOCK, new java.util.Random(5))
                .submit(SENDER, referral(), List.of());

        assertThat(second.reference()).isNotEqualTo(first.reference());
        assertThat(published.events)
                .extracting(DomainEvent::reference)
                .containsExactly(first.reference(), second.reference());
        assertThat(first.reference().value()).startsWith("NSIRS-2026-");
        assertThat(first.submittedAt()).isEqualTo(Instant.parse("2026-12-31T23:59:59.123456Z"));
    }

    @Test
    void withoutAnyFreeReferenceNothingIsPublished() {
        held.full = true;

        assertThatThrownBy(() -> new SubmitReferral(held, published, CLOCK).submit(SENDER, referral(), List.of()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(published.events).isEmpty();
    }

    @Test
    void theEventNamesTheOpenReferralsOfPerhapsTheSamePatient() {
        var earlier = ReferralReference.random(2026, new java.util.Random(9));
        held.open = List.of(earlier);

        new SubmitReferral(held, published, CLOCK).submit(SENDER, referral(), List.of());

        assertThat(((ReferralSubmitted) published.events.get(0)).possibleDuplicates())
                .containsExactly(earlier);
    }

    private static Referral referral() {
        var json = Patients.somebody().toString().getBytes(StandardCharsets.UTF_8);
        return ((Reading.Valid<Referral>)
                        new ReferralReader(CLOCK, AllowedMailboxes.of(List.of(".example"))).readReferral(json))
                .value();
    }

    private static final class Held implements Referrals {

        private final Set<ReferralReference> taken = new HashSet<>();
        private List<ReferralReference> open = List.of();
        private boolean full;

        @Override
        public void lock(Identity identity) {}

        @Override
        public List<ReferralReference> openReferralsOf(Identity identity) {
            return open;
        }

        @Override
        public boolean add(NewReferral referral, TimelineLine line) {
            return !full && taken.add(referral.reference());
        }

        @Override
        public Optional<HeldReferral> find(ReferralReference reference, OdsCode organisation) {
            return Optional.empty();
        }

        @Override
        public void supplied(
                HeldReferral referral,
                UUID informationId,
                String account,
                Information information,
                Clinical current,
                JsonNode previous,
                ReferralStatus status,
                TimelineLine line) {}

        @Override
        public void withdrawn(HeldReferral referral, ReferralStatus status, boolean died, TimelineLine line) {}
    }

    private static final class Published implements Outbox {

        private final List<DomainEvent> events = new ArrayList<>();

        @Override
        public UUID append(DomainEvent event) {
            events.add(event);
            return UUID.randomUUID();
        }

        @Override
        public void append(UUID eventId, DomainEvent event) {
            events.add(event);
        }

        @Override
        public void appendAll(List<? extends DomainEvent> more) {
            events.addAll(more);
        }

        @Override
        public void replay(String topic, ReceivedRecord record) {}
    }
}
