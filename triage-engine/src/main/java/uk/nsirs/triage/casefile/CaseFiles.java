package uk.nsirs.triage.casefile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.DomainEvent;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Fault;
import uk.nsirs.events.NotAvailable;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralEvent.InformationSupplied;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.relay.Outbox;
import uk.nsirs.triage.criteria.CriteriaFacts;
import uk.nsirs.triage.criteria.Recommendation;

/**
 * The case files. Within a transaction each is locked when it is first read and written once, in batches, just before
 * the commit, together with its evaluations and events: the cost of a batch of referrals does not grow with the number
 * of steps the engine takes.
 */
@Repository
public class CaseFiles {

    private static final String COLUMNS = "reference, status, received_at, referral, clinical, not_available, flags,"
            + " duplicates, recorded_by, priority, evaluation, recommendation, accepted, withdrawal_reason, closed";

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final Clock clock;
    private final ObjectMapper mapper = EventCodec.mapper();

    CaseFiles(JdbcTemplate jdbc, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Stores new case files in one statement.
     *
     * @return those whose reference was not there: only these start a process
     */
    public List<CaseFile> open(List<CaseFile> cases) {
        if (cases.isEmpty()) {
            return List.of();
        }
        var values = new ArrayList<Object>();
        for (var each : cases) {
            values.addAll(Arrays.asList(
                    each.reference().value(),
                    each.status().name(),
                    Timestamp.from(each.receivedAt()),
                    json(each.referral()),
                    json(each.clinical()),
                    json(each.flags()),
                    json(each.duplicates()),
                    each.submission().recordedBy().orElse(null),
                    each.priority().name(),
                    Timestamp.from(clock.instant())));
        }
        var rows = String.join(
                ",", Collections.nCopies(cases.size(), "(?,?,?,?::jsonb,?::jsonb,?::jsonb,?::jsonb,?,?,?)"));
        Set<String> inserted = new HashSet<>(jdbc.queryForList(
                "insert into case_file (reference, status, received_at, referral, clinical, flags, duplicates,"
                        + " recorded_by, priority, changed_at) values " + rows
                        + " on conflict (reference) do nothing returning reference",
                String.class,
                values.toArray()));
        var opened = cases.stream()
                .filter(each -> inserted.remove(each.reference().value()))
                .toList();
        opened.forEach(each -> unit().loaded(each));
        return opened;
    }

    /** The case file, locked until the transaction ends; empty where there is none. Needs a transaction. */
    public Optional<CaseFile> locked(ReferralReference reference) {
        var known = unit().current.get(reference);
        if (known != null) {
            return Optional.of(known);
        }
        var found = select("where reference = ? for update", reference.value());
        found.forEach(unit()::loaded);
        return found.stream().findFirst();
    }

    /** The case file for reading; empty where there is none. */
    public Optional<CaseFile> find(ReferralReference reference) {
        return select("where reference = ?", reference.value()).stream().findFirst();
    }

    /** Up to {@code limit} case files, newest first. */
    public List<CaseFile> newest(int limit) {
        return select("order by received_at desc limit ?", limit);
    }

    /** How many referrals have {@code status}; costs as much as they are, not as all are. */
    public Waiting waiting(CaseFile.Status status) {
        return jdbc.queryForObject(
                "select count(*), min(received_at) from case_file where status = ?",
                (row, n) -> new Waiting(
                        row.getLong(1), Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toInstant)),
                status.name());
    }

    /** Keeps {@code changed}, which was locked before, until the commit writes it. */
    public void save(CaseFile changed) {
        var unit = unit();
        if (!unit.current.containsKey(changed.reference())) {
            throw new IllegalStateException("A case file is changed that was not locked");
        }
        unit.current.put(changed.reference(), changed);
        unit.changed.add(changed.reference());
    }

    /** Keeps the newest evaluation of {@code evaluated}, with what it was given. */
    public void evaluated(CaseFile evaluated, Map<String, Object> inputs) {
        save(evaluated);
        unit().evaluations.add(new Object[] {
            evaluated.reference().value(),
            evaluated.evaluation(),
            Timestamp.from(clock.instant()),
            json(inputs),
            json(evaluated.recommendation().orElseThrow())
        });
    }

    /** Tells the world; the row order of one reference is causal order, since its case file is locked. */
    public void publish(DomainEvent event) {
        unit().events.add(event);
    }

    /** Keeps what a referrer supplied, with what was known before. */
    public void received(InformationSupplied event, Clinical before) {
        jdbc.update(
                "insert into information (information_id, reference, supplied_at, clinical, not_available, note,"
                        + " clinical_before) values (?,?,?,?::jsonb,?::jsonb,?,?::jsonb)"
                        + " on conflict (information_id) do nothing",
                event.informationId(),
                event.reference().value(),
                Timestamp.from(event.suppliedAt()),
                json(event.clinical()),
                json(event.notAvailable()),
                event.note(),
                json(before));
    }

    /** Every evaluation, newest first. */
    public List<Evaluation> evaluations(ReferralReference reference) {
        return jdbc.query(
                "select number, at, result from evaluation where reference = ? order by number desc",
                (row, n) -> new Evaluation(
                        row.getInt("number"),
                        row.getTimestamp("at").toInstant(),
                        read(row.getString("result"), Recommendation.class)),
                reference.value());
    }

    /** What the referrer supplied since, oldest first. */
    public List<Supplied> supplied(ReferralReference reference) {
        return jdbc.query(
                "select supplied_at, clinical, not_available, note is not null as noted from information"
                        + " where reference = ? order by supplied_at",
                (row, n) -> new Supplied(
                        row.getTimestamp("supplied_at").toInstant(),
                        CriteriaFacts.names(read(row.getString("clinical"), Clinical.class)),
                        read(row.getString("not_available"), new TypeReference<List<NotAvailable>>() {}),
                        row.getBoolean("noted")),
                reference.value());
    }

    /** The referrer's notes, oldest first. */
    public List<Note> notes(ReferralReference reference) {
        return jdbc.query(
                "select supplied_at, note from information where reference = ? and note is not null"
                        + " order by supplied_at",
                (row, n) -> new Note(row.getTimestamp("supplied_at").toInstant(), row.getString("note")),
                reference.value());
    }

    /**
     * Referrals of one status.
     *
     * @param oldest when the first of them was received; empty where there is none
     */
    public record Waiting(long number, Optional<Instant> oldest) {}

    /** One application of the criteria. */
    public record Evaluation(int number, Instant at, Recommendation result) {}

    /**
     * One answer of the referrer.
     *
     * @param fields names of the clinical fields that it knows
     * @param noted whether a note came with it
     */
    public record Supplied(Instant at, Set<String> fields, List<NotAvailable> notAvailable, boolean noted) {
        public Supplied {
            fields = Collections.unmodifiableSet(new LinkedHashSet<>(fields));
            notAvailable = List.copyOf(notAvailable);
        }
    }

    /** What a referrer wrote with further information. */
    public record Note(Instant at, String text) {}

    private List<CaseFile> select(String condition, Object... arguments) {
        return jdbc.query("select " + COLUMNS + " from case_file " + condition, (row, n) -> read(row), arguments);
    }

    private CaseFile read(ResultSet row) throws SQLException {
        return new CaseFile(
                new CaseFile.Submission(
                        new ReferralReference(row.getString("reference")),
                        row.getTimestamp("received_at").toInstant(),
                        read(row.getString("referral"), Referral.class),
                        read(row.getString("flags"), new TypeReference<List<Fault>>() {}),
                        read(row.getString("duplicates"), new TypeReference<List<ReferralReference>>() {}),
                        Optional.ofNullable(row.getString("recorded_by"))),
                new CaseFile.Known(
                        read(row.getString("clinical"), Clinical.class),
                        read(row.getString("not_available"), new TypeReference<List<NotAvailable>>() {})),
                Priority.valueOf(row.getString("priority")),
                judgement(row),
                standing(row),
                Optional.ofNullable(row.getString("withdrawal_reason")).map(WithdrawalReason::valueOf));
    }

    private Judgement judgement(ResultSet row) throws SQLException {
        var recommendation = row.getString("recommendation");
        return recommendation == null
                ? new Judgement.NotYet()
                : new Judgement.Judged(row.getInt("evaluation"), read(recommendation, Recommendation.class));
    }

    private static Standing standing(ResultSet row) throws SQLException {
        var status = CaseFile.Status.valueOf(row.getString("status"));
        var accepted = row.getBoolean("accepted");
        if (row.getBoolean("closed")) {
            return new Standing.Closed(status, accepted);
        }
        return accepted ? new Standing.Accepted(status) : new Standing.Undecided(status);
    }

    private Unit unit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            throw new IllegalStateException("Case files are changed within a transaction only");
        }
        var unit = (Unit) TransactionSynchronizationManager.getResource(this);
        if (unit == null) {
            unit = new Unit();
            TransactionSynchronizationManager.bindResource(this, unit);
            TransactionSynchronizationManager.registerSynchronization(unit);
        }
        return unit;
    }

    private String json(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A part of a case file could not be written as JSON");
        }
    }

    private <T> T read(String json, Class<T> type) {
        return read(json, new TypeReference<T>() {
            @Override
            public Type getType() {
                return type;
            }
        });
    }

    private <T> T read(String json, TypeReference<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("A part of a case file is not readable");
        }
    }

    /** What one transaction reads and changes. */
    private final class Unit implements TransactionSynchronization {

        private final Map<ReferralReference, CaseFile> current = new LinkedHashMap<>();
        private final Set<ReferralReference> changed = new HashSet<>();
        private final List<Object[]> evaluations = new ArrayList<>();
        private final List<DomainEvent> events = new ArrayList<>();

        void loaded(CaseFile caseFile) {
            current.putIfAbsent(caseFile.reference(), caseFile);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(CaseFiles.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(CaseFiles.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write(changed.stream().map(current::get).toList());
            if (!evaluations.isEmpty()) {
                jdbc.batchUpdate(
                        "insert into evaluation (reference, number, at, inputs, result)"
                                + " values (?,?,?,?::jsonb,?::jsonb)",
                        evaluations);
            }
            if (!events.isEmpty()) {
                outbox.appendAll(events);
            }
            changed.clear();
            evaluations.clear();
            events.clear();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(CaseFiles.this);
        }

        private void write(Collection<CaseFile> cases) {
            var rows = new ArrayList<Object[]>();
            for (var each : cases) {
                rows.add(new Object[] {
                    each.status().name(),
                    json(each.clinical()),
                    json(each.notAvailable()),
                    each.priority().name(),
                    each.evaluation(),
                    each.recommendation().map(CaseFiles.this::json).orElse(null),
                    each.standing().accepted(),
                    each.withdrawalReason()
                            .filter(WithdrawalReason.PATIENT_DIED::equals)
                            .isPresent(),
                    each.withdrawalReason().map(WithdrawalReason::name).orElse(null),
                    each.closed(),
                    Timestamp.from(clock.instant()),
                    each.reference().value()
                });
            }
            if (!rows.isEmpty()) {
                jdbc.batchUpdate(
                        "update case_file set status = ?, clinical = ?::jsonb, not_available = ?::jsonb, priority = ?,"
                                + " evaluation = ?, recommendation = ?::jsonb, accepted = ?, patient_died = ?,"
                                + " withdrawal_reason = ?, closed = ?, changed_at = ? where reference = ?",
                        rows);
            }
        }
    }
}
