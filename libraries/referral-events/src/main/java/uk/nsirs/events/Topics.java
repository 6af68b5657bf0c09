package uk.nsirs.events;

import java.util.List;

/** The names of the topics. */
public final class Topics {

    /** Referrals and what referrers add to them. Holds direct identifiers. */
    public static final String REFERRALS = "nsirs.referrals";

    /** What laboratories, funders and booking systems report. */
    public static final String RESULTS = "nsirs.results";

    /** Milestones of the pathway, and the end of contacts of which no referral comes. */
    public static final String PATHWAY = "nsirs.pathway";

    /** Letters to the referrer. Holds direct identifiers. */
    public static final String LETTERS = "nsirs.letters";

    /** What became of e-mails. */
    public static final String NOTIFICATIONS = "nsirs.notifications";

    /** Requests from triage to the notification service. */
    public static final String COMMANDS = "nsirs.commands";

    /** Every topic that services write to and read from, without the dead letter topics. */
    public static final List<String> ALL = List.of(REFERRALS, RESULTS, PATHWAY, LETTERS, NOTIFICATIONS, COMMANDS);

    private Topics() {}

    /** The topic for records of {@code topic} that cannot be processed. */
    public static String deadLetter(String topic) {
        return topic + ".dlt";
    }
}
