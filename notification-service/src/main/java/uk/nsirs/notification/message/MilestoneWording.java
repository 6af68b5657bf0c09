package uk.nsirs.notification.message;

import uk.nsirs.events.AppointmentMode;
import uk.nsirs.events.AppointmentType;
import uk.nsirs.events.DecisionReason;
import uk.nsirs.events.DischargeOutcome;
import uk.nsirs.events.Funder;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Milestone.AdviceGiven;
import uk.nsirs.events.Milestone.AppointmentBooked;
import uk.nsirs.events.Milestone.AppointmentChanged;
import uk.nsirs.events.Milestone.AppointmentMissed;
import uk.nsirs.events.Milestone.FamilyTestingOffered;
import uk.nsirs.events.Milestone.FundingOutcomeReached;
import uk.nsirs.events.Milestone.FundingRequested;
import uk.nsirs.events.Milestone.InformationRequested;
import uk.nsirs.events.Milestone.PathwayDelayed;
import uk.nsirs.events.Milestone.PatientDischarged;
import uk.nsirs.events.Milestone.PlanAgreed;
import uk.nsirs.events.Milestone.ReferralAccepted;
import uk.nsirs.events.Milestone.ReferralNotAccepted;
import uk.nsirs.events.Milestone.ReferralReceived;
import uk.nsirs.events.Milestone.ReferralWithdrawalConfirmed;
import uk.nsirs.events.Milestone.RelapseAdviceGiven;
import uk.nsirs.events.Milestone.ResultAvailable;
import uk.nsirs.events.Milestone.SurveillanceDue;
import uk.nsirs.events.Milestone.TestRequested;
import uk.nsirs.events.Milestone.TreatmentStarted;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Redirect;
import uk.nsirs.events.WithdrawalReason;
import uk.nsirs.notification.message.Passage.Item;
import uk.nsirs.notification.message.Passage.Items;

/**
 * The words for each milestone (E1 to E20, V-15): short sentences, the most important first, one call to action, no
 * result and nothing about who the patient is.
 */
final class MilestoneWording {

    private static final String NOTHING_TO_DO = "You do not need to do anything now.";

    private static final String AFTER_NO_FUNDING =
            "We now decide with the patient what to do: ask again, or go another way. We will e-mail you.";

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
        } else if (milestone instanceof TestRequested test) {
            return testRequested(test);
        } else if (milestone instanceof ResultAvailable) {
            return resultAvailable();
        } else if (milestone instanceof PlanAgreed) {
            return planAgreed();
        } else if (milestone instanceof FundingRequested funding) {
            return fundingRequested(funding);
        } else if (milestone instanceof FundingOutcomeReached funding) {
            return fundingOutcomeReached(funding);
        } else if (milestone instanceof AppointmentBooked booked) {
            return appointmentBooked(booked);
        } else if (milestone instanceof AppointmentChanged changed) {
            return appointmentChanged(changed);
        } else if (milestone instanceof AppointmentMissed missed) {
            return appointmentMissed(missed);
        } else if (milestone instanceof TreatmentStarted) {
            return treatmentStarted();
        } else if (milestone instanceof SurveillanceDue surveillance) {
            return surveillanceDue(surveillance);
        } else if (milestone instanceof RelapseAdviceGiven relapse) {
            return relapseAdviceGiven(relapse);
        } else if (milestone instanceof FamilyTestingOffered) {
            return familyTestingOffered();
        } else if (milestone instanceof PathwayDelayed delay) {
            return pathwayDelayed(delay);
        } else if (milestone instanceof PatientDischarged discharge) {
            return patientDischarged(discharge);
        }
        throw new IllegalArgumentException(
                "No words for the milestone " + milestone.getClass().getSimpleName());
    }

    private static Wording received(ReferralReceived milestone) {
        var asked = milestone.intent() == Intent.ADVICE ? "request for advice" : "referral";
        var wording =
                Wording.forInformation(asked + " received").happened("We have received your " + asked + ". Thank you.");
        if (milestone.possibleDuplicate()) {
            return wording.next("We are checking whether we already have a referral for the same patient."
                            + " We will e-mail you when we know.")
                    .next("You do not need to do anything now.")
                    .link("View the " + asked);
        }
        wording.next("A clinician in our team will read it.");
        return wording.next(
                        milestone.intent() == Intent.ADVICE
                                ? "We will e-mail you when our advice is ready."
                                : "We will e-mail you if we need more information, and when we have decided.")
                .next("You do not need to do anything now.")
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
                    .next("You do not need to do anything now.")
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

    /** Which test is said, so that nobody takes the wrong sample (ANT-05, V-09); what for is not. */
    private static Wording testRequested(TestRequested milestone) {
        var test =
                switch (milestone.kind()) {
                    case GENETIC -> "a genetic test";
                    case RECEPTOR_ANTIBODY -> "a test for insulin receptor antibodies";
                    case LABORATORY_PANEL -> "blood tests";
                    case LIVER_MRI -> "a scan of the liver";
                    case CARDIAC_BASELINE -> "tests of the heart";
                };
        if (milestone.contactLaboratoryFirst()) {
            return Wording.actionNeeded("test requested, please call the laboratory first")
                    .happened("We have asked for " + test + ".")
                    .next("If your team takes the sample, call the laboratory before you take it."
                            + " It has to be handled in a special way.")
                    .next("We will e-mail you when the result is in the patient's record.")
                    .link("View the referral");
        }
        return Wording.forInformation("test requested")
                .happened("We have asked for " + test + ".")
                .next("We arrange it with the patient. We will e-mail you when the result is in the patient's record.")
                .next(NOTHING_TO_DO)
                .link("View the referral");
    }

    private static Wording resultAvailable() {
        return Wording.forInformation("a result has arrived")
                .happened("The result of a test that we asked for is now in the patient's record with us."
                        + " We do not send results by e-mail.")
                .next("A clinician in our team reads it. We will write to you about what it means.")
                .next(NOTHING_TO_DO)
                .link("View the referral");
    }

    private static Wording planAgreed() {
        return Wording.forInformation("plan agreed")
                .happened("Our specialists have met and agreed a plan for the patient.")
                .next("We discuss the plan with the patient and begin with it. We will e-mail you at each step.")
                .next("Please go on with the patient's care until you hear from us.")
                .link("View the referral");
    }

    private static Wording fundingRequested(FundingRequested milestone) {
        return Wording.forInformation("funding requested")
                .happened("We have asked " + name(milestone.funder()) + " to fund a treatment for the patient"
                        + (milestone.urgent() ? ". We have asked for an urgent decision." : "."))
                .next("We will e-mail you when we have an answer.")
                .next(NOTHING_TO_DO)
                .link("View the referral");
    }

    private static String name(Funder funder) {
        return switch (funder) {
            case NHS_ENGLAND -> "NHS England";
            case INTEGRATED_CARE_BOARD -> "the patient's integrated care board";
        };
    }

    private static Wording fundingOutcomeReached(FundingOutcomeReached milestone) {
        return switch (milestone.decision()) {
            case APPROVED ->
                Wording.forInformation("funding decision, agreed")
                        .happened("The funder has agreed to fund the treatment that we asked for.")
                        .next("We now plan the start with the patient. We will e-mail you when it has started.")
                        .next(NOTHING_TO_DO)
                        .link("View the referral");
            case MORE_INFORMATION ->
                Wording.forInformation("funding, more information asked for")
                        .happened("The funder needs more information before it decides on our request.")
                        .next("We send what is missing, and ask you if we do not have it."
                                + " We will e-mail you when the funder has decided.")
                        .next(NOTHING_TO_DO)
                        .link("View the referral");
            case REJECTED ->
                Wording.forInformation("funding decision, not agreed")
                        .happened("The funder has not agreed to fund the treatment that we asked for.")
                        .next(AFTER_NO_FUNDING)
                        .next(NOTHING_TO_DO)
                        .link("View the referral");
            case SCREENED_OUT ->
                Wording.forInformation("funding request not considered")
                        .happened("The funder has not considered our request to fund a treatment.")
                        .next(AFTER_NO_FUNDING)
                        .next(NOTHING_TO_DO)
                        .link("View the referral");
        };
    }

    private static Wording appointmentBooked(AppointmentBooked milestone) {
        return Wording.forInformation("appointment booked")
                .happened("We have booked " + appointment(milestone.type()) + held(milestone.mode()) + ".")
                .happened("It is on " + Words.moment(milestone.startsAt()) + ".")
                .next("We tell the patient how to prepare. The patient brings, or has at hand, a list of all medicines"
                        + " and a glucose diary of at least one week.")
                .next(NOTHING_TO_DO)
                .link("View the referral");
    }

    private static String appointment(AppointmentType type) {
        return switch (type) {
            case NEW -> "the patient's first appointment";
            case FOLLOW_UP -> "a follow-up appointment";
            case DIETITIAN, WORKSHOP, INFUSION, LIVER_MRI, GENETIC_COUNSELLING, PSYCHOLOGY -> "an appointment";
        };
    }

    private static String held(AppointmentMode mode) {
        if (mode == null) {
            return "";
        }
        return switch (mode) {
            case FACE_TO_FACE -> ", face to face";
            case TELEPHONE -> ", by telephone";
            case PATIENT_CHOICE -> ", face to face or by telephone as the patient prefers";
        };
    }

    private static Wording appointmentChanged(AppointmentChanged milestone) {
        var wording = milestone.cancelled()
                ? Wording.forInformation("appointment cancelled")
                        .happened("An appointment of the patient with us has been cancelled.")
                : Wording.forInformation("appointment changed")
                        .happened("An appointment of the patient with us has been changed.");
        if (milestone.startsAt() == null) {
            wording.next("We arrange a new date with the patient and e-mail it to you.");
        } else {
            wording.happened("The new date is " + Words.moment(milestone.startsAt()) + held(milestone.mode()) + ".")
                    .next("We tell the patient too.");
        }
        return wording.next(NOTHING_TO_DO).link("View the referral");
    }

    /** A child does not miss an appointment: somebody did not bring the child, and asks to be looked after. */
    private static Wording appointmentMissed(AppointmentMissed milestone) {
        if (milestone.child()) {
            return Wording.actionNeeded("patient was not brought to an appointment")
                    .happened("The patient was not brought to an appointment with us.")
                    .next("We try to reach the family, and check whether the patient is safe.")
                    .next("If you know why, or are worried about the patient, tell us now"
                            + " and follow your safeguarding procedure.")
                    .next("The referral stays open.")
                    .link("View the referral");
        }
        return Wording.forInformation("patient did not attend an appointment")
                .happened("The patient did not attend an appointment with us.")
                .next("We try to reach the patient. Then a clinician decides what happens next.")
                .next("The referral stays open. You do not need to do anything now.")
                .link("View the referral");
    }

    private static Wording treatmentStarted() {
        return Wording.forInformation("treatment started")
                .happened("A treatment of the plan has started.")
                .next("We follow it with the patient. Sign in to see which treatment it is, and read our letters"
                        + " for who monitors what.")
                .next("Please tell us if the patient gets worse.")
                .link("View the referral");
    }

    private static Wording surveillanceDue(SurveillanceDue milestone) {
        var what =
                switch (milestone.kind()) {
                    case ANNUAL_REVIEW -> "The patient's annual review";
                    case RITUXIMAB -> "The next planned dose of a treatment";
                    case TELEPHONE_REVIEW -> "A review by telephone";
                };
        return Wording.forInformation("a planned step is due")
                .happened(what
                        + (milestone.dueOn() == null ? " is due." : " is due on " + Words.day(milestone.dueOn()) + "."))
                .next("We arrange it with the patient.")
                .next(NOTHING_TO_DO)
                .link("View the referral");
    }

    private static Wording relapseAdviceGiven(RelapseAdviceGiven milestone) {
        if (milestone.letterId() == null) {
            return Wording.forInformation("advice given after a change for the worse")
                    .happened("You told us that the patient got worse. We have given our advice by telephone.")
                    .next("If the patient gets worse again, tell us again. In an emergency, act first.")
                    .link("View the referral");
        }
        return Wording.actionNeeded("our advice after a change for the worse, please read our letter")
                .happened("We were told that the patient got worse. Our letter says what we advise."
                        + " Sign in to read it now.")
                .next("If the patient gets worse again, tell us again. In an emergency, act first.")
                .link("Read the letter");
    }

    /** Says nothing of any relative, nor who the first of the family was (H7). */
    private static Wording familyTestingOffered() {
        return Wording.forInformation("testing offered to the family")
                .happened("We have offered genetic testing to the patient's family.")
                .next("A genetic counsellor talks with the relatives who wish it."
                        + " Each of them has a referral of their own, and we tell nobody about another relative.")
                .next(NOTHING_TO_DO)
                .link("View the referral");
    }

    private static Wording pathwayDelayed(PathwayDelayed milestone) {
        var late =
                switch (milestone.reason()) {
                    case GENETIC_RESULT, ANTIBODY_RESULT -> "A test result is taking longer than we planned.";
                    case FUNDING_DECISION -> "The funder's decision is taking longer than we planned.";
                    case APPOINTMENT -> "An appointment is taking longer to arrange than we planned.";
                };
        return Wording.forInformation("delay")
                .happened(late + " We are sorry.")
                .happened(
                        milestone.newDate() == null
                                ? "We do not know the new date yet."
                                : "We now expect it by " + Words.day(milestone.newDate()) + ".")
                .next("We are following it up. We will e-mail you at the next step.")
                .next("If the patient cannot wait, send us information through the referral page.")
                .link("View the referral");
    }

    private static Wording patientDischarged(PatientDischarged milestone) {
        var happened = milestone.outcome() == DischargeOutcome.TRANSFERRED
                ? "The patient's care has moved from us to another service."
                : "We have discharged the patient from our service.";
        var what = milestone.outcome() == DischargeOutcome.TRANSFERRED ? "patient transferred" : "patient discharged";
        if (milestone.letterId() == null) {
            return Wording.forInformation(what)
                    .happened(happened)
                    .next("You can refer the patient to us again at any time.")
                    .link("View the referral");
        }
        return Wording.actionNeeded(what + ", please read our letter")
                .happened(happened)
                .happened("Our letter says what was done and what should follow. Sign in to read it.")
                .next("You can refer the patient to us again at any time.")
                .link("Read the letter");
    }
}
