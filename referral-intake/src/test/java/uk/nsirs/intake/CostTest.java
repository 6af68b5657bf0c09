package uk.nsirs.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import uk.nsirs.events.NhsNumber;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.referral.Identity;
import uk.nsirs.intake.referral.ReferralStatus;
import uk.nsirs.intake.referral.Referrals;
import uk.nsirs.intake.tracking.ReferralViews;

/** Promise 6: the cost of a referral does not grow with the number already held. */
@Intake
class CostTest {

    private static final OdsCode TRUST = OdsCode.of("XCOST");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Referrals referrals;

    @Autowired
    private ReferralViews views;

    @Test
    void nothingReadsThroughAllReferrals() {
        transaction.executeWithoutResult(status -> {
            // given many referrals, seen by this transaction only
            status.setRollbackOnly();
            jdbc.sql(
                            """
                            insert into referral (reference, organisation, submitted_by, intent, document, nhs_number,
                                folded_name, date_of_birth, status, submitted_at, changed_at)
                            select reference, case when n % 20 = 0 then 'XCOST' else 'XC' || n % 20 end, 'x',
                                'REFERRAL', '{}', '8' || n, 'name ' || n % 5000, date '1950-01-01' + (n % 20000)::int,
                                'AWAITING_DECISION', now(), now() + n * interval '1 second'
                            from unnest(:references::text[]) with ordinality as many (reference, n)""")
                    .param("references", references())
                    .update();
            jdbc.sql("analyze referral").update();
            long before = sequentialScans();

            // when a referral is compared, listed and shown
            referrals.openReferralsOf(new Identity(
                    Optional.of(NhsNumber.of("9990000018")), "name 77", Optional.of(LocalDate.of(1950, 3, 19))));
            views.list(TRUST, Optional.empty(), Optional.empty(), Optional.empty(), 50);
            views.list(TRUST, Optional.of(ReferralStatus.ACCEPTED), Optional.empty(), Optional.empty(), 50);
            views.find(ReferralReference.random(2026, new Random(4)), TRUST);

            // then none of that read the table from end to end
            assertThat(sequentialScans()).isEqualTo(before);
            jdbc.sql("select count(*) from referral where submitted_by = 'x'")
                    .query(Long.class)
                    .single();
            assertThat(sequentialScans()).as("this measure can fail").isGreaterThan(before);
        });
    }

    private long sequentialScans() {
        return jdbc.sql("select coalesce(seq_scan, 0) from pg_stat_xact_user_tables where relname = 'referral'")
                .query(Long.class)
                .single();
    }

    private static String references() {
        var random = new Random(8);
        return Stream.generate(() -> ReferralReference.random(1990, random).value())
                .distinct()
                .limit(30_000)
                .collect(Collectors.joining(",", "{", "}"));
    }
}
