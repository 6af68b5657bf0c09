package uk.nsirs.intake.referral;

import java.time.Instant;
import java.util.List;
import uk.nsirs.events.Fault;
import uk.nsirs.events.Referral;
import uk.nsirs.events.ReferralReference;

/**
 * A referral that is about to be kept.
 *
 * @param reference made for it
 * @param sender who sent it; the member of staff where it was written down here
 * @param writtenDown whether the reference was given to a contact before, of which this is the referral
 * @param document what was sent
 * @param identity by which duplicates are found
 * @param flags what is unusual about it
 * @param possibleDuplicates open referrals of perhaps the same patient, oldest first
 * @param submittedAt to the microsecond
 */
public record NewReferral(
        ReferralReference reference,
        Sender sender,
        boolean writtenDown,
        Referral document,
        Identity identity,
        List<Fault> flags,
        List<ReferralReference> possibleDuplicates,
        Instant submittedAt) {}
