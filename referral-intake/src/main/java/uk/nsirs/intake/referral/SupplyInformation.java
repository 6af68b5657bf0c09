package uk.nsirs.intake.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.EventCodec;
import uk.nsirs.events.Information;
import uk.nsirs.events.ReferralEvent.InformationSupplied;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.intake.referral.Referrals.TimelineLine;
import uk.nsirs.relay.Outbox;

/** Takes a referrer's answer to a request for information (REF-15). Runs in the transaction of its caller. */
public final class SupplyInformation {

    private final Referrals referrals;
    private final Outbox outbox;
    private final Clock clock;

    public SupplyInformation(Referrals referrals, Outbox outbox, Clock clock) {
        this.referrals = referrals;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What became of it. */
    public sealed interface Outcome {

        /** It is kept and goes to the service. */
        record Supplied(ReferralReference reference, UUID informationId, ReferralStatus status, Instant suppliedAt)
                implements Outcome {}

        /** The referral is closed and takes nothing more. */
        record Closed(ReferralStatus status) implements Outcome {}

        /** The trust has no such referral. */
        record NotFound() implements Outcome {}
    }

    /** Overwrites field by field what is known; the old values are kept. */
    public Outcome supply(Sender sender, ReferralReference reference, Information information) {
        return referrals
                .find(reference, sender.organisation())
                .<Outcome>map(referral -> supply(sender, referral, information))
                .orElseGet(Outcome.NotFound::new);
    }

    private Outcome supply(Sender sender, HeldReferral referral, Information information) {
        if (!referral.takesInformation()) {
            return new Outcome.Closed(referral.status());
        }
        var id = UUID.randomUUID();
        var suppliedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var status = referral.afterInformation();
        referrals.supplied(
                referral,
                id,
                sender.account(),
                information,
                referral.clinical().overwrittenBy(information.clinical()),
                replaced(referral.clinical(), information.clinical()),
                status,
                new TimelineLine(suppliedAt, "InformationSupplied", "You supplied information."));
        outbox.append(new InformationSupplied(
                referral.reference(),
                id,
                suppliedAt,
                information.clinical(),
                information.notAvailable(),
                information.note()));
        return new Outcome.Supplied(referral.reference(), id, status, suppliedAt);
    }

    /** The values that {@code newer} replaces. */
    private static JsonNode replaced(Clinical older, Clinical newer) {
        var mapper = EventCodec.mapper();
        var before = mapper.<ObjectNode>valueToTree(older);
        var after = mapper.<ObjectNode>valueToTree(newer);
        before.retain(
                after.properties().stream().map(java.util.Map.Entry::getKey).toList());
        return before;
    }
}
