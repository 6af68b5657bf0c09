package uk.nsirs.notification.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nsirs.events.AppointmentMode;
import uk.nsirs.events.AppointmentType;
import uk.nsirs.events.DelayReason;
import uk.nsirs.events.DischargeOutcome;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.Funder;
import uk.nsirs.events.FundingDecision;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Milestone.FamilyTestingOffered;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.Recipient;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.SurveillanceKind;
import uk.nsirs.events.TestKind;
import uk.nsirs.events.Therapy;

/** What the trust is told after an acceptance, and what it is never told by e-mail (E6 to E20). */
class PathwayEmailsTest {

    private static final ReferralReference REFERENCE = ReferralReference.random(2026, new Random(7));

    /** A team whose name says nothing clinical, so that every clinical word in the e-mail is ours. */
    private static final Recipient TEAM = new Recipient(
            OdsCode.of("RJZ"), EmailAddress.of("team@trust.example"), "Outpatients", "Dr A Example", "DX-1042");

    private static final Milestones TOLD = Milestones.of(REFERENCE, TEAM);
    private static final UUID LETTER = UUID.fromString("3b9f7a52-52f1-4d86-9c1c-8f0b0b0c7a11");
    private static final LocalDate DAY = LocalDate.of(2027, 1, 18);

    private final MilestoneEmails emails =
            new MilestoneEmails(new Sender("The service", URI.create("https://referrals.nsirs.example"), ""));

    static Stream<Class<?>> everyMilestoneOfThePathway() {
        return TOLD.afterAcceptance().values().stream()
                .<Class<?>>map(Object::getClass)
                .distinct();
    }

    @Test
    void thereAreFourteen() {
        assertThat(everyMilestoneOfThePathway()).hasSize(14);
    }

    @ParameterizedTest
    @MethodSource("everyMilestoneOfThePathway")
    void inNoFormDoesAnEmailSayWhatThePatientHasOrGets(Class<? extends Milestone> type) {
        for (var milestone : new EveryForm(REFERENCE, TEAM).of(type)) {
            assertThat(everythingIn(milestone).toLowerCase(Locale.ROOT).replace("insulin receptor antibodies", ""))
                    .as("%s", milestone)
                    .doesNotContain("metreleptin", "rituximab", "immuno", "pump", "surgery", "diet", "workshop")
                    .doesNotContain("infusion", "mri", "liver", "heart", "cardiac", "psycholog", "support")
                    .doesNotContain("lipodystrophy", "type b", "diabetes", "syndrome", "diagnos", "relapse")
                    .doesNotContain("insulin receptor", "insulin antibodies", "pathogenic", "variant", "carrier")
                    .doesNotContain(
                            "mmol", "hba1c", "3b9f7a52", "null", "declined", "rejected", "refused", "self-fund");
        }
    }

    @ParameterizedTest
    @MethodSource("everyMilestoneOfThePathway")
    void inEveryFormTheSubjectSaysWhetherSomethingIsAskedAndTheBodySaysWhat(Class<? extends Milestone> type) {
        for (var milestone : new EveryForm(REFERENCE, TEAM).of(type)) {
            var email = emails.write(milestone);
            var body = body(milestone);

            assertThat(email.subject())
                    .matches("(Action needed|For information): [^\\r\\n]+ \\(NSIRS-2026-[A-Z0-9]+\\)");
            assertThat(email.subject().length()).as(email.subject()).isLessThanOrEqualTo(110);
            assertThat(body).contains("What happens next");
            if (email.subject().startsWith("Action needed")) {
                assertThat(body).containsPattern("[Pp]lease|Sign in to read it|call the laboratory");
                assertThat(body).doesNotContain("You do not need to do anything now.");
            } else {
                assertThat(email.subject()).doesNotContain("please");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GENETIC           | We have asked for a genetic test.",
                "RECEPTOR_ANTIBODY | We have asked for a test for insulin receptor antibodies.",
                "LABORATORY_PANEL  | We have asked for blood tests.",
                "LIVER_MRI         | We have asked for an examination.",
                "CARDIAC_BASELINE  | We have asked for an examination."
            })
    void aTestIsNamedOnlyWhereTheNameHelps(TestKind kind, String words) {
        var asked = TOLD.testRequested(kind, false);

        assertThat(subject(asked)).isEqualTo("For information: test requested");
        assertThat(body(asked))
                .contains(words, "We will e-mail you when the result is in the patient's record.")
                .contains("You do not need to do anything now.")
                .doesNotContain("laboratory");
    }

    @ParameterizedTest
    @EnumSource(TestKind.class)
    void whereTheLaboratoryWantsACallFirstThatIsTheAction(TestKind kind) {
        var asked = TOLD.testRequested(kind, true);

        assertThat(subject(asked))
                .isEqualTo("Action needed: test requested, please call the laboratory before sampling");
        assertThat(body(asked))
                .contains("If your team takes the sample, call the laboratory before you take it.")
                .contains("If we take the sample, you do not need to do anything.");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void receptorAntibodiesAreNotTakenForAntibodiesToInsulin(boolean contactLaboratoryFirst) {
        assertThat(body(TOLD.testRequested(TestKind.RECEPTOR_ANTIBODY, contactLaboratoryFirst)))
                .contains(
                        "a test for insulin receptor antibodies. This is not the test for antibodies to insulin itself.");
    }

    @Test
    void aResultIsAnnouncedInTheSameWordsWhateverWasTested() {
        var words = Arrays.stream(TestKind.values())
                .map(kind -> everythingIn(TOLD.resultAvailable(kind)))
                .collect(Collectors.toSet());

        assertThat(words).singleElement().asString().contains("We do not send results by e-mail.");
        assertThat(subject(TOLD.resultAvailable(TestKind.GENETIC)))
                .isEqualTo("For information: a test result is in the patient's record");
    }

    @Test
    void aPlanIsAnnouncedInTheSameWordsWhateverItIsMadeOf() {
        var plans = Stream.concat(
                Stream.of(List.<Therapy>of(), List.of(Therapy.values())),
                Arrays.stream(Therapy.values()).map(List::of));

        assertThat(plans.map(plan -> everythingIn(TOLD.planAgreed(plan))).collect(Collectors.toSet()))
                .singleElement()
                .asString()
                .contains("Our multidisciplinary team has agreed a plan for the patient. Sign in to see")
                .contains("tell us first, so that the patient hears the same advice from all of us.");
    }

    /** COM-06: without a word of what the patient has. */
    @Test
    void aPlanOffersToExplainTheConditionToLocalCarers() {
        assertThat(body(TOLD.planAgreed(List.of())))
                .contains("may not have met the condition before. Ask us: we explain it to them in plain words.");
    }

    @ParameterizedTest
    @CsvSource({"NHS_ENGLAND,NHS England", "INTEGRATED_CARE_BOARD,the patient's integrated care board"})
    void aFundingRequestNamesItsFunderAndSaysWhereItIsUrgent(Funder funder, String name) {
        var sent = "We have sent an Individual Funding Request to " + name
                + ". It asks to fund a treatment for the patient.";

        for (var therapy : Therapy.values()) {
            assertThat(subject(TOLD.fundingRequested(therapy, funder, false)))
                    .isEqualTo("For information: Individual Funding Request sent");
            assertThat(body(TOLD.fundingRequested(therapy, funder, false)))
                    .contains(sent)
                    .doesNotContain("urgent");
            assertThat(body(TOLD.fundingRequested(therapy, funder, true)))
                    .contains(sent + " We have asked for an urgent decision.");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "APPROVED         | Individual Funding Request agreed | The funder has agreed to fund the treatment",
                "REJECTED         | Individual Funding Request not agreed | The funder has not agreed to fund the treatment",
                "MORE_INFORMATION | Individual Funding Request, more information asked for | If we do not have it, we ask you.",
                "SCREENED_OUT     | Individual Funding Request not considered | The funder has not considered our request"
            })
    void whatTheFunderAnsweredIsSaid(FundingDecision decision, String topic, String words) {
        for (var therapy : Therapy.values()) {
            var outcome = TOLD.fundingOutcome(therapy, decision);

            assertThat(subject(outcome)).isEqualTo("For information: " + topic);
            assertThat(body(outcome)).contains(words).contains("You do not need to do anything now.");
        }
    }

    @ParameterizedTest
    @CsvSource({"REJECTED", "SCREENED_OUT"})
    void withoutFundingThePatientStaysWithTheService(FundingDecision decision) {
        assertThat(body(TOLD.fundingOutcome(Therapy.METABOLIC_SURGERY, decision)))
                .contains("The patient stays with our service.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "NEW       | FACE_TO_FACE   | first appointment booked | the first appointment for the patient, face to face.",
                "NEW       | -              | first appointment booked | the first appointment for the patient.",
                "FOLLOW_UP | FACE_TO_FACE   | follow-up appointment booked | a follow-up appointment for the patient, face to face.",
                "FOLLOW_UP | TELEPHONE      | telephone follow-up booked | a follow-up appointment for the patient, by telephone.",
                "FOLLOW_UP | PATIENT_CHOICE | follow-up appointment booked | face to face or by telephone as the patient prefers.",
                "DIETITIAN | TELEPHONE      | appointment booked | We have booked an appointment for the patient, by telephone.",
                "PSYCHOLOGY | -             | appointment booked | We have booked an appointment for the patient."
            })
    void aBookedAppointmentHasItsWordsItsDayAndItsTime(
            AppointmentType type, AppointmentMode mode, String topic, String words) {
        var booked = TOLD.booked(type, mode);

        assertThat(subject(booked)).isEqualTo("For information: " + topic);
        assertThat(body(booked))
                .contains(words)
                .contains("It is on Monday 21 December 2026 at 9:30am.")
                .contains("We will tell the patient separately how to prepare.");
    }

    @ParameterizedTest
    @EnumSource(AppointmentType.class)
    void theListOfMedicinesAndTheDiaryAreForVisitsThatNeedThem(AppointmentType type) {
        var needed = List.of(AppointmentType.NEW, AppointmentType.FOLLOW_UP, AppointmentType.DIETITIAN)
                .contains(type);

        assertThat(body(TOLD.booked(type, null))
                        .contains("a list of all medicines and a glucose diary of at least one week."))
                .isEqualTo(needed);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-21T09:30:00Z,Monday 21 December 2026 at 9:30am",
        "2026-12-21T14:00:00Z,Monday 21 December 2026 at 2pm",
        "2027-07-01T11:00:00Z,Thursday 1 July 2027 at midday",
        "2027-03-28T00:30:00Z,Sunday 28 March 2027 at 12:30am",
        "2027-03-28T01:30:00Z,Sunday 28 March 2027 at 2:30am",
        "2027-06-30T23:15:00Z,Thursday 1 July 2027 at 12:15am"
    })
    void theTimeIsWhatAClockInEnglandShows(OffsetDateTime startsAt, String words) {
        assertThat(body(TOLD.booked(AppointmentType.NEW, null, startsAt))).contains("It is on " + words + ".");
    }

    @Test
    void aChangeSaysThatTheEarlierDateIsOverAndWhatComesInstead() {
        var visit = OffsetDateTime.parse("2027-07-01T13:20:00Z");
        var moved = TOLD.changed(AppointmentType.FOLLOW_UP, AppointmentMode.TELEPHONE, visit, false);
        var open = TOLD.changed(AppointmentType.INFUSION, null, null, false);
        var off = TOLD.changed(AppointmentType.NEW, null, null, true);
        var again = TOLD.changed(AppointmentType.NEW, AppointmentMode.FACE_TO_FACE, visit, true);

        assertThat(subject(moved)).isEqualTo("For information: follow-up appointment changed");
        assertThat(body(moved))
                .contains("A follow-up appointment of the patient has been changed.")
                .contains("The new date is Thursday 1 July 2027 at 2:20pm, by telephone.");
        assertThat(subject(open)).isEqualTo("For information: appointment changed");
        assertThat(body(open)).contains("We will arrange a new date with the patient and e-mail it to you.");
        assertThat(subject(off)).isEqualTo("For information: first appointment cancelled");
        assertThat(body(off))
                .contains("The first appointment of the patient has been cancelled.")
                .contains("We will arrange a new date with the patient and e-mail it to you.");
        assertThat(subject(again)).isEqualTo("For information: first appointment cancelled, new date set");
        assertThat(body(again)).contains("The new date is Thursday 1 July 2027 at 2:20pm, face to face.");
        for (var change : List.of(moved, open, off, again)) {
            assertThat(body(change)).contains("Please ignore the date we gave you before.");
        }
    }

    @ParameterizedTest
    @EnumSource(AppointmentType.class)
    void aChildWasNotBroughtAndAnAdultDidNotAttend(AppointmentType type) {
        var child = TOLD.missed(type, true);
        var adult = TOLD.missed(type, false);

        assertThat(subject(child)).isEqualTo("Action needed: patient was not brought to an appointment");
        assertThat(body(child))
                .contains("The patient was not brought to ", "follow your safeguarding procedure now.")
                .contains("The referral stays open.")
                .doesNotContain("attend");
        assertThat(subject(adult)).isEqualTo("For information: patient did not attend an appointment");
        assertThat(body(adult))
                .contains("The patient did not attend ", "The referral stays open.")
                .doesNotContain("brought", "safeguarding", "discharge");
    }

    @Test
    void aTreatmentThatStartedIsReadOnThePageInTheSameWordsWhateverItIs() {
        var words = Arrays.stream(Therapy.values())
                .map(therapy -> everythingIn(TOLD.treatmentStarted(therapy)))
                .collect(Collectors.toSet());

        assertThat(words)
                .singleElement()
                .asString()
                .contains("Action needed: treatment started, please see which one")
                .contains("Our letters say who monitors what. Please check what falls to your team.")
                .contains("so that the patient hears the same advice from all of us.");
    }

    @ParameterizedTest
    @CsvSource({"ANNUAL_REVIEW,annual review", "RITUXIMAB,next dose of a treatment", "TELEPHONE_REVIEW,telephone review"
    })
    void whatIsDueIsSaidWithItsDay(SurveillanceKind kind, String due) {
        assertThat(subject(TOLD.surveillanceDue(kind, DAY))).isEqualTo("For information: " + due + " due");
        assertThat(body(TOLD.surveillanceDue(kind, DAY)))
                .contains("The patient's " + due + " is due on Monday 18 January 2027.");
        assertThat(body(TOLD.surveillanceDue(kind, null))).contains("The patient's " + due + " is due. What");
    }

    @Test
    void adviceAfterADeteriorationTravelsAsALetter() {
        assertThat(subject(TOLD.relapseAdvice(LETTER)))
                .isEqualTo("Action needed: our advice on a change in the patient's condition, please read our letter");
        assertThat(body(TOLD.relapseAdvice(LETTER)))
                .contains("Our letter says what we advise. Sign in to read it now.")
                .contains("In an emergency, do not wait for us.", "Read the letter:");
        assertThat(subject(TOLD.relapseAdvice(null)))
                .isEqualTo("For information: advice given on a change in the patient's condition");
        assertThat(body(TOLD.relapseAdvice(null)))
                .contains("We have given our advice by telephone.")
                .doesNotContain("letter");
    }

    @Test
    void testingOfferedToAFamilyNamesNobody() {
        var offered = new FamilyTestingOffered(REFERENCE, DAY.atStartOfDay().toInstant(java.time.ZoneOffset.UTC), TEAM);

        assertThat(subject(offered)).isEqualTo("For information: testing offered to the family");
        assertThat(body(offered))
                .contains("We have offered testing to the patient's family.")
                .contains("We tell you nothing about another relative")
                .contains("we tell their teams nothing about your patient.");
        assertThat(FamilyTestingOffered.class.getRecordComponents())
                .as("nothing is carried that could name a relative (H7)")
                .extracting(RecordComponent::getName)
                .containsExactly("reference", "occurredAt", "recipient");
    }

    @ParameterizedTest
    @CsvSource({
        "GENETIC_RESULT,a test result",
        "ANTIBODY_RESULT,a test result",
        "FUNDING_DECISION,a funding decision",
        "APPOINTMENT,an appointment"
    })
    void aDelaySaysOfWhatAndUntilWhen(DelayReason reason, String late) {
        assertThat(subject(TOLD.delayed(reason, DAY))).isEqualTo("For information: delay to " + late);
        assertThat(body(TOLD.delayed(reason, DAY)))
                .contains(late.substring(1) + " is taking longer than we planned. We are sorry.")
                .contains("We now expect it by Monday 18 January 2027.");
        assertThat(body(TOLD.delayed(reason, null))).contains("We do not know the new date yet.");
    }

    @Test
    void aDischargeSaysWhoLooksAfterThePatientNow() {
        assertThat(subject(TOLD.discharged(DischargeOutcome.DISCHARGED, LETTER)))
                .isEqualTo("Action needed: patient discharged, please read our letter");
        assertThat(subject(TOLD.discharged(DischargeOutcome.TRANSFERRED, LETTER)))
                .isEqualTo("Action needed: patient transferred to another service, please read our letter");
        assertThat(subject(TOLD.discharged(DischargeOutcome.DISCHARGED, null)))
                .isEqualTo("For information: patient discharged");
        for (var letter : Arrays.asList(LETTER, null)) {
            assertThat(body(TOLD.discharged(DischargeOutcome.DISCHARGED, letter)))
                    .contains("The patient's care is now with you and the GP.");
            assertThat(body(TOLD.discharged(DischargeOutcome.TRANSFERRED, letter)))
                    .contains("The patient's care has moved from us to another service.");
        }
    }

    private String subject(Milestone milestone) {
        return emails.write(milestone).subject().replaceFirst(" \\([^)]*\\)$", "");
    }

    private String body(Milestone milestone) {
        return emails.write(milestone).text().replaceAll("\\s+", " ");
    }

    private String everythingIn(Milestone milestone) {
        var email = emails.write(milestone);
        return email.subject() + "\n" + body(milestone) + "\n" + email.html();
    }
}
