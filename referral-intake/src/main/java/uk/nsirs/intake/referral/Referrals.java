package uk.nsirs.intake.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.nsirs.events.Clinical;
import uk.nsirs.events.Information;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.ReferralReference;

/** The referrals that are held. Every method is called within a transaction. */
public interface Referrals {

    /** Waits until no other transaction is submitting a referral of perhaps the same patient, and keeps others waiting. */
    void lock(Identity identity);

    /** Open referrals, of any trust, of perhaps the same patient; oldest first, at most 20. */
    List<ReferralReference> openReferralsOf(Identity identity);

    /**
     * Keeps a referral.
     *
     * @return false where the reference is taken, also by a contact that another referral comes of; then nothing was
     *     kept
     */
    boolean add(NewReferral referral, TimelineLine line);

    /** The trust's referral, locked; empty where there is none or it is another trust's. */
    Optional<HeldReferral> find(ReferralReference reference, OdsCode organisation);

    /**
     * Keeps what a referrer supplied; the service asks for nothing until it asks again.
     *
     * @param current the clinical facts as they are known now
     * @param previous the values that were replaced
     */
    void supplied(
            HeldReferral referral,
            UUID informationId,
            String account,
            Information information,
            Clinical current,
            JsonNode previous,
            ReferralStatus status,
            TimelineLine line);

    /** Closes a referral, or only records the report of a death where it is closed. */
    void withdrawn(HeldReferral referral, ReferralStatus status, boolean died, TimelineLine line);

    /** One line that the referrer reads. */
    record TimelineLine(Instant at, String event, String words) {}
}
