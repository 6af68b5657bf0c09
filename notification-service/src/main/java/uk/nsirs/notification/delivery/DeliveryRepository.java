package uk.nsirs.notification.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.notification.delivery.DeliveryState.Cancelled;
import uk.nsirs.notification.delivery.DeliveryState.Pending;
import uk.nsirs.notification.delivery.DeliveryState.Sending;
import uk.nsirs.notification.delivery.DeliveryState.Sent;
import uk.nsirs.notification.delivery.DeliveryState.Suppressed;
import uk.nsirs.notification.delivery.DeliveryState.Undeliverable;
import uk.nsirs.notification.message.Email;

/** The tables {@code correspondence} and {@code delivery}. */
@Repository
class DeliveryRepository {

    private static final String COLUMNS =
            "id, event_id, recipient, reference, milestone, subject, body_text, body_html,"
                    + " created_at, state, state_since, attempts, uncertain, due_at, claim, smtp_code, cause";

    private final JdbcClient jdbc;

    DeliveryRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the row lock of {@code reference} until the transaction ends.
     *
     * @return the milestone event that closed it; empty while e-mails may go out
     */
    Optional<UUID> lock(ReferralReference reference) {
        jdbc.sql("insert into correspondence (reference) values (:reference) on conflict do nothing")
                .param("reference", reference.value())
                .update();
        return Optional.ofNullable(
                jdbc.sql("select closed_by from correspondence where reference = :reference for update")
                        .param("reference", reference.value())
                        .query((row, number) -> new ClosedBy(row.getObject("closed_by", UUID.class)))
                        .single()
                        .eventId());
    }

    /** A column that may be null, since a single result may not. */
    private record ClosedBy(UUID eventId) {}

    void close(ReferralReference reference, UUID eventId) {
        jdbc.sql("update correspondence set closed_by = :eventId where reference = :reference")
                .param("eventId", eventId)
                .param("reference", reference.value())
                .update();
    }

    void open(ReferralReference reference) {
        jdbc.sql("update correspondence set closed_by = null where reference = :reference")
                .param("reference", reference.value())
                .update();
    }

    /** Records a new delivery; one that exists for this event and mailbox stays as it is. */
    void add(
            UUID eventId,
            EmailAddress recipient,
            ReferralReference reference,
            String milestone,
            Email email,
            Instant createdAt,
            DeliveryState state) {
        jdbc.sql(
                        """
                        insert into delivery (event_id, recipient, reference, milestone, subject, body_text, body_html,
                            created_at, state, state_since, due_at)
                        values (:eventId, :recipient, :reference, :milestone, :subject, :text, :html,
                            :createdAt, :state, :createdAt, :dueAt)
                        on conflict (event_id, recipient) do nothing
                        """)
                .param("eventId", eventId)
                .param("recipient", recipient.value())
                .param("reference", reference.value())
                .param("milestone", milestone)
                .param("subject", email.subject())
                .param("text", email.text())
                .param("html", email.html())
                .param("createdAt", utc(createdAt))
                .param("state", state.label())
                .param(
                        "dueAt",
                        state instanceof Pending pending ? utc(pending.dueAt()) : null,
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /** Ends everything of {@code reference} that no sender has in hand. */
    int cancelWaiting(ReferralReference reference, Instant now) {
        return jdbc.sql(
                        """
                        update delivery
                        set uncertain = uncertain or state = 'SENDING', state = 'CANCELLED', state_since = :now,
                            due_at = null, claim = null
                        where reference = :reference and (state = 'PENDING' or state = 'SENDING' and due_at <= :now)
                        """)
                .param("reference", reference.value())
                .param("now", utc(now))
                .update();
    }

    /**
     * The oldest delivery that is due, locked until the transaction ends; one that another sender is just taking is
     * passed over. An earlier message of the same reference that still waits goes first.
     */
    Optional<Delivery> nextDue(Instant now) {
        return jdbc.sql(
                        """
                        select %s from delivery d
                        where d.state in ('PENDING', 'SENDING') and d.due_at <= :now
                            and not exists (
                                select 1 from delivery earlier
                                where earlier.reference = d.reference and earlier.id < d.id
                                    and earlier.state in ('PENDING', 'SENDING'))
                        order by d.due_at, d.id
                        limit 1
                        for update of d skip locked
                        """
                                .formatted(COLUMNS))
                .param("now", utc(now))
                .query(DeliveryRepository::read)
                .optional();
    }

    /** Which milestone closed {@code reference}, without a lock; empty while e-mails may go out. */
    Optional<UUID> closedBy(ReferralReference reference) {
        return jdbc.sql("select closed_by from correspondence where reference = :reference and closed_by is not null")
                .param("reference", reference.value())
                .query(UUID.class)
                .optional();
    }

    /**
     * Writes down where {@code delivery} stands now.
     *
     * @param before where it stood when it was read
     * @return false where somebody else changed it since: a sender that came late has lost its claim
     */
    boolean save(DeliveryState before, Delivery delivery) {
        var state = delivery.state();
        Instant since = null;
        Instant dueAt = null;
        UUID claim = null;
        Integer smtpCode = null;
        String cause = null;
        if (state instanceof Pending pending) {
            dueAt = pending.dueAt();
            cause = pending.lastCause().orElse(null);
        } else if (state instanceof Sending sending) {
            dueAt = sending.until();
            claim = sending.claim();
        } else if (state instanceof Sent sent) {
            since = sent.at();
        } else if (state instanceof Undeliverable undeliverable) {
            since = undeliverable.at();
            smtpCode = undeliverable.smtpCode().isPresent()
                    ? undeliverable.smtpCode().getAsInt()
                    : null;
            cause = undeliverable.cause();
        } else if (state instanceof Cancelled cancelled) {
            since = cancelled.at();
        } else if (state instanceof Suppressed suppressed) {
            since = suppressed.at();
        }
        return jdbc.sql(
                                """
                        update delivery
                        set state = :state, state_since = coalesce(:since, state_since), attempts = :attempts,
                            uncertain = :uncertain, due_at = :dueAt, claim = :claim, smtp_code = :smtpCode, cause = :cause
                        where id = :id and state = :before and claim is not distinct from :claimBefore
                        """)
                        .param("state", state.label())
                        .param("since", since == null ? null : utc(since), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("attempts", delivery.attempts())
                        .param("uncertain", delivery.uncertain())
                        .param("dueAt", dueAt == null ? null : utc(dueAt), Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("claim", claim, Types.OTHER)
                        .param("smtpCode", smtpCode, Types.INTEGER)
                        .param("cause", cause, Types.VARCHAR)
                        .param("id", delivery.id())
                        .param("before", before.label())
                        .param("claimBefore", before instanceof Sending sending ? sending.claim() : null, Types.OTHER)
                        .update()
                == 1;
    }

    /** Every delivery of {@code reference}, oldest first. */
    List<Delivery> of(ReferralReference reference) {
        return jdbc.sql("select " + COLUMNS + " from delivery where reference = :reference order by id")
                .param("reference", reference.value())
                .query(DeliveryRepository::read)
                .list();
    }

    /** Every delivery of one milestone event, oldest first; more than one after a mailbox was corrected. */
    List<Delivery> of(UUID eventId) {
        return jdbc.sql("select " + COLUMNS + " from delivery where event_id = :eventId order by id for update")
                .param("eventId", eventId)
                .query(DeliveryRepository::read)
                .list();
    }

    /** How many wait, and since when the oldest does. */
    Waiting waiting() {
        return jdbc.sql("select count(*) as number, min(created_at) as oldest from delivery"
                        + " where state in ('PENDING', 'SENDING')")
                .query((row, number) -> new Waiting(
                        row.getLong("number"),
                        Optional.ofNullable(row.getTimestamp("oldest")).map(Timestamp::toInstant)))
                .single();
    }

    /**
     * What waits to be sent.
     *
     * @param oldest when the oldest was recorded; empty where none waits
     */
    record Waiting(long number, Optional<Instant> oldest) {}

    private static Delivery read(ResultSet row, int number) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getObject("event_id", UUID.class),
                EmailAddress.of(row.getString("recipient")),
                ReferralReference.of(row.getString("reference")),
                row.getString("milestone"),
                new Email(row.getString("subject"), row.getString("body_text"), row.getString("body_html")),
                instant(row, "created_at"),
                state(row),
                row.getInt("attempts"),
                row.getBoolean("uncertain"));
    }

    private static DeliveryState state(ResultSet row) throws SQLException {
        var since = instant(row, "state_since");
        return switch (row.getString("state")) {
            case "PENDING" -> new Pending(instant(row, "due_at"), Optional.ofNullable(row.getString("cause")));
            case "SENDING" -> new Sending(row.getObject("claim", UUID.class), instant(row, "due_at"));
            case "SENT" -> new Sent(since);
            case "UNDELIVERABLE" -> {
                int code = row.getInt("smtp_code");
                yield new Undeliverable(
                        since, row.wasNull() ? OptionalInt.empty() : OptionalInt.of(code), row.getString("cause"));
            }
            case "SUPPRESSED" -> new Suppressed(since);
            case "CANCELLED" -> new Cancelled(since);
            default -> throw new IllegalStateException("Unknown state of a delivery: " + row.getString("state"));
        };
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
