package uk.nsirs.notification.message;

import java.util.List;

/**
 * Everything one e-mail says, ready to be laid out as text and as HTML.
 *
 * @param wording what is said
 * @param greeting begins "Dear"
 * @param details which referral it is
 * @param link the referral's page, which asks for a sign-in
 * @param sender who signs
 */
record Letter(Wording wording, String greeting, List<Detail> details, String link, Sender sender) {

    static final String NEXT = "What happens next";
    static final String SIGN_IN = "You will be asked to sign in.";
    static final String DO_NOT_REPLY = "Do not reply to this e-mail with patient details. E-mail is not part of the"
            + " patient's record. Use the referral page instead.";
    static final String WHY_YOU = "We sent this message automatically because your team made this referral.";

    /** One line of what names the referral. */
    record Detail(String name, String value) {}

    Letter {
        details = List.copyOf(details);
    }

    /** What the e-mail is about, as a heading. */
    String heading() {
        var topic = wording.topic();
        return Character.toUpperCase(topic.charAt(0)) + topic.substring(1);
    }
}
