package uk.nsirs.system;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Promise 1: kill -9 of any process at any moment of a stream, again and again; then everything is counted. */
@ExtendWith(RunningSystem.class)
@Tag("exhaustive")
@NeedsRun
@Order(Integer.MAX_VALUE - 1)
class KillMatrixTest {

    private static final Logger LOG = LoggerFactory.getLogger(KillMatrixTest.class);
    private static final long SEED = Long.getLong("nsirs.kill-seed", 20_260_914L);
    private static final String BROKER = "the broker";
    private static final List<String> VICTIMS =
            List.of("referral-intake", "triage-engine", "notification-service", BROKER);

    /** {@code ./run} brings a service back ten times. */
    private static final int KILLS_OF_EACH = 5;

    private static final int LONGEST_PAUSE = 40;

    @Test
    void whoeverIsKilledWheneverNothingIsLostAndNothingHappensTwice(RunningSystem system) throws Exception {
        LOG.info("Seed of the kills: {} (-Dnsirs.kill-seed)", SEED);
        var random = new Random(SEED);
        var victims = new ArrayList<String>();
        VICTIMS.forEach(victim -> victims.addAll(Collections.nCopies(KILLS_OF_EACH, victim)));
        Collections.shuffle(victims, random);
        var audit = Audit.begins(system);
        try (var submitters = new Submitters(system)) {
            for (var victim : victims) {
                submitters.awaitMore(1 + random.nextInt(LONGEST_PAUSE));
                LOG.info(
                        "Killing {} after {} referrals",
                        victim,
                        submitters.accepted().size());
                if (victim.equals(BROKER)) {
                    system.kafka().crash();
                    try {
                        submitters.awaitMore(1 + random.nextInt(LONGEST_PAUSE));
                    } finally {
                        system.kafka().start();
                    }
                } else {
                    // Others may still be starting: that is part of it.
                    system.awaitBack(victim);
                    system.kill(victim);
                }
            }
            VICTIMS.stream().filter(victim -> !victim.equals(BROKER)).forEach(system::awaitBack);
            var accepted = submitters.finish();
            LOG.info("{} referrals, {} kills", accepted.size(), victims.size());
            audit.everyReferralIsKeptStartedAndToldOnce(accepted);
        }
    }
}
