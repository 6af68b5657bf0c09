package uk.nsirs.intake.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import uk.nsirs.events.Intent;
import uk.nsirs.events.LetterEvent.Kind;
import uk.nsirs.events.MissingItem;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.referral.ReferralStatus;
import uk.nsirs.intake.referral.Sender;
import uk.nsirs.intake.referral.Turn;

/** What a trust may see of its own referrals; another trust's do not exist here. Names no patient, letters excepted. */
@Repository
public class ReferralViews {

    private final JdbcClient jdbc;
    private final Clock clock;

    ReferralViews(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One referral in a list.
     *
     * @param localReference the referrer's own reference, or null
     * @param changedAt when anything last changed that the referrer can see
     */
    public record Summary(
            ReferralReference reference,
            ReferralStatus status,
            Turn whoseTurn,
            Intent intent,
            String localReference,
            Instant submittedAt,
            Instant changedAt) {}

    /**
     * One referral.
     *
     * @param askedFor what the referrer is asked for now; empty when it is not asked
     * @param askedUntil until when, or null
     * @param letters how many letters the service wrote
     * @param unreadLetters how many of them nobody of the trust has read
     * @param possibleDuplicates the trust's own referrals that may be of the same patient
     * @param timeline oldest first
     */
    public record Detail(
            ReferralReference reference,
            ReferralStatus status,
            Turn whoseTurn,
            Intent intent,
            String localReference,
            Instant submittedAt,
            Instant changedAt,
            List<MissingItem> askedFor,
            LocalDate askedUntil,
            int letters,
            int unreadLetters,
            List<ReferralReference> possibleDuplicates,
            List<Line> timeline) {}

    /**
     * One line of the timeline.
     *
     * @param at when it happened
     * @param event the name of the milestone, or of what the referrer did
     * @param text what people read
     */
    public record Line(Instant at, String event, String text) {}

    /**
     * A letter without its words.
     *
     * @param authorRole or null
     * @param replaces the earlier letter that this one replaces, or null
     * @param replacedBy the later letter that replaces this one, or null
     * @param firstReadAt when the trust first read it, or null
     */
    public record LetterSummary(
            UUID id,
            Kind kind,
            String title,
            Instant issuedAt,
            String authorName,
            String authorRole,
            UUID replaces,
            UUID replacedBy,
            Instant firstReadAt) {}

    /** A letter. May name the patient. */
    public record Letter(LetterSummary summary, String body) {}

    /**
     * Where a page of the list ends; the next one begins after it.
     */
    public record Position(Instant changedAt, String reference) {}

    /**
     * A page of the trust's referrals, those longest unchanged first, so that whoever follows the changes misses none.
     *
     * @param status only those, where given
     * @param changedSince only those changed then or later, where given
     * @param after only those behind this position, where given
     * @param limit at most so many
     */
    public List<Summary> list(
            OdsCode organisation,
            Optional<ReferralStatus> status,
            Optional<Instant> changedSince,
            Optional<Position> after,
            int limit) {
        var sql = new StringBuilder(
                """
                select reference, status, intent, local_reference, submitted_at, changed_at
                from referral where organisation = :organisation""");
        status.ifPresent(only -> sql.append(" and status = :status"));
        changedSince.ifPresent(since -> sql.append(" and changed_at >= :since"));
        after.ifPresent(position -> sql.append(" and (changed_at, reference) > (:changedAt, :reference)"));
        sql.append(" order by changed_at, reference limit :limit");
        var query = jdbc.sql(sql.toString()).param("organisation", organisation.value());
        status.ifPresent(only -> query.param("status", only.name()));
        changedSince.ifPresent(since -> query.param("since", since.atOffset(ZoneOffset.UTC)));
        after.ifPresent(
                position -> query.param("changedAt", position.changedAt().atOffset(ZoneOffset.UTC))
                        .param("reference", position.reference()));
        return query.param("limit", limit)
                .query((row, number) -> {
                    var stands = ReferralStatus.valueOf(row.getString("status"));
                    return new Summary(
                            new ReferralReference(row.getString("reference")),
                            stands,
                            stands.whoseTurn(),
                            Intent.valueOf(row.getString("intent")),
                            row.getString("local_reference"),
                            instant(row, "submitted_at"),
                            instant(row, "changed_at"));
                })
                .list();
    }

    /** The trust's referral; empty where there is none or it is another trust's. One view of one moment. */
    @Transactional(readOnly = true, isolation = org.springframework.transaction.annotation.Isolation.REPEATABLE_READ)
    public Optional<Detail> find(ReferralReference reference, OdsCode organisation) {
        return jdbc.sql(
                        """
                        select status, intent, local_reference, submitted_at, changed_at, asked_for, asked_until,
                            (select count(*) from letter where letter.reference = referral.reference) as letters,
                            (select count(*) from letter where letter.reference = referral.reference
                                and first_read_at is null) as unread
                        from referral where reference = ? and organisation = ?""")
                .param(reference.value())
                .param(organisation.value())
                .query((row, number) -> {
                    var status = ReferralStatus.valueOf(row.getString("status"));
                    return new Detail(
                            reference,
                            status,
                            status.whoseTurn(),
                            Intent.valueOf(row.getString("intent")),
                            row.getString("local_reference"),
                            instant(row, "submitted_at"),
                            instant(row, "changed_at"),
                            Tracking.items(row.getString("asked_for")),
                            row.getObject("asked_until", LocalDate.class),
                            row.getInt("letters"),
                            row.getInt("unread"),
                            List.of(),
                            List.of());
                })
                .optional()
                .map(detail -> new Detail(
                        detail.reference(),
                        detail.status(),
                        detail.whoseTurn(),
                        detail.intent(),
                        detail.localReference(),
                        detail.submittedAt(),
                        detail.changedAt(),
                        detail.askedFor(),
                        detail.askedUntil(),
                        detail.letters(),
                        detail.unreadLetters(),
                        possibleDuplicates(reference, organisation),
                        timeline(reference)));
    }

    private List<Line> timeline(ReferralReference reference) {
        return jdbc.sql("select at, event, words from referral_timeline where reference = ? order by at, position")
                .param(reference.value())
                .query((row, number) -> new Line(instant(row, "at"), row.getString("event"), row.getString("words")))
                .list();
    }

    private List<ReferralReference> possibleDuplicates(ReferralReference reference, OdsCode organisation) {
        return jdbc.sql(
                        """
                        select other.reference from referral other
                        where other.organisation = :organisation and other.reference in (
                            select earlier from possible_duplicate where reference = :reference
                            union all
                            select reference from possible_duplicate where earlier = :reference)
                        order by other.submitted_at, other.reference""")
                .param("organisation", organisation.value())
                .param("reference", reference.value())
                .query((row, number) -> new ReferralReference(row.getString(1)))
                .list();
    }

    /** The letters of the trust's referral, oldest first; empty where there is no such referral. */
    @Transactional(readOnly = true)
    public Optional<List<LetterSummary>> letters(ReferralReference reference, OdsCode organisation) {
        if (!isOf(reference, organisation)) {
            return Optional.empty();
        }
        return Optional.of(jdbc.sql(LETTERS + " where letter.reference = ? order by letter.issued_at, letter.id")
                .param(reference.value())
                .query((row, number) -> summary(row))
                .list());
    }

    /** One letter, read now by {@code reader}: the first reading is recorded. */
    @Transactional
    public Optional<Letter> read(ReferralReference reference, UUID letterId, Sender reader) {
        if (!isOf(reference, reader.organisation())) {
            return Optional.empty();
        }
        jdbc.sql(
                        """
                        update letter set first_read_at = ?, first_read_by = ?
                        where id = ? and reference = ? and first_read_at is null""")
                .param(clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .param(reader.account())
                .param(letterId)
                .param(reference.value())
                .update();
        return jdbc.sql(LETTERS + " where letter.reference = ? and letter.id = ?")
                .param(reference.value())
                .param(letterId)
                .query((row, number) -> new Letter(summary(row), row.getString("body")))
                .optional();
    }

    private static final String LETTERS =
            """
            select letter.id, letter.kind, letter.title, letter.body, letter.issued_at, letter.author_name,
                letter.author_role, letter.replaces, letter.first_read_at,
                (select later.id from letter later where later.replaces = letter.id limit 1) as replaced_by
            from letter""";

    private boolean isOf(ReferralReference reference, OdsCode organisation) {
        return jdbc.sql("select 1 from referral where reference = ? and organisation = ?")
                .param(reference.value())
                .param(organisation.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static LetterSummary summary(ResultSet row) throws SQLException {
        return new LetterSummary(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                instant(row, "issued_at"),
                row.getString("author_name"),
                row.getString("author_role"),
                row.getObject("replaces", UUID.class),
                row.getObject("replaced_by", UUID.class),
                instant(row, "first_read_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
