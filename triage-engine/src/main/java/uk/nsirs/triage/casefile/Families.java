package uk.nsirs.triage.casefile;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
        var at = Timestamp.from(clock.instant());
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
                at,
                one.value(),
                other.value());
    }

    /** The referral belongs to no family any more: it was linked by mistake. The others stay one family. */
    public void unlink(ReferralReference reference) {
        oneAtATime();
        jdbc.update("delete from family_member where reference = ?", reference.value());
        jdbc.update("delete from family_member where family in"
                + " (select family from family_member group by family having count(*) = 1)");
    }

    /** Two people who link at the same moment would else make two families of one. */
    private void oneAtATime() {
        jdbc.execute("lock table family_member in share row exclusive mode");
    }
}
