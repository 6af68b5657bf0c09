package uk.nsirs.intake.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.NhsNumber;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.ReportedResult;
import uk.nsirs.events.ResultEvent;
import uk.nsirs.events.ResultKind;
import uk.nsirs.intake.referral.ReferralStatus;

/** What was reported before, and whom it can be about. Every method is called within a transaction. */
@Repository
class HeldResults {

    /** Keeps these locks apart from any other advisory locks of this database. */
    private static final int RESULT_LOCKS = 0x4E534953;

    private final JdbcClient jdbc;

    HeldResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The patient of a referral.
     *
     * @param nhsNumber null where it is not known
     * @param dateOfBirth null where it is not known
     */
    record HeldPatient(OdsCode organisation, ReferralStatus status, NhsNumber nhsNumber, LocalDate dateOfBirth) {

        boolean isNamedIn(String resultId) {
            return nhsNumber != null && nhsNumber.isIn(resultId);
        }
    }

    /** One version of a report. */
    record HeldVersion(
            ResultKind kind, ReferralReference reference, int version, JsonNode content, Instant receivedAt) {

        boolean says(ReportedResult report) {
            return content.equals(contentOf(report.event(), report.laboratory()));
        }
    }

    /** Waits until no other transaction is at work on this report, and keeps others waiting. */
    void lock(String sender, String resultId) {
        // A statement of its own: the next one must see what the transaction waited for has committed.
        jdbc.sql("select pg_advisory_xact_lock(?, ?)::text")
                .param(RESULT_LOCKS)
                .param(Objects.hash(sender, resultId))
                .query(String.class)
                .single();
    }

    /** The patient of that referral, the referral locked: events about it leave in the order they were stored. */
    Optional<HeldPatient> lockPatient(ReferralReference reference) {
        return jdbc.sql(
                        """
                        select organisation, status, nhs_number, date_of_birth from referral
                        where reference = ? for update""")
                .param(reference.value())
                .query((row, number) -> new HeldPatient(
                        OdsCode.of(row.getString("organisation")),
                        ReferralStatus.valueOf(row.getString("status")),
                        Optional.ofNullable(row.getString("nhs_number"))
                                .map(NhsNumber::of)
                                .orElse(null),
                        row.getObject("date_of_birth", LocalDate.class)))
                .optional();
    }

    /** Every version of this report that is held, the highest first. */
    List<HeldVersion> versions(String sender, String resultId) {
        return jdbc.sql(
                        """
                        select kind, reference, version, laboratory, report, received_at from result
                        where sender = ? and result_id = ? order by version desc""")
                .param(sender)
                .param(resultId)
                .query((row, number) -> new HeldVersion(
                        ResultKind.valueOf(row.getString("kind")),
                        ReferralReference.of(row.getString("reference")),
                        row.getInt("version"),
                        content(row.getString("report"), row.getString("laboratory")),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void add(ResultKind kind, ReportedResult report) {
        var event = report.event();
        jdbc.sql(
                        """
                        insert into result (sender, result_id, version, kind, reference, laboratory, report, received_at)
                        values (:sender, :resultId, :version, :kind, :reference, :laboratory, :report::jsonb, :at)""")
                .param("sender", event.sender())
                .param("resultId", event.resultId())
                .param("version", event.version())
                .param("kind", kind.name())
                .param("reference", event.reference().value())
                .param("laboratory", report.laboratory())
                .param("report", json(event))
                .param("at", event.occurredAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether this was not told before. */
    boolean addMismatch(ResultKind kind, ResultEvent event) {
        return jdbc.sql(
                                """
                                insert into subject_mismatch (sender, result_id, version, kind, reference, noticed_at)
                                values (:sender, :resultId, :version, :kind, :reference, :at)
                                on conflict do nothing""")
                        .param("sender", event.sender())
                        .param("resultId", event.resultId())
                        .param("version", event.version())
                        .param("kind", kind.name())
                        .param("reference", event.reference().value())
                        .param("at", event.occurredAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** One line that the referrer reads. */
    void tell(ReferralReference reference, Instant at, String event, String words) {
        jdbc.sql(
                        """
                        with line as (
                            insert into referral_timeline (reference, at, event, words)
                            values (:reference, :at, :event, :words)
                        )
                        update referral set changed_at = :at where reference = :reference""")
                .param("reference", reference.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("event", event)
                .param("words", words)
                .update();
    }

    private static JsonNode contentOf(ResultEvent event, String laboratory) {
        return content(json(event), laboratory);
    }

    /** What makes two reports the same: all but the moment they came. */
    private static JsonNode content(String report, String laboratory) {
        try {
            var content = (ObjectNode) EventCodec.mapper().readTree(report);
            content.remove("occurredAt");
            return content.put("laboratory", laboratory);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("A report is held that cannot be read", notOurs);
        }
    }

    private static String json(ResultEvent event) {
        try {
            return EventCodec.mapper().writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A report could not be written as JSON", impossible);
        }
    }
}
