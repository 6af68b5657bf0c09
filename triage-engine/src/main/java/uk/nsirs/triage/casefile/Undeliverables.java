package uk.nsirs.triage.casefile;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.CommandEvent.EmailResendRequested;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.NotificationEvent.EmailUndeliverable;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.relay.Outbox;

/** E-mails that the referring trust could not be sent, and the mailboxes people corrected. */
@Repository
public class Undeliverables {

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final Clock clock;

    Undeliverables(JdbcTemplate jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Keeps one; {@code id} names it to the process. */
    public void keep(UUID id, EmailUndeliverable event) {
        jdbc.update(
                "insert into undeliverable (id, reference, event_id, milestone, cause, recorded_at)"
                        + " values (?,?,?,?,?,?)",
                id,
                event.reference().value(),
                event.eventId(),
                event.milestone(),
                event.cause(),
                Timestamp.from(clock.instant()));
    }

    /** The corrected mailbox for every e-mail of the referral that is not resolved yet; how many there are. */
    public int correct(ReferralReference reference, EmailAddress mailbox, String by) {
        return jdbc.update(
                "update undeliverable set mailbox = ?, mailbox_by = ? where reference = ? and resolution is null",
                mailbox.value(),
                by,
                reference.value());
    }

    /** The corrected mailbox; empty where nobody entered one. */
    public Optional<EmailAddress> mailbox(String id) {
        return jdbc
                .queryForList(
                        "select mailbox from undeliverable where id = ?::uuid and mailbox is not null",
                        String.class,
                        id)
                .stream()
                .map(EmailAddress::of)
                .findFirst();
    }

    /** Asks for the e-mail to be sent again, to the corrected mailbox. */
    public void resend(String id) {
        var mailbox = mailbox(id).orElseThrow(() -> new IllegalStateException("No corrected mailbox"));
        jdbc.query(
                "select reference, event_id from undeliverable where id = ?::uuid for update",
                row -> {
                    outbox.append(new EmailResendRequested(
                            new ReferralReference(row.getString(1)),
                            row.getObject(2, UUID.class),
                            clock.instant(),
                            mailbox));
                },
                id);
        resolve(id, "RESEND");
    }

    /** Nobody sends it again. */
    public void giveUp(String id) {
        resolve(id, "GIVE_UP");
    }

    /** What is not resolved yet. */
    public List<String> open(ReferralReference reference) {
        return jdbc.queryForList(
                "select milestone from undeliverable where reference = ? and resolution is null order by recorded_at",
                String.class,
                reference.value());
    }

    private void resolve(String id, String resolution) {
        jdbc.update("update undeliverable set resolution = ? where id = ?::uuid", resolution, id);
    }
}
