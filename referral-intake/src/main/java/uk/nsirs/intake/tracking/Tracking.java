package uk.nsirs.intake.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.LetterEvent;
import uk.nsirs.events.LetterEvent.LetterReplaced;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.MissingItem;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.referral.ReferralStatus;
import uk.nsirs.relay.UnprocessableEventException;

/** Keeps what the service says about a referral for its trust to see. Runs in the transaction of its caller. */
@Component
class Tracking {

    private final JdbcClient jdbc;
    private final Clock clock;

    Tracking(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** One milestone: one line of the timeline, and where the referral stands now. */
    void milestone(Milestone milestone) {
        var before = lock(milestone.reference());
        var after = before.after(milestone);
        jdbc.sql(
                        """
                        with line as (
                            insert into referral_timeline (reference, at, event, words)
                            values (:reference, :at, :event, :words)
                        )
                        update referral set status = :status, asked_for = :askedFor::jsonb,
                            asked_until = :askedUntil::date, changed_at = :now
                        where reference = :reference""")
                .param("reference", milestone.reference().value())
                .param("at", utc(milestone.occurredAt()))
                .param("event", milestone.getClass().getSimpleName())
                .param("words", TimelineWords.of(milestone))
                .param("status", after.status().name())
                .param("askedFor", json(after.askedFor()))
                .param("askedUntil", after.askedUntil().map(LocalDate::toString).orElse(null))
                .param("now", now())
                .update();
    }

    /** Where it replaces an earlier letter, that one stays readable and is shown as replaced. */
    void letter(LetterEvent letter) {
        var replaced = letter instanceof LetterReplaced replacing ? replacing.replacedLetterId() : null;
        lock(letter.reference());
        jdbc.sql(
                        """
                        with letter as (
                            insert into letter (id, reference, kind, title, body, author_name, author_role, issued_at,
                                replaces)
                            values (:id, :reference, :kind, :title, :body, :authorName, :authorRole, :issuedAt, :replaces)
                            on conflict (id) do nothing
                        )
                        update referral set changed_at = :now where reference = :reference""")
                .param("id", letter.letterId())
                .param("reference", letter.reference().value())
                .param("kind", letter.kind().name())
                .param("title", letter.title())
                .param("body", letter.body())
                .param("authorName", letter.authorName())
                .param("authorRole", letter.authorRole())
                .param("issuedAt", utc(letter.issuedAt()))
                .param("replaces", replaced)
                .param("now", now())
                .update();
    }

    private Progress lock(ReferralReference reference) {
        return jdbc.sql(
                        """
                        select status, information_supplied_at, asked_for, asked_until,
                            status = 'WITHDRAWN' and exists (select from referral_timeline line
                                where line.reference = referral.reference and line.event in (:pathway)) as begun
                        from referral where reference = :reference for update""")
                .param("reference", reference.value())
                .param("pathway", Progress.linesOfThePathway())
                .query((row, number) -> new Progress(
                        ReferralStatus.valueOf(row.getString("status")),
                        Optional.ofNullable(row.getObject("information_supplied_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        items(row.getString("asked_for")),
                        Optional.ofNullable(row.getObject("asked_until", LocalDate.class)),
                        row.getBoolean("begun")))
                .optional()
                .orElseThrow(() -> new UnprocessableEventException("Intake holds no referral with this reference"));
    }

    private OffsetDateTime now() {
        return utc(clock.instant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static List<MissingItem> items(String json) {
        try {
            return EventCodec.mapper().readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("A list is held that cannot be read", notOurs);
        }
    }

    private static String json(List<MissingItem> items) {
        try {
            return EventCodec.mapper().writeValueAsString(items);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A list could not be written as JSON", impossible);
        }
    }
}
