package uk.nsirs.notification.message;

import uk.nsirs.events.AppointmentMode;
import uk.nsirs.events.AppointmentType;
import uk.nsirs.events.DischargeOutcome;
import uk.nsirs.events.Funder;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Milestone.AppointmentBooked;
import uk.nsirs.events.Milestone.AppointmentChanged;
import uk.nsirs.events.Milestone.AppointmentMissed;
import uk.nsirs.events.Milestone.FamilyTestingOffered;
import uk.nsirs.events.Milestone.FundingOutcomeReached;
import uk.nsirs.events.Milestone.FundingRequested;
import uk.nsirs.events.Milestone.PathwayDelayed;
import uk.nsirs.events.Milestone.PatientDischarged;
import uk.nsirs.events.Milestone.PlanAgreed;
import uk.nsirs.events.Milestone.RelapseAdviceGiven;
import uk.nsirs.events.Milestone.ResultAvailable;
import uk.nsirs.events.Milestone.SurveillanceDue;
import uk.nsirs.events.Milestone.TestRequested;
import uk.nsirs.events.Milestone.TreatmentStarted;
import uk.nsirs.events.TestKind;

/**
 * The words for what follows an acceptance (E6 to E20). A plan, a treatment, an organ that is examined or the kind of
 * visit says what the patient has: the e-mail sends its reader to the page for them, behind the sign-in.
 */
final class PathwayWording {

    private static final String VIEW = "View the referral";
    private static final String READ = "Read the letter";

    private static final String ONE_ADVICE = "so that the patient hears the same advice from all of us.";

    private static final String NO_WAITING = "In an emergency, do not wait for us.";

    private PathwayWording() {}

    static Wording of(Milestone milestone) {
        if (milestone instanceof TestRequested test) {
            return testRequested(test);
        } else if (milestone instanceof ResultAvailable) {
            return resultAvailable();
        } else if (milestone instanceof PlanAgreed) {
            return planAgreed();
        } else if (milestone instanceof FundingRequested request) {
            return fundingRequested(request);
        } else if (milestone instanceof FundingOutcomeReached outcome) {
            return fundingOutcomeReached(outcome);
        } else if (milestone instanceof AppointmentBooked booked) {
            return appointmentBooked(booked);
        } else if (milestone instanceof AppointmentChanged changed) {
            return appointmentChanged(changed);
        } else if (milestone instanceof AppointmentMissed missed) {
            return appointmentMissed(missed);
        } else if (milestone instanceof TreatmentStarted) {
            return treatmentStarted();
        } else if (milestone instanceof SurveillanceDue due) {
            return surveillanceDue(due);
        } else if (milestone instanceof RelapseAdviceGiven advice) {
            return relapseAdviceGiven(advice);
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

    private static Wording testRequested(TestRequested milestone) {
        var asked = "We have asked for " + name(milestone.kind()) + ".";
        var wording = milestone.contactLaboratoryFirst()
                ? Wording.actionNeeded("test requested, please call the laboratory before sampling")
                        .happened(asked)
                        .next("If your team takes the sample, call the laboratory before you take it."
                                + " The laboratory tells you how to take it and how to send it.")
                        .next("If we take the sample, you do not need to do anything.")
                : Wording.forInformation("test requested").happened(asked).next("We will arrange it with the patient.");
        if (milestone.kind() == TestKind.RECEPTOR_ANTIBODY) {
            wording.happened("This is not the test for antibodies to insulin itself.");
        }
        wording.next("We will e-mail you when the result is in the patient's record.");
        return (milestone.contactLaboratoryFirst() ? wording : wording.nothingToDo()).link(VIEW);
    }

    /** Said only where somebody could otherwise take the wrong sample (ANT-05, V-09) or where it says nothing. */
    private static String name(TestKind kind) {
        return switch (kind) {
            case GENETIC -> "a genetic test";
            case RECEPTOR_ANTIBODY -> "a test for insulin receptor antibodies";
            case LABORATORY_PANEL -> "blood tests";
            case LIVER_MRI, CARDIAC_BASELINE -> "an examination";
        };
    }

    private static Wording resultAvailable() {
        return Wording.forInformation("a test result is in the patient's record")
                .happened("The result of a test that we asked for is now in the patient's record with us."
                        + " We do not send results by e-mail.")
                .next("A clinician in our team reads it. We explain what it means in a letter, never by e-mail.")
                .nothingToDo()
                .link(VIEW);
    }

    private static Wording planAgreed() {
        return Wording.forInformation("plan agreed")
                .happened("Our multidisciplinary team has agreed a plan for the patient."
                        + " Sign in to see what is in it.")
                .next("We talk about the plan with the patient and begin with it. We will e-mail you at each step.")
                .next("Please go on with the patient's care until you hear from us.")
                .next("People who care for the patient near home may not have met the condition before."
                        + " Ask us: we explain it to them in plain words.")
                .next("If you think that the plan should change, tell us first, " + ONE_ADVICE)
                .link(VIEW);
    }

    private static Wording fundingRequested(FundingRequested milestone) {
        return Wording.forInformation("Individual Funding Request sent")
                .happened("We have sent an Individual Funding Request to " + name(milestone.funder())
                        + ". It asks to fund a treatment for the patient."
                        + (milestone.urgent() ? " We have asked for an urgent decision." : ""))
                .next("We will e-mail you when we have an answer.")
                .nothingToDo()
                .link(VIEW);
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
                Wording.forInformation("Individual Funding Request agreed")
                        .happened("The funder has agreed to fund the treatment that we asked for.")
                        .next("We now plan the start with the patient. We will e-mail you when it has started.")
                        .nothingToDo()
                        .link(VIEW);
            case MORE_INFORMATION ->
                Wording.forInformation("Individual Funding Request, more information asked for")
                        .happened("The funder needs more information before it decides on our request.")
                        .next("We send what is missing. If we do not have it, we ask you."
                                + " We will e-mail you when the funder has decided.")
                        .nothingToDo()
                        .link(VIEW);
            case REJECTED ->
                withoutFunding(
                        "Individual Funding Request not agreed",
                        "The funder has not agreed to fund the treatment that we asked for.");
            case SCREENED_OUT ->
                withoutFunding(
                        "Individual Funding Request not considered",
                        "The funder has not considered our request to fund a treatment.");
        };
    }

    private static Wording withoutFunding(String topic, String happened) {
        return Wording.forInformation(topic)
                .happened(happened)
                .next("The patient stays with our service. We decide with the patient what to do:"
                        + " ask again, or go another way. We will e-mail you at the next step.")
                .nothingToDo()
                .link(VIEW);
    }

    /** Fasting and what to do with medicines is between the service and the patient (E6). */
    private static Wording appointmentBooked(AppointmentBooked milestone) {
        var wording = Wording.forInformation(topic(milestone.type(), milestone.mode()) + " booked")
                .happened("We have booked " + the(milestone.type()) + " for the patient" + held(milestone.mode()) + ".")
                .happened("It is on " + Words.moment(milestone.startsAt()) + ".")
                .next("We will tell the patient separately how to prepare.");
        switch (milestone.type()) {
            case NEW, FOLLOW_UP, DIETITIAN ->
                wording.next("We will ask the patient to have ready a list of all medicines and a glucose diary of at"
                        + " least one week.");
            case WORKSHOP, INFUSION, LIVER_MRI, GENETIC_COUNSELLING, PSYCHOLOGY -> {
                // These need neither.
            }
        }
        return wording.nothingToDo().link(VIEW);
    }

    /** What the visit is called in a subject line: a telephone follow-up is something of its own (E16). */
    private static String topic(AppointmentType type, AppointmentMode mode) {
        return switch (type) {
            case NEW -> "first appointment";
            case FOLLOW_UP -> mode == AppointmentMode.TELEPHONE ? "telephone follow-up" : "follow-up appointment";
            case DIETITIAN, WORKSHOP, INFUSION, LIVER_MRI, GENETIC_COUNSELLING, PSYCHOLOGY -> "appointment";
        };
    }

    /** What the visit is called in a sentence. */
    private static String the(AppointmentType type) {
        return switch (type) {
            case NEW -> "the first appointment";
            case FOLLOW_UP -> "a follow-up appointment";
            case DIETITIAN, WORKSHOP, INFUSION, LIVER_MRI, GENETIC_COUNSELLING, PSYCHOLOGY -> "an appointment";
        };
    }

    private static String begun(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
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
        var change = milestone.cancelled() ? "cancelled" : "changed";
        var dated = milestone.startsAt() != null;
        var wording = Wording.forInformation(topic(milestone.type(), null) + " " + change
                        + (milestone.cancelled() && dated ? ", new date set" : ""))
                .happened(begun(the(milestone.type())) + " of the patient has been " + change + "."
                        + " Please ignore the date we gave you before.");
        if (dated) {
            wording.happened("The new date is " + Words.moment(milestone.startsAt()) + held(milestone.mode()) + ".")
                    .next("We will tell the patient the same.");
        } else {
            wording.next("We will arrange a new date with the patient and e-mail it to you.");
        }
        return wording.nothingToDo().link(VIEW);
    }

    /** A child does not miss an appointment: somebody did not bring the child, who may need to be looked after. */
    private static Wording appointmentMissed(AppointmentMissed milestone) {
        if (milestone.child()) {
            return Wording.actionNeeded("patient was not brought to an appointment")
                    .happened("The patient was not brought to " + the(milestone.type()) + " with us.")
                    .next("Please consider whether the patient may be at risk."
                            + " If you are worried, follow your safeguarding procedure now.")
                    .next("If you know why the patient was not brought, tell us on the referral page.")
                    .next("We try to reach the family, and check whether the patient is safe."
                            + " The referral stays open.")
                    .link(VIEW);
        }
        return Wording.forInformation("patient did not attend an appointment")
                .happened("The patient did not attend " + the(milestone.type()) + " with us.")
                .next("We try to reach the patient. Then a clinician decides what happens next."
                        + " The referral stays open.")
                .nothingToDo()
                .link(VIEW);
    }

    /** What it is and who monitors what must be read (E14): a treatment can change what the patient's others do. */
    private static Wording treatmentStarted() {
        return Wording.actionNeeded("treatment started, please see which one")
                .happened("A treatment in the plan has started. Sign in to see which one.")
                .next("Our letters say who monitors what. Please check what falls to your team.")
                .next("Before you change the treatment, talk with us, " + ONE_ADVICE)
                .next("Tell us if the patient gets worse. " + NO_WAITING)
                .link("See which treatment it is");
    }

    private static Wording surveillanceDue(SurveillanceDue milestone) {
        var due =
                switch (milestone.kind()) {
                    case ANNUAL_REVIEW -> "annual review";
                    case RITUXIMAB -> "next dose of a treatment";
                    case TELEPHONE_REVIEW -> "telephone review";
                };
        return Wording.forInformation(due + " due")
                .happened("The patient's " + due + " is due"
                        + (milestone.dueOn() == null ? "." : " on " + Words.day(milestone.dueOn()) + "."))
                .next("We will arrange it with the patient.")
                .next("If something about the patient has changed, tell us before then. Otherwise you do not need to do"
                        + " anything.")
                .link(VIEW);
    }

    private static Wording relapseAdviceGiven(RelapseAdviceGiven milestone) {
        var told = "We were told that the patient's condition has changed.";
        var again = "If it changes again, tell us again. " + NO_WAITING;
        if (milestone.letterId() == null) {
            return Wording.forInformation("advice given on a change in the patient's condition")
                    .happened(told + " We have given our advice by telephone.")
                    .next(again)
                    .nothingToDo()
                    .link(VIEW);
        }
        return Wording.actionNeeded("our advice on a change in the patient's condition, please read our letter")
                .happened(told + " Our letter says what we advise. Sign in to read it now.")
                .next(again)
                .link(READ);
    }

    /** Says nothing of any relative to this trust, and promises the same to theirs (E18, H7). */
    private static Wording familyTestingOffered() {
        return Wording.forInformation("testing offered to the family")
                .happened("We have offered testing to the patient's family.")
                .next("A counsellor talks with the relatives who wish it. Each of them has a referral of their own.")
                .next("We tell you nothing about another relative, and we tell their teams nothing about your patient.")
                .nothingToDo()
                .link(VIEW);
    }

    private static Wording pathwayDelayed(PathwayDelayed milestone) {
        var late =
                switch (milestone.reason()) {
                    case GENETIC_RESULT, ANTIBODY_RESULT -> "a test result";
                    case FUNDING_DECISION -> "a funding decision";
                    case APPOINTMENT -> "an appointment";
                };
        return Wording.forInformation("delay to " + late)
                .happened(begun(late) + " is taking longer than we planned. We are sorry.")
                .happened(
                        milestone.newDate() == null
                                ? "We do not know the new date yet."
                                : "We now expect it by " + Words.day(milestone.newDate()) + ".")
                .next("We are following it up. We will e-mail you at the next step.")
                .next("If the patient cannot wait, tell us on the referral page. Otherwise you do not need to do"
                        + " anything.")
                .link(VIEW);
    }

    private static Wording patientDischarged(PatientDischarged milestone) {
        boolean transferred = milestone.outcome() == DischargeOutcome.TRANSFERRED;
        boolean letter = milestone.letterId() != null;
        var topic = transferred ? "patient transferred to another service" : "patient discharged";
        var wording = letter ? Wording.actionNeeded(topic + ", please read our letter") : Wording.forInformation(topic);
        wording.happened(
                transferred
                        ? "The patient's care has moved from us to another service."
                        : "We have discharged the patient from our service. The patient's care is now with you and the"
                                + " GP.");
        if (letter) {
            wording.happened(
                    transferred
                            ? "Our letter says which service it is and what should follow. Sign in to read it."
                            : "Our letter says what was done and what should follow. Sign in to read it.");
        }
        wording.next("We plan nothing more for this referral.")
                .next("You can refer the patient to us again at any time.");
        return wording.link(letter ? READ : VIEW);
    }
}
