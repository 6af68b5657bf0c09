package uk.nsirs.notification.message;

import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Milestone.AdviceGiven;
import uk.nsirs.events.Milestone.InformationRequested;
import uk.nsirs.events.Milestone.ReferralAccepted;
import uk.nsirs.events.Milestone.ReferralNotAccepted;
import uk.nsirs.events.Milestone.ReferralReceived;
import uk.nsirs.events.Milestone.ReferralWithdrawalConfirmed;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Redirect;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.notification.message.Passage.Item;
import uk.nsirs.notification.message.Passage.Items;

/**
 * The words for each milestone (E1 to E20, V-15): short sentences, the most important first, one call to action, no
 * result and nothing about who the patient is. Here those until a referral is decided or closed; what follows an
 * acceptance has its words in {@link PathwayWording}.
 */
final class MilestoneWording {

    private MilestoneWording() {}

    /**
     * The words for {@code milestone}.
     *
     * <p>Java 17 has no exhaustive switch over types, so that each permitted milestone has its words is held by
     * {@code MilestoneEmailsTest}, which walks the sealed interface.
     */
    static Wording of(Milestone milestone) {
        if (milestone instanceof ReferralReceived received) {
            return received(received);
        } else if (milestone instanceof InformationRequested requested) {
            return informationRequested(requested);
        } else if (milestone instanceof ReferralAccepted accepted) {
            return accepted(accepted);
        } else if (milestone instanceof ReferralNotAccepted notAccepted) {
            return notAccepted(notAccepted);
        } else if (milestone instanceof AdviceGiven advice) {
            return adviceGiven(advice);
        } else if (milestone instanceof ReferralWithdrawalConfirmed withdrawal) {
            return withdrawalConfirmed(withdrawal);
        }
        return PathwayWording.of(milestone);
    }

    private static Wording received(ReferralReceived milestone) {
        var asked = milestone.intent() == Intent.ADVICE ? "request for advice" : "referral";
        var wording =
                Wording.forInformation(asked + " received").happened("We have received your " + asked + ". Thank you.");
        if (milestone.possibleDuplicate()) {
            return wording.next("We are checking whether we already have a referral for the same patient."
                            + " We will e-mail you when we know.")
                    .nothingToDo()
                    .link("View the " + asked);
        }
        wording.next("A clinician in our team will read it.");
        return wording.next(
                        milestone.intent() == Intent.ADVICE
                                ? "We will e-mail you when our advice is ready."
                                : "We will e-mail you if we need more information, and when we have decided.")
                .nothingToDo()
                .link("View the " + asked);
    }

    private static Wording informationRequested(InformationRequested milestone) {
        var topic = milestone.chase() == 0
                ? "information needed for a referral"
                : "reminder " + milestone.chase() + ", information needed for a referral";
        var wording = Wording.actionNeeded(topic);
        wording.happened(
                milestone.chase() == 0
                        ? "We need more information before we can decide on your referral."
                        : "This is reminder " + milestone.chase()
                                + ". We still need information before we can decide on your referral.");
        if (milestone.items().isEmpty()) {
            wording.happened("What we need is in our letter. Sign in to read it.");
        } else {
            wording.happened("Please send us:").happened(items(milestone));
            if (milestone.letterId() != null) {
                wording.happened("Our letter says what else we need. Sign in to read it.");
            }
        }
        wording.next(
                milestone.dueOn() == null
                        ? "Sign in and add the information to the referral."
                        : "Sign in and add the information by " + Words.day(milestone.dueOn()) + ".");
        return wording.next("If something was not done or cannot be found out, tell us that on the same page."
                        + " Then we will not ask again.")
                .next("The referral stays open. If we hear nothing, a clinician decides with what we have.")
                .link("Add the information");
    }

    private static Items items(InformationRequested milestone) {
        return new Items(milestone.items().stream()
                .map(item -> new Item(MissingItemWords.of(item), Words.oneLine(item.why())))
                .toList());
    }

    private static Wording accepted(ReferralAccepted milestone) {
        if (milestone.restored()) {
            return Wording.forInformation("referral open again")
                    .happened("We had closed this referral. We have opened it again.")
                    .happened("It is accepted" + asUrgent(milestone.priority()) + ".")
                    .next("Our work on it goes on. We will e-mail you at each step.")
                    .nothingToDo()
                    .link("View the referral");
        }
        return Wording.forInformation("referral accepted")
                .happened("We have accepted your referral" + asUrgent(milestone.priority()) + ".")
                .next("We now plan the tests that the patient needs.")
                .next("We will e-mail you at each step. You do not need to do anything now.")
                .next("Please go on with the patient's care until you hear from us.")
                .link("View the referral");
    }

    private static String asUrgent(Priority priority) {
        return priority == Priority.URGENT ? " as urgent" : "";
    }

    private static Wording notAccepted(ReferralNotAccepted milestone) {
        if (milestone.reason() == DecisionReason.DUPLICATE) {
            return Wording.forInformation("referral not accepted, we already have one")
                    .happened("We already have a referral for the same patient. So we have not accepted this one.")
                    .next("The earlier referral goes on. You do not need to send another one.")
                    .next("If you think this is a mistake, send us a request for advice through the referral pages.")
                    .link("View the referral");
        }
        var wording = Wording.actionNeeded("referral not accepted, please read our letter")
                .happened("A clinician in our team has read your referral. We have not accepted it.")
                .happened("Our letter explains the reasons. Sign in to read it.");
        if (milestone.redirect() == Redirect.OBESITY_SERVICES) {
            wording.happened("The patient will be better served by your local specialist weight management service.");
        }
        return wording.next("The patient's care stays with you. Please tell the patient what we decided.")
                .next("You can discuss the patient with us again at any time. Send a request for advice, or a new"
                        + " referral if something has changed.")
                .link("Read the letter");
    }

    private static Wording adviceGiven(AdviceGiven milestone) {
        if (milestone.letterId() == null) {
            return Wording.forInformation("advice given")
                    .happened("We have given our advice. You asked for it, and we gave it by telephone.")
                    .next("The patient's care stays with you. Your request for advice is now closed.")
                    .next("You can ask us again, or refer the patient, at any time.")
                    .link("View the request for advice");
        }
        return Wording.actionNeeded("our advice is ready, please read our letter")
                .happened("We have written our advice in a letter. Sign in to read it.")
                .next("The patient's care stays with you. Your request for advice is now closed.")
                .next("You can ask us again, or refer the patient, at any time.")
                .link("Read the letter");
    }

    /** After a death: short, and nothing is asked (H10). */
    private static Wording withdrawalConfirmed(ReferralWithdrawalConfirmed milestone) {
        if (milestone.patientDied() || milestone.reason() == WithdrawalReason.PATIENT_DIED) {
            return Wording.forInformation("referral closed")
                    .happened("We have been told that the patient has died. We are sorry.")
                    .happened("We have closed the referral and stopped all messages about it."
                            + " You do not need to do anything.")
                    .link("View the closed referral");
        }
        return Wording.forInformation("referral closed")
                .happened("We have closed this referral because " + because(milestone.reason()) + ".")
                .next("We have stopped our work on it and all messages about it."
                        + " The patient's care stays with you.")
                .next("You can refer the patient again at any time.")
                .link("View the closed referral");
    }

    private static String because(WithdrawalReason reason) {
        if (reason == null) {
            return "it was withdrawn";
        }
        return switch (reason) {
            case PATIENT_CHOICE -> "the patient does not wish to go on with it";
            case SENT_IN_ERROR -> "it was sent in error";
            case DUPLICATE -> "we have another referral for the same patient";
            case PATIENT_DIED -> throw new IllegalStateException("A death has words of its own");
            case OTHER -> "it was withdrawn";
        };
    }
}
