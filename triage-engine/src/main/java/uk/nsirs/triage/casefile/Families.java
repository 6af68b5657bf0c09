package uk.nsirs.triage.casefile;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import uk.nsirs.events.ReferralReference;

/**
 * Which referrals are of one family, so that relatives can be seen on one day (GEN-05, APP-03). The service's staff say so
 * and read it; no event, e-mail or page of a trust does (H7). Its methods need a transaction to write.
 */
@Repository("familyStore") // the models know FamilySteps as "families"
public class Families {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Families(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The referral of a relative.
     *
     * @param linkedBy the account of the person who said so
     */
    public record Relative(ReferralReference reference, String linkedBy, Instant linkedAt) {}

    /**
     * One change to the family a referral belongs to.
     *
     * @param linked false: taken out
     * @param relative the other referral; empty where this one itself was taken out, or where nobody wrote it down
     * @param by the account of the person who changed it
     */
    public record Change(boolean linked, Optional<ReferralReference> relative, String by, Instant at) {}

    /** What was linked and taken out again, as far as it concerns this referral; oldest first. */
    public List<Change> changes(ReferralReference reference) {
        return jdbc.query(
                "select linked, relative, changed_by, changed_at from family_change where reference = ? order by id",
                (row, n) -> new Change(
                        row.getBoolean("linked"),
                        Optional.ofNullable(row.getString("relative")).flatMap(ReferralReference::parse),
                        row.getString("changed_by"),
                        row.getTimestamp("changed_at").toInstant()),
                reference.value());
    }

    /** The other referrals of the family, in the order in which they were linked; empty where none is known. */
    public List<Relative> of(ReferralReference reference) {
        return jdbc.query(
                "select other.* from family_member one join family_member other using (family)"
                        + " where one.reference = ? and other.reference <> one.reference"
                        + " order by other.linked_at, other.reference",
                (row, n) -> new Relative(
                        ReferralReference.parse(row.getString("reference")).orElseThrow(),
                        row.getString("linked_by"),
                        row.getTimestamp("linked_at").toInstant()),
                reference.value());
    }

    /**
     * The patients of both referrals are relatives; families that meet so are one from now on.
     *
     * @param by the account of the person who says so
     */
    public void link(ReferralReference one, ReferralReference other, String by) {
        oneAtATime();
        if (of(one).stream().map(Relative::reference).anyMatch(other::equals)) {
            return;
        }
        var at = clock.instant();
        jdbc.update(
                "update family_member set family = (select min(family::text)::uuid from family_member where reference in (?, ?))"
                        + " where family in (select family from family_member where reference in (?, ?))",
                one.value(),
                other.value(),
                one.value(),
                other.value());
        jdbc.update(
                "insert into family_member (reference, family, linked_by, linked_at)"
                        + " select each, coalesce((select min(family::text)::uuid from family_member where reference in (?, ?)), known.id), ?, ?"
                        + " from unnest(array[?, ?]) each, (select gen_random_uuid() as id) known"
                        + " on conflict do nothing",
                one.value(),
                other.value(),
                by,
                Timestamp.from(at),
                one.value(),
                other.value());
        write(one, new Change(true, Optional.of(other), by, at));
        write(other, new Change(true, Optional.of(one), by, at));
    }

    /**
     * The referral belongs to no family any more: it was linked by mistake. The others stay one family.
     *
     * @param by the account of the person who takes it out
     */
    public void unlink(ReferralReference reference, String by) {
        oneAtATime();
        var others = of(reference);
        if (others.isEmpty()) {
            return;
        }
        var at = clock.instant();
        write(reference, new Change(false, Optional.empty(), by, at));
        others.forEach(each -> write(each.reference(), new Change(false, Optional.of(reference), by, at)));
        jdbc.update("delete from family_member where reference = ?", reference.value());
        jdbc.update("delete from family_member where family in"
                + " (select family from family_member group by family having count(*) = 1)");
    }

    private void write(ReferralReference reference, Change change) {
        jdbc.update(
                "insert into family_change (reference, linked, relative, changed_by, changed_at) values (?,?,?,?,?)",
                reference.value(),
                change.linked(),
                change.relative().map(ReferralReference::value).orElse(null),
                change.by(),
                Timestamp.from(change.at()));
    }

    /** Two people who link at the same moment would else make two families of one. */
    private void oneAtATime() {
        jdbc.execute("lock table family_member in share row exclusive mode");
    }
}
