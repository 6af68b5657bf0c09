package uk.nsirs.intake.referral;

import uk.nsirs.events.Channel;

/** How people say by which way something came. */
public final class ChannelWords {

    private ChannelWords() {}

    /** "by telephone". */
    public static String by(Channel channel) {
        return switch (channel) {
            case TELEPHONE -> "by telephone";
            case EMAIL -> "by e-mail";
            case LETTER -> "by letter";
            case ONLINE -> "online";
        };
    }
}
