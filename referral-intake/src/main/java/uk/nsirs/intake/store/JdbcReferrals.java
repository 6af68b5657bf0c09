package uk.nsirs.intake.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Information;
import uk.nsirs.events.NhsNumber;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.referral.HeldReferral;
import uk.nsirs.intake.referral.Identity;
import uk.nsirs.intake.referral.NewReferral;
import uk.nsirs.intake.referral.ReferralStatus;
import uk.nsirs.intake.referral.Referrals;

/** The referrals in PostgreSQL. */
@Repository
class JdbcReferrals implements Referrals {

    /** Keeps these locks apart from any other advisory locks of this database. */
    private static final int IDENTITY_LOCKS = 0x4E534952;

    private static final int MOST_DUPLICATES = 20;

    private final JdbcClient jdbc;

    JdbcReferrals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void lock(Identity identity) {
        var locks = identity.locks();
        if (locks.length == 0) {
            return;
        }
        // A statement of its own: the next one must see what the transaction waited for has committed.
        jdbc.sql("select count(pg_advisory_xact_lock(?, number)::text) from unnest(?::int[]) as number")
                .param(IDENTITY_LOCKS)
                .param(literal(locks))
                .query(Long.class)
                .single();
    }

    @Override
    public List<ReferralReference> openReferralsOf(Identity identity) {
        return jdbc.sql(
                        """
                        select reference from (
                            select reference, submitted_at from referral
                            where is_open and nhs_number = :nhsNumber
                            union
                            select reference, submitted_at from referral
                            where is_open and folded_name = :name and date_of_birth = :born::date
                        ) as same
                        order by submitted_at, reference
                        limit :most""")
                .param("nhsNumber", identity.nhsNumber().map(NhsNumber::value).orElse(null))
                .param("name", identity.foldedName())
                .param("born", identity.dateOfBirth().map(Object::toString).orElse(null))
                .param("most", MOST_DUPLICATES)
                .query((row, number) -> new ReferralReference(row.getString(1)))
                .list();
    }

    @Override
    public boolean add(NewReferral referral, TimelineLine line) {
        // One statement, one round trip: where the reference is taken, none of its parts does anything.
        int kept = jdbc.sql(
                        """
                        with kept as (
                            insert into referral (reference, organisation, submitted_by, intent, local_reference,
                                document, flags, nhs_number, folded_name, date_of_birth, status, submitted_at, changed_at)
                            select :reference, :organisation, :account, :intent, :localReference, :document::jsonb,
                                :flags::jsonb, :nhsNumber, :name, :born::date, :status, :at, :at
                            where :writtenDown
                                or not exists (select from referral_contact where reference = :reference)
                            on conflict (reference) do nothing
                            returning reference
                        ), line as (
                            insert into referral_timeline (reference, at, event, words)
                            select reference, :at, :event, :words from kept
                        ), duplicates as (
                            insert into possible_duplicate (reference, earlier)
                            select reference, unnest(:duplicates::text[]) from kept
                        )
                        select count(*) from kept""")
                .param("reference", referral.reference().value())
                .param("organisation", referral.sender().organisation().value())
                .param("account", referral.sender().account())
                .param("writtenDown", referral.writtenDown())
                .param("intent", referral.document().intent().name())
                .param("localReference", referral.document().referrer().localReference())
                .param("document", json(referral.document()))
                .param("flags", json(referral.flags()))
                .param(
                        "nhsNumber",
                        referral.identity().nhsNumber().map(NhsNumber::value).orElse(null))
                .param("name", referral.identity().foldedName())
                .param(
                        "born",
                        referral.identity().dateOfBirth().map(Object::toString).orElse(null))
                .param("status", ReferralStatus.RECEIVED.name())
                .param("at", utc(referral.submittedAt()))
                .param("event", line.event())
                .param("words", line.words())
                .param("duplicates", literal(referral.possibleDuplicates()))
                .query(Integer.class)
                .single();
        return kept == 1;
    }

    @Override
    public Optional<HeldReferral> find(ReferralReference reference, OdsCode organisation) {
        return jdbc.sql(
                        """
                        select status, death_reported, document -> 'clinical' as clinical
                        from referral where reference = ? and organisation = ? for update""")
                .param(reference.value())
                .param(organisation.value())
                .query((row, number) -> new HeldReferral(
                        reference,
                        ReferralStatus.valueOf(row.getString("status")),
                        clinical(row.getString("clinical")),
                        row.getBoolean("death_reported")))
                .optional();
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
            TimelineLine line) {
        jdbc.sql(
                        """
                        with supplied as (
                            insert into information
                                (id, reference, supplied_by, supplied_at, clinical, not_available, note, previous)
                            values (:id, :reference, :account, :at, :clinical::jsonb, :notAvailable::jsonb, :note,
                                :previous::jsonb)
                        ), line as (
                            insert into referral_timeline (reference, at, event, words)
                            values (:reference, :at, :event, :words)
                        )
                        update referral set document = jsonb_set(document, '{clinical}', :current::jsonb),
                            status = :status, asked_for = '[]', asked_until = null, information_supplied_at = :at,
                            changed_at = :at
                        where reference = :reference""")
                .param("id", informationId)
                .param("reference", referral.reference().value())
                .param("account", account)
                .param("at", utc(line.at()))
                .param("clinical", json(information.clinical()))
                .param("notAvailable", json(information.notAvailable()))
                .param("note", information.note())
                .param("previous", json(previous))
                .param("event", line.event())
                .param("words", line.words())
                .param("current", json(current))
                .param("status", status.name())
                .update();
    }

    @Override
    public void withdrawn(HeldReferral referral, ReferralStatus status, boolean died, TimelineLine line) {
        jdbc.sql(
                        """
                        with line as (
                            insert into referral_timeline (reference, at, event, words)
                            values (:reference, :at, :event, :words)
                        )
                        update referral set status = :status, death_reported = death_reported or :died,
                            asked_for = '[]', asked_until = null, changed_at = :at
                        where reference = :reference""")
                .param("reference", referral.reference().value())
                .param("at", utc(line.at()))
                .param("event", line.event())
                .param("words", line.words())
                .param("status", status.name())
                .param("died", died)
                .update();
    }

    private static Clinical clinical(String json) {
        try {
            return EventCodec.mapper().readValue(json, Clinical.class);
        } catch (JsonProcessingException notOurs) {
            // Its message repeats the document.
            throw new IllegalStateException("A referral is held that cannot be read");
        }
    }

    private static String json(Object value) {
        try {
            return EventCodec.mapper().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A value could not be written as JSON", impossible);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String literal(int[] numbers) {
        var text = java.util.Arrays.toString(numbers);
        return "{" + text.substring(1, text.length() - 1) + "}";
    }

    /** References hold nothing that an array literal would have to quote. */
    private static String literal(List<ReferralReference> references) {
        return "{"
                + String.join(
                        ",", references.stream().map(ReferralReference::value).toList()) + "}";
    }
}
