package uk.nsirs.triage.casefile;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.LetterEvent;
import uk.nsirs.events.LetterEvent.Kind;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.triage.access.StaffMember;
import uk.nsirs.triage.criteria.Recommendation;

/** What clinicians write to the referrer. The only place of triage where free text of ours is kept. */
@Repository
public class Letters {

    private static final RowMapper<Letter> LETTER = (row, n) -> new Letter(
            row.getObject("letter_id", UUID.class),
            row.getTimestamp("issued_at").toInstant(),
            Kind.valueOf(row.getString("kind")),
            row.getString("title"),
            row.getString("body"),
            row.getString("author_name"),
            row.getString("author_role"));

    private final JdbcTemplate jdbc;
    private final CaseFiles cases;
    private final Clock clock;

    Letters(JdbcTemplate jdbc, CaseFiles cases, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.clock = clock;
    }

    /** Stores the letter and sends it to the referrer; the case file is locked and a transaction runs. */
    public Letter issue(CaseFile caseFile, UUID id, Kind kind, String title, String body, StaffMember author) {
        var letter = new Letter(id, clock.instant(), kind, title, body, author.name(), author.role());
        jdbc.update(
                "insert into letter (letter_id, reference, issued_at, kind, title, body, author, author_name,"
                        + " author_role) values (?,?,?,?,?,?,?,?,?)",
                letter.letterId(),
                caseFile.reference().value(),
                Timestamp.from(letter.issuedAt()),
                kind.name(),
                title,
                body,
                author.id(),
                author.name(),
                author.role());
        cases.publish(new LetterEvent.LetterIssued(
                caseFile.reference(),
                letter.letterId(),
                letter.issuedAt(),
                kind,
                title,
                body,
                author.name(),
                author.role()));
        return letter;
    }

    /**
     * Issues a decision letter in standard words, composed of the coded reason and the criteria, unless the clinician
     * wrote one: a referral that is not accepted always has its reasons in a letter (EXC-02).
     */
    public void issueStandard(CaseFile caseFile, DecisionReason reason, StaffMember author) {
        if (newest(caseFile.reference(), Kind.DECISION).isPresent()) {
            return;
        }
        var words = new ArrayList<String>();
        words.add("Thank you for this referral. It was not accepted by the service.");
        words.add("Reason: " + words(reason));
        var recommendation = caseFile.recommendation();
        if (recommendation.isPresent() && reason != DecisionReason.DUPLICATE) {
            for (var criterion : recommendation.get().criteria()) {
                words.add("Criterion " + criterion.id() + ": " + String.join("; ", criterion.reasons()));
            }
        }
        var redirected = recommendation.map(Recommendation::redirect).isPresent();
        if (reason == DecisionReason.OBESITY_RELATED || (redirected && reason != DecisionReason.DUPLICATE)) {
            words.add("People whose insulin resistance is mainly related to obesity are better served by existing"
                    + " obesity services: please consider your local specialist weight management service.");
        }
        words.add("If something has changed, or you would like to discuss this, please refer again or ask for advice.");
        issue(caseFile, UUID.randomUUID(), Kind.DECISION, "Referral not accepted", String.join("\n\n", words), author);
    }

    /** The letters of a referral, newest first. */
    public List<Letter> of(ReferralReference reference) {
        return jdbc.query(
                "select * from letter where reference = ? order by issued_at desc", LETTER, reference.value());
    }

    /** The newest letter of that kind. */
    public Optional<Letter> newest(ReferralReference reference, Kind kind) {
        return of(reference).stream().filter(letter -> letter.kind() == kind).findFirst();
    }

    /**
     * The newest letter in which a clinician asks the referrer for something; empty where it was written before what is
     * known was judged last, and so may have been answered.
     */
    public Optional<Letter> asking(CaseFile caseFile) {
        var judged = cases.evaluations(caseFile.reference()).stream().findFirst();
        return newest(caseFile.reference(), Kind.INFORMATION_REQUEST)
                .filter(letter -> judged.map(evaluation -> !letter.issuedAt().isBefore(evaluation.at()))
                        .orElse(true));
    }

    private static String words(DecisionReason reason) {
        return switch (reason) {
            case CRITERIA_MET -> "see the criteria below.";
            case CRITERIA_NOT_SHOWN -> "the referral criteria are not shown to be met.";
            case OBESITY_RELATED -> "the insulin resistance is mainly related to obesity.";
            case OTHER_CAUSE -> "another cause explains the insulin resistance.";
            case OUTSIDE_ENGLAND -> "the service is commissioned for England.";
            case DUPLICATE -> "the same episode was already referred; that referral goes on.";
            case CLINICAL_JUDGEMENT -> "clinical judgement of the team.";
            case OTHER -> "another reason; please contact the service to discuss it.";
        };
    }

    /**
     * A letter.
     *
     * @param body plain text, paragraphs separated by blank lines
     */
    public record Letter(
            UUID letterId,
            Instant issuedAt,
            Kind kind,
            String title,
            String body,
            String authorName,
            String authorRole) {}
}
