package uk.nsirs.system;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.ConsumerGroupState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two instances of each service on one database server and one broker: they share the work, and where one is killed the
 * other takes over. Promise 1 holds as with one.
 */
@ExtendWith(RunningSystem.class)
@NeedsRun
@Order(Integer.MAX_VALUE - 1)
class TwoInstancesTest {

    private static final Logger LOG = LoggerFactory.getLogger(TwoInstancesTest.class);
    private static final long SEED = Long.getLong("nsirs.kill-seed", 20_261_123L);

    private static final String INTAKE = "referral-intake";
    private static final String TRIAGE = "triage-engine";
    private static final String NOTIFICATION = "notification-service";

    /** Each service with a consumer group that it reads with. */
    private static final Map<String, String> GROUPS = Map.of(
            INTAKE, "intake-tracking",
            TRIAGE, "triage-referrals",
            NOTIFICATION, "notification");

    /** {@code ./run} brings a service back ten times, and other tests kill it too. */
    private static final int KILLS_OF_EACH_FIRST = 2;

    private static final int KILLS_OF_EACH_SECOND = 4;
    private static final int LONGEST_PAUSE = 30;

    /** What a relay says when it becomes the active one of its database. */
    private static final String TAKES_OVER = "Publishing the outbox of this database";

    private static final Duration TAKEOVER = Duration.ofMinutes(5);

    private final Map<String, SecondInstance> seconds = new LinkedHashMap<>();
    private final Set<String> submitted = new HashSet<>();
    private final Set<String> accepted = new HashSet<>();
    private RunningSystem system;
    private Audit audit;

    @BeforeEach
    void twoOfEach(RunningSystem running) {
        system = running;
        GROUPS.keySet().stream().sorted().forEach(service -> {
            system.awaitBack(service);
            seconds.put(service, SecondInstance.of(service));
        });
        // A member that was killed a moment ago is missed only after a while: until then nobody can tell who reads.
        var alone = await("each group reads with one instance")
                .atMost(TAKEOVER)
                .ignoreExceptions()
                .until(this::readers, groups -> groups.keySet().containsAll(GROUPS.values()));
        seconds.values().forEach(SecondInstance::start);
        seconds.values().forEach(SecondInstance::awaitUp);
        await("each group reads with both instances")
                .atMost(TAKEOVER)
                .ignoreExceptions()
                .until(() -> readers(), groups -> groups.equals(doubled(alone)));
        audit = Audit.begins(system);
    }

    @AfterEach
    void oneOfEach() {
        seconds.values().parallelStream().forEach(SecondInstance::close);
        GROUPS.keySet().forEach(system::awaitBack);
    }

    @Test
    void theOtherTakesOverFromOneThatIsKilled() throws Exception {
        // given a stream to both, when the instances that publish are killed in the middle of it
        duringAStream(seconds.keySet().stream()
                .<Runnable>map(service -> () -> system.kill(service))
                .toList());

        // then the others publish, and all is kept, started and told
        seconds.forEach((service, second) -> await("the second " + service + " publishes")
                .atMost(TAKEOVER)
                .until(() -> second.said().contains(TAKES_OVER)));
        nothingIsLostNothingHappensTwice();

        // and when these are killed too and nobody brings them back, the first go on alone
        GROUPS.keySet().forEach(system::awaitBack);
        duringAStream(
                seconds.values().stream().<Runnable>map(second -> second::kill).toList());
        nothingIsLostNothingHappensTwice();
    }

    /** Each kill after some more referrals, and some of those are decided on meanwhile. */
    private void duringAStream(List<Runnable> kills) throws InterruptedException {
        try (var submitters = new Submitters(intake("rjz-referrer"));
                var deciders = new Deciders(intake("rjz-referrer"), triage("clinician"))) {
            for (var kill : kills) {
                submitters.awaitMore(6);
                submitters.accepted().stream().limit(6).forEach(deciders::accept);
                kill.run();
            }
            submitters.awaitMore(6);
            submitted.addAll(submitters.finish());
            accepted.addAll(deciders.finish());
        }
    }

    @Test
    @Tag("exhaustive")
    void whicheverIsKilledWheneverNothingIsLostAndNothingHappensTwice() throws Exception {
        LOG.info("Seed of the kills: {} (-Dnsirs.kill-seed)", SEED);
        var random = new Random(SEED);
        var kills = new ArrayList<Runnable>();
        seconds.forEach((service, second) -> {
            kills.addAll(Collections.nCopies(KILLS_OF_EACH_FIRST, () -> {
                system.awaitBack(service);
                system.kill(service);
            }));
            kills.addAll(Collections.nCopies(KILLS_OF_EACH_SECOND, () -> {
                second.kill();
                second.start();
            }));
        });
        Collections.shuffle(kills, random);
        try (var submitters = new Submitters(intake("rjz-referrer"));
                var deciders = new Deciders(intake("rjz-referrer"), triage("clinician"))) {
            for (var kill : kills) {
                submitters.awaitMore(1 + random.nextInt(LONGEST_PAUSE));
                var sofar = submitters.accepted();
                deciders.accept(sofar.get(random.nextInt(sofar.size())));
                deciders.accept(sofar.get(sofar.size() - 1));
                kill.run();
            }
            submitted.addAll(submitters.finish());
            accepted.addAll(deciders.finish());
        }
        nothingIsLostNothingHappensTwice();
    }

    private void nothingIsLostNothingHappensTwice() {
        LOG.info("{} referrals, {} of them accepted", submitted.size(), accepted.size());
        audit.everyReferralIsKeptStartedAndToldOnce(
                submitted,
                reference -> accepted.contains(reference)
                        ? List.of("ReferralReceived", "ReferralAccepted")
                        : List.of("ReferralReceived"));
    }

    private List<Caller> intake(String account) {
        return List.of(system.intake(account), seconds.get(INTAKE).caller(account));
    }

    private List<Caller> triage(String account) {
        return List.of(system.triage(account), seconds.get(TRIAGE).caller(account));
    }

    private static Map<String, Long> doubled(Map<String, Long> groups) {
        return groups.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, group -> 2 * group.getValue()));
    }

    /** How many consumers of each group have partitions to read; without the groups that are sharing them out just now. */
    private Map<String, Long> readers() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", system.broker()))) {
            return admin.describeConsumerGroups(GROUPS.values()).all().get().values().stream()
                    .filter(group -> group.state() == ConsumerGroupState.STABLE)
                    .collect(Collectors.toMap(group -> group.groupId(), group -> group.members().stream()
                            .filter(member ->
                                    !member.assignment().topicPartitions().isEmpty())
                            .count()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException away) {
            throw new IllegalStateException(away);
        }
    }
}
