package uk.nsirs.notification.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Recipient;
import uk.nsirs.notification.message.Letter.Detail;

/** Turns a milestone into the e-mail that tells the referring trust of it (COM-03). */
public final class MilestoneEmails {

    private final Sender sender;

    public MilestoneEmails(Sender sender) {
        this.sender = Objects.requireNonNull(sender);
    }

    /**
     * The e-mail for {@code milestone}. Depends on nothing else, so writing it twice gives the same words.
     *
     * @throws IllegalArgumentException where there are no words for it
     */
    public Email write(Milestone milestone) {
        var wording = MilestoneWording.of(milestone);
        var reference = milestone.reference().value();
        var letter = new Letter(
                wording,
                greeting(milestone.recipient()),
                details(reference, milestone.recipient()),
                sender.referralPages().toString().replaceAll("/+$", "") + "/referrals/" + reference,
                sender);
        var subject = wording.urge().words() + ": " + wording.topic() + " (" + reference + ")";
        return new Email(subject, new TextPart(letter).toString(), new HtmlPart(letter).toString());
    }

    private static String greeting(Recipient recipient) {
        var clinician = Words.oneLine(recipient.clinicianName());
        var team = Words.oneLine(recipient.team());
        if (!clinician.isEmpty()) {
            return "Dear " + clinician;
        }
        return team.isEmpty() ? "Dear colleague" : "Dear " + team + " team";
    }

    private static List<Detail> details(String reference, Recipient recipient) {
        var details = new ArrayList<Detail>();
        details.add(new Detail("Our reference", reference));
        addKnown(details, "Your reference", recipient.localReference());
        addKnown(details, "Referring clinician", recipient.clinicianName());
        addKnown(details, "Team", recipient.team());
        return details;
    }

    private static void addKnown(List<Detail> details, String name, String typed) {
        var value = Words.oneLine(typed);
        if (!value.isEmpty()) {
            details.add(new Detail(name, value));
        }
    }
}
