package uk.nsirs.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.events.AllowedMailboxes;
import uk.nsirs.events.Channel;
import uk.nsirs.events.Reading;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralReader;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.Intake;
import uk.nsirs.intake.Patients;
import uk.nsirs.intake.referral.Identity;
import uk.nsirs.intake.referral.NewReferral;
import uk.nsirs.intake.referral.Referrals;
import uk.nsirs.intake.referral.Referrals.TimelineLine;
import uk.nsirs.intake.referral.Sender;

/** A reference that a caller was told is never another referral's, and the other way round. */
@Intake
class OneReferenceTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Referrals referrals;

    @Autowired
    private Contacts contacts;

    @Test
    void aContactsReferenceIsKeptForItsOwnReferral() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            var reference = ReferralReference.random(2026, new Random(71));
            assertThat(contacts.add(UUID.randomUUID(), contact(reference))).isTrue();

            assertThat(referrals.add(referral(reference, false), line()))
                    .as("a trust's")
                    .isFalse();
            assertThat(referrals.add(referral(reference, true), line()))
                    .as("its own")
                    .isTrue();
        });
    }

    @Test
    void aReferralsReferenceIsNotGivenToAContact() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            var reference = ReferralReference.random(2026, new Random(72));
            assertThat(referrals.add(referral(reference, false), line())).isTrue();

            assertThat(contacts.add(UUID.randomUUID(), contact(reference))).isFalse();
        });
    }

    private static Contact contact(ReferralReference reference) {
        return new Contact(
                reference,
                new ContactDetails(Channel.TELEPHONE, NOW, document().referrer(), null),
                "administrator",
                NOW);
    }

    private static NewReferral referral(ReferralReference reference, boolean writtenDown) {
        var document = document();
        return new NewReferral(
                reference,
                new Sender("somebody", document.referrer().organisation()),
                writtenDown,
                document,
                Identity.of(document.patient()),
                List.of(),
                List.of(),
                NOW);
    }

    private static Referral document() {
        var json = Patients.somebody().toString().getBytes(StandardCharsets.UTF_8);
        return ((Reading.Valid<Referral>)
                        new ReferralReader(Clock.systemUTC(), AllowedMailboxes.of(List.of(".example")))
                                .readReferral(json))
                .value();
    }

    private static TimelineLine line() {
        return new TimelineLine(NOW, "ReferralSubmitted", "You sent the referral.");
    }
}
