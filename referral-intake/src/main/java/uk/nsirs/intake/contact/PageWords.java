package uk.nsirs.intake.contact;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import uk.nsirs.events.Channel;
import uk.nsirs.events.ContactClosure;
import uk.nsirs.events.Intent;
import uk.nsirs.intake.referral.ChannelWords;

/** Codes and moments as people read them on the pages. */
final class PageWords {

    static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.UK).withZone(ENGLAND);

    private final Instant now;

    /**
     * @param now from which ages are counted
     */
    PageWords(Instant now) {
        this.now = now;
    }

    /** An instant as the time in England: "23 November 2026, 13:09". */
    public String time(Instant instant) {
        return TIME.format(instant);
    }

    /** How long ago: "3 hours", "2 days". */
    public String age(Instant instant) {
        var age = Duration.between(instant, now);
        if (age.toDays() > 0) {
            return counted(age.toDays(), "day");
        }
        return age.toHours() > 0 ? counted(age.toHours(), "hour") : counted(Math.max(0, age.toMinutes()), "minute");
    }

    private static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** "by telephone". */
    public String by(Channel channel) {
        return ChannelWords.by(channel);
    }

    /** What it was compared with before it was sent. */
    public String compared(Channel channel) {
        return channel == Channel.TELEPHONE
                ? "I have read this back to the caller, and it is right."
                : "I have compared this with the " + (channel == Channel.EMAIL ? "e-mail" : "letter")
                        + ", and it is right.";
    }

    /** Why no referral comes of a contact: "the trust sends it itself". */
    public String why(ContactClosure closure) {
        return switch (closure) {
            case SENT_BY_TRUST -> "the trust sends it itself";
            case ALREADY_REFERRED -> "the patient is referred already";
            case NOT_A_REFERRAL -> "it was not about a referral";
            case CALLER_CANNOT_BE_REACHED -> "who got in touch cannot be reached for what is missing";
        };
    }

    public String what(Intent intent) {
        return switch (intent) {
            case REFERRAL -> "referral";
            case ADVICE -> "request for advice";
        };
    }
}
