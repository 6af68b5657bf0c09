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
        Intent intent,
        Priority priority,
        Channel channel,
        Referrer referrer,
        ReferralToTreatment rtt,
        Patient patient,
        Clinical clinical) {}
