package uk.nsirs.events;

/**
 * A referral as it is sent, after validation by {@link ReferralReader}.
 *
 * @param intent never null
 * @param priority as the referrer sees it; never null, ROUTINE where not given
 * @param channel never null, ONLINE where not given
 * @param referrer never null
 * @param rtt never null
 * @param patient never null
 * @param clinical never null; {@link Clinical#UNKNOWN} where nothing was given
 */
public record Referral(
        @Required Intent intent,
        @Required Priority priority,
        @Required Channel channel,
        @Required Referrer referrer,
        ReferralToTreatment rtt,
        @Required Patient patient,
        Clinical clinical) {

    public Referral {
        rtt = rtt == null ? new ReferralToTreatment(null, null, null) : rtt;
        clinical = clinical == null ? Clinical.UNKNOWN : clinical;
    }
}
