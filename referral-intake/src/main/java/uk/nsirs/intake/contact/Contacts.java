package uk.nsirs.intake.contact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.Channel;
import uk.nsirs.events.ContactClosure;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Fault;
import uk.nsirs.events.Intent;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.Referrer;

/** The contacts in PostgreSQL, and what was written down of them. */
@Repository
class Contacts {

    /** Keeps these locks apart from any other advisory locks of this database. */
    private static final int FORM_LOCKS = 0x4E534346;

    private final JdbcClient jdbc;

    Contacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What came of a contact.
     *
     * @param organisation the trust whose referral it is
     * @param by the account that wrote it down
     * @param flags what was unusual but possible
     */
    record WrittenDown(Intent intent, OdsCode organisation, Instant at, String by, List<Fault> flags) {}

    /**
     * That no referral comes of a contact.
     *
     * @param by the account that closed it
     */
    record Closed(Instant at, ContactClosure reason, String by) {}

    /** A contact in the list of those of which no referral comes. Names no patient. */
    record WithoutReferral(Contact contact, Closed closed) {}

    /** A contact in the list of what is done. Names no patient. */
    record Done(Contact contact, Instant writtenDownAt) {}

    /** Waits until no other transaction is recording what was typed on this page, and keeps others waiting. */
    void lock(UUID form) {
        jdbc.sql("select pg_advisory_xact_lock(?, ?)::text")
                .param(FORM_LOCKS)
                .param(form.hashCode())
                .query(String.class)
                .single();
    }

    /** The reference of the contact that was typed on this page; empty where it was not sent yet. */
    Optional<ReferralReference> recordedWith(UUID form) {
        return jdbc.sql("select reference from referral_contact where form = ?")
                .param(form)
                .query((row, number) -> new ReferralReference(row.getString(1)))
                .optional();
    }

    /**
     * Keeps a contact.
     *
     * @return false where the reference is taken; then nothing was kept
     */
    boolean add(UUID form, Contact contact) {
        var details = contact.details();
        var referrer = details.referrer();
        return jdbc.sql(
                                """
                        insert into referral_contact (reference, form, channel, organisation, team, clinician_name,
                            clinician_role, email, telephone, note, received_at, recorded_by, recorded_at)
                        select :reference, :form, :channel, :organisation, :team, :clinicianName, :role, :email,
                            :telephone, :note, :receivedAt, :recordedBy, :recordedAt
                        where not exists (select from referral where reference = :reference)
                        on conflict (reference) do nothing""")
                        .param("reference", contact.reference().value())
                        .param("form", form)
                        .param("channel", details.channel().name())
                        .param("organisation", referrer.organisation().value())
                        .param("team", referrer.team())
                        .param("clinicianName", referrer.clinicianName())
                        .param("role", referrer.role())
                        .param("email", referrer.email().value())
                        .param("telephone", referrer.telephone())
                        .param("note", details.note())
                        .param("receivedAt", details.receivedAt().atOffset(ZoneOffset.UTC))
                        .param("recordedBy", contact.recordedBy())
                        .param("recordedAt", contact.recordedAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Waits until no other transaction is writing down what came of the contact, and keeps others waiting. */
    void lock(ReferralReference reference) {
        jdbc.sql("select reference from referral_contact where reference = ? for update")
                .param(reference.value())
                .query(String.class)
                .single();
    }

    Optional<Contact> find(ReferralReference reference) {
        return jdbc.sql("select * from referral_contact where reference = ?")
                .param(reference.value())
                .query((row, number) -> contact(row))
                .optional();
    }

    /** Empty as long as nothing was written down. */
    Optional<WrittenDown> writtenDown(ReferralReference reference) {
        return jdbc.sql(
                        "select intent, organisation, submitted_at, submitted_by, flags from referral where reference = ?")
                .param(reference.value())
                .query((row, number) -> new WrittenDown(
                        Intent.valueOf(row.getString("intent")),
                        new OdsCode(row.getString("organisation")),
                        instant(row, "submitted_at"),
                        row.getString("submitted_by"),
                        flags(row.getString("flags"))))
                .optional();
    }

    /**
     * Keeps that no referral comes of the contact.
     *
     * @return false where there is no such contact
     */
    boolean close(ReferralReference reference, Closed closed) {
        return jdbc.sql(
                                """
                        update referral_contact set closed_at = :at, closed_because = :reason, closed_by = :by
                        where reference = :reference""")
                        .param("at", closed.at().atOffset(ZoneOffset.UTC))
                        .param("reason", closed.reason().name())
                        .param("by", closed.by())
                        .param("reference", reference.value())
                        .update()
                == 1;
    }

    /** Empty where nobody closed it; a referral may be written down all the same. */
    Optional<Closed> closed(ReferralReference reference) {
        return jdbc.sql("select * from referral_contact where reference = ? and closed_at is not null")
                .param(reference.value())
                .query((row, number) -> closed(row))
                .optional();
    }

    /**
     * Contacts that wait to be written down, at most so many of those that came last: what nobody ever writes down must
     * not hide what came today. Those that came first come first.
     */
    List<Contact> open(int most) {
        return jdbc.sql(
                        """
                        select * from (
                            select contact.* from referral_contact contact
                            where closed_at is null
                                and not exists (select from referral where referral.reference = contact.reference)
                            order by contact.received_at desc, contact.reference desc
                            limit ?
                        ) as latest
                        order by received_at, reference""")
                .param(most)
                .query((row, number) -> contact(row))
                .list();
    }

    /** Contacts that were written down; the last first. */
    List<Done> done(int most) {
        return jdbc.sql(
                        """
                        select contact.*, referral.submitted_at from referral_contact contact
                        join referral on referral.reference = contact.reference
                        order by referral.submitted_at desc, contact.reference
                        limit ?""")
                .param(most)
                .query((row, number) -> new Done(contact(row), instant(row, "submitted_at")))
                .list();
    }

    /** Contacts of which no referral came; the last closed first. */
    List<WithoutReferral> withoutReferral(int most) {
        return jdbc.sql(
                        """
                        select contact.* from referral_contact contact
                        where closed_at is not null
                            and not exists (select from referral where referral.reference = contact.reference)
                        order by closed_at desc, reference
                        limit ?""")
                .param(most)
                .query((row, number) -> new WithoutReferral(contact(row), closed(row)))
                .list();
    }

    private static Closed closed(ResultSet row) throws SQLException {
        return new Closed(
                instant(row, "closed_at"),
                ContactClosure.valueOf(row.getString("closed_because")),
                row.getString("closed_by"));
    }

    private static Contact contact(ResultSet row) throws SQLException {
        return new Contact(
                new ReferralReference(row.getString("reference")),
                new ContactDetails(
                        Channel.valueOf(row.getString("channel")),
                        instant(row, "received_at"),
                        new Referrer(
                                new OdsCode(row.getString("organisation")),
                                row.getString("team"),
                                row.getString("clinician_name"),
                                row.getString("clinician_role"),
                                new EmailAddress(row.getString("email")),
                                row.getString("telephone"),
                                null),
                        row.getString("note")),
                row.getString("recorded_by"),
                instant(row, "recorded_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<Fault> flags(String json) {
        try {
            return EventCodec.mapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("Flags are held that cannot be read", notOurs);
        }
    }
}
