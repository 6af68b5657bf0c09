package uk.nsirs.intake.tracking;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import uk.nsirs.events.AppointmentMode;
import uk.nsirs.events.AppointmentType;
import uk.nsirs.events.DischargeOutcome;
import uk.nsirs.events.Funder;
import uk.nsirs.events.Intent;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Priority;
import uk.nsirs.events.Redirect;
import uk.nsirs.events.TestKind;
import uk.nsirs.events.Therapy;

/** The one line a referrer reads for each milestone (COM-03). Never holds a result or anything that names a patient. */
final class TimelineWords {

    /** Dates as the NHS service manual writes them: "6 August 2018" (V-15). */
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK);

    /** A clock in England; its "am" and "pm" are written small. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("d MMMM uuuu 'at' h:mm")
            .appendText(ChronoField.AMPM_OF_DAY, Map.of(0L, "am", 1L, "pm"))
            .toFormatter(Locale.UK);

    private static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    private TimelineWords() {}

    static String of(Milestone milestone) {
        if (milestone instanceof Milestone.ReferralReceived received) {
            return received.intent() == Intent.ADVICE
                    ? "We have received your request for advice."
                    : "We have received the referral.";
        }
        if (milestone instanceof Milestone.InformationRequested request) {
            return (request.chase() == 0 ? "We asked you for more information" : "We reminded you of our request")
                    + until(request.dueOn())
                    + (request.letterId() == null ? "" : " Our letter says what we need.");
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
        return ofPathway(milestone);
    }

    /** What happens after a referral was accepted. */
    private static String ofPathway(Milestone milestone) {
        if (milestone instanceof Milestone.TestRequested test) {
            return "We asked for " + name(test.kind()) + "."
                    + (test.contactLaboratoryFirst() ? " Please call the laboratory before the sample is taken." : "");
        }
        if (milestone instanceof Milestone.ResultAvailable result) {
            return "The result of " + name(result.kind()) + " is in the patient's record with us.";
        }
        if (milestone instanceof Milestone.PlanAgreed plan) {
            return plan.therapies().isEmpty()
                    ? "Our specialists met and agreed a plan."
                    : "Our specialists met and agreed a plan: "
                            + plan.therapies().stream().map(TimelineWords::name).collect(Collectors.joining(", "))
                            + ".";
        }
        if (milestone instanceof Milestone.FundingRequested request) {
            return "We asked " + name(request.funder()) + " to fund " + name(request.therapy())
                    + (request.urgent() ? ", urgently." : ".");
        }
        if (milestone instanceof Milestone.FundingOutcomeReached outcome) {
            return switch (outcome.decision()) {
                case APPROVED -> "The funder agreed to fund " + name(outcome.therapy()) + ".";
                case REJECTED -> "The funder did not agree to fund " + name(outcome.therapy()) + ".";
                case SCREENED_OUT -> "The funder did not consider our request to fund " + name(outcome.therapy()) + ".";
                case MORE_INFORMATION -> "The funder asked us for more information.";
            };
        }
        if (milestone instanceof Milestone.AppointmentBooked booked) {
            return "We booked " + name(booked.type()) + held(booked.mode()) + " on " + moment(booked.startsAt()) + ".";
        }
        if (milestone instanceof Milestone.AppointmentChanged changed) {
            var what = name(changed.type());
            return what.substring(0, 1).toUpperCase(Locale.UK)
                    + what.substring(1)
                    + (changed.cancelled() ? " was cancelled; " : " was moved; ")
                    + (changed.startsAt() == null
                            ? "a new date follows."
                            : "the new date is " + moment(changed.startsAt()) + ".");
        }
        if (milestone instanceof Milestone.AppointmentMissed missed) {
            return missed.child()
                    ? "The patient was not brought to " + name(missed.type()) + "."
                    : "The patient did not attend " + name(missed.type()) + ".";
        }
        if (milestone instanceof Milestone.TreatmentStarted started) {
            return "A treatment started: " + name(started.therapy()) + ".";
        }
        if (milestone instanceof Milestone.SurveillanceDue due) {
            return switch (due.kind()) {
                        case ANNUAL_REVIEW -> "The annual review is due";
                        case RITUXIMAB -> "The next dose of rituximab is due";
                        case TELEPHONE_REVIEW -> "A review by telephone is due";
                    }
                    + (due.dueOn() == null ? "." : " on " + DAY.format(due.dueOn()) + ".");
        }
        if (milestone instanceof Milestone.RelapseAdviceGiven advice) {
            return "We gave advice because the patient got worse."
                    + (advice.letterId() == null ? "" : " Our letter holds it.");
        }
        if (milestone instanceof Milestone.FamilyTestingOffered) {
            return "We offered testing to the patient's family.";
        }
        if (milestone instanceof Milestone.PathwayDelayed delay) {
            return switch (delay.reason()) {
                        case GENETIC_RESULT -> "The result of a genetic test takes longer than planned";
                        case ANTIBODY_RESULT ->
                            "The result of a test for insulin receptor antibodies takes longer than" + " planned";
                        case FUNDING_DECISION -> "The funder's decision takes longer than planned";
                        case APPOINTMENT -> "An appointment takes longer to arrange than planned";
                    }
                    + (delay.newDate() == null ? "." : "; it is now expected by " + DAY.format(delay.newDate()) + ".");
        }
        if (milestone instanceof Milestone.PatientDischarged discharged) {
            return (discharged.outcome() == DischargeOutcome.TRANSFERRED
                            ? "The patient's care moved to another service."
                            : "We discharged the patient.")
                    + (discharged.letterId() == null ? "" : " Our letter holds the summary.");
        }
        throw new IllegalArgumentException(
                "No words for " + milestone.getClass().getSimpleName());
    }

    private static String until(LocalDate day) {
        return day == null ? "." : ", until " + DAY.format(day) + ".";
    }

    /** Insulin RECEPTOR antibodies, never "insulin antibodies" (ANT-05). */
    private static String name(TestKind kind) {
        return switch (kind) {
            case GENETIC -> "a genetic test";
            case RECEPTOR_ANTIBODY -> "a test for insulin receptor antibodies";
            case LABORATORY_PANEL -> "the blood tests";
            case LIVER_MRI -> "a scan of the liver";
            case CARDIAC_BASELINE -> "tests of the heart";
        };
    }

    private static String name(Therapy therapy) {
        return switch (therapy) {
            case DIETETIC_SUPPORT -> "support by a dietitian";
            case MEDICINE_TREATMENT -> "treatment with medicines";
            case INSULIN_PUMP -> "an insulin pump";
            case METRELEPTIN -> "metreleptin";
            case IMMUNOSUPPRESSION -> "immunosuppression";
            case METABOLIC_SURGERY -> "metabolic surgery";
            case PSYCHOLOGICAL_SUPPORT -> "psychological support";
        };
    }

    private static String name(Funder funder) {
        return switch (funder) {
            case NHS_ENGLAND -> "NHS England";
            case INTEGRATED_CARE_BOARD -> "the patient's integrated care board";
        };
    }

    private static String name(AppointmentType type) {
        return switch (type) {
            case NEW -> "a first appointment";
            case FOLLOW_UP -> "a follow-up appointment";
            case DIETITIAN -> "an appointment with a dietitian";
            case WORKSHOP -> "a workshop";
            case INFUSION -> "an infusion";
            case LIVER_MRI -> "a scan of the liver";
            case GENETIC_COUNSELLING -> "genetic counselling";
            case PSYCHOLOGY -> "an appointment with a psychologist";
        };
    }

    private static String held(AppointmentMode mode) {
        if (mode == null) {
            return "";
        }
        return switch (mode) {
            case FACE_TO_FACE -> ", face to face,";
            case TELEPHONE -> ", by telephone,";
            case PATIENT_CHOICE -> ", face to face or by telephone,";
        };
    }

    private static String moment(OffsetDateTime moment) {
        return MOMENT.format(moment.atZoneSameInstant(ENGLAND));
    }
}
