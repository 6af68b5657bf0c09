package uk.nsirs.intake.tracking;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Redirect;

/** The one line a referrer reads for each milestone (COM-03). Never holds a result or anything that names a patient. */
final class TimelineWords {

    /** Dates as the NHS service manual writes them: "6 August 2018" (V-15). */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    private TimelineWords() {}

    static String of(Milestone milestone) {
        if (milestone instanceof Milestone.ReferralReceived received) {
            return received.intent() == Intent.ADVICE
                    ? "We have received your request for advice."
                    : "We have received the referral.";
        }
        if (milestone instanceof Milestone.InformationRequested request) {
            return (request.chase() == 0 ? "We asked you for more information" : "We reminded you of our request")
                    + until(request.dueOn());
        }
        if (milestone instanceof Milestone.ReferralAccepted accepted) {
            if (accepted.restored()) {
                return "The withdrawn referral was taken up again. It is accepted.";
            }
            return accepted.priority() == Priority.URGENT
                    ? "The referral was accepted as urgent."
                    : "The referral was accepted.";
        }
        if (milestone instanceof Milestone.ReferralNotAccepted notAccepted) {
            return notAccepted.redirect() == Redirect.OBESITY_SERVICES
                    ? "The referral was not accepted. The patient is better served by your local specialist weight"
                            + " management service. Our letter says why."
                    : "The referral was not accepted. Our letter says why.";
        }
        if (milestone instanceof Milestone.AdviceGiven advice) {
            return advice.letterId() == null ? "We gave you advice." : "We gave you advice. Our letter holds it.";
        }
        if (milestone instanceof Milestone.ReferralWithdrawalConfirmed confirmed) {
            return confirmed.patientDied()
                    ? "The referral is closed, because the patient died. Nothing more will be sent."
                    : "The referral is closed, because it was withdrawn.";
        }
        throw new IllegalArgumentException(
                "No words for " + milestone.getClass().getSimpleName());
    }

    private static String until(LocalDate day) {
        return day == null ? "." : ", until " + DAY.format(day) + ".";
    }
}
