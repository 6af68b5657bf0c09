package uk.nsirs.notification.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nsirs.events.EmailAddress;
import uk.nsirs.events.Milestone;
import uk.nsirs.events.Milestone.InformationRequested;
import uk.nsirs.events.Milestone.ReferralWithdrawalConfirmed;
import uk.nsirs.events.MissingItem;
import uk.nsirs.events.OdsCode;
import uk.nsirs.events.Recipient;
import uk.nsirs.events.ReferralReference;
import uk.nsirs.events.WithdrawalReason;

class MilestoneEmailsTest {

    private static final ReferralReference REFERENCE = reference();
    private static final Milestones TOLD =
            Milestones.of(REFERENCE, Milestones.diabetesTeam("diabetes.referrals@trust.example"));
    private static final String LINK = "https://referrals.nsirs.example/referrals/" + REFERENCE;

    /** Where the golden files are; written anew with -Dgolden=write, to be read before they are committed. */
    private static final Path GOLDEN = Path.of("src/test/resources/emails");

    private final MilestoneEmails emails = new MilestoneEmails(new Sender(
            "National Severe Insulin Resistance Service", URI.create("https://referrals.nsirs.example/"), ""));

    static Stream<Arguments> everyMilestone() {
        return TOLD.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @Test
    void everyMilestoneThatMayBePublishedHasItsWords() {
        var told = TOLD.all().values().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(told).containsExactlyInAnyOrder(Milestone.class.getPermittedSubclasses());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyMilestone")
    void readsAsItsGoldenFile(String name, Milestone milestone) throws IOException {
        var email = emails.write(milestone);
        var told = "Subject: " + email.subject() + "\n\n" + email.text();
        var file = GOLDEN.resolve(name + ".txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, told);
            Files.createDirectories(Path.of("target/emails"));
            Files.writeString(Path.of("target/emails", name + ".html"), email.html());
        }

        assertThat(told).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyMilestone")
    void keepsTheContentRules(String name, Milestone milestone) {
        var email = emails.write(milestone);

        assertThat(email.subject())
                .matches("(Action needed|For information): [^\\r\\n]+")
                .contains(REFERENCE.value());
        for (var part : List.of(email.text(), plainTextOf(email.html()))) {
            var words = part.replaceAll("\\s+", " ");
            assertThat(words)
                    .contains("Dear Dr A Example")
                    .contains(REFERENCE.value())
                    .contains("DX-1042")
                    .contains("Diabetes and endocrinology")
                    .contains("Do not reply to this e-mail with patient details.")
                    .contains("You will be asked to sign in.")
                    .contains("National Severe Insulin Resistance Service")
                    .doesNotContain("null");
            // Ten digits in a row, or 3-3-4, could be an NHS number.
            assertThat(words).doesNotContainPattern("\\d{10}").doesNotContainPattern("\\d{3} \\d{3} \\d{4}");
            assertThat(words.toLowerCase(java.util.Locale.UK))
                    .doesNotContain("declined", "rejected", "passed away", "reject", "pmol/l is", "diagnosis of");
        }
        assertThat(email.text()).contains("\n" + LINK + "\n");
        assertThat(email.html()).contains("href=\"" + LINK + "\"");
        assertThat(Pattern.compile("href=").matcher(email.html()).results()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyMilestone")
    void htmlSaysTheSameAsTheText(String name, Milestone milestone) {
        var email = emails.write(milestone);
        var html = plainTextOf(email.html());

        for (var line : email.text().split("\\n")) {
            if (!line.startsWith("https://") && !line.equals("-- ")) {
                var words = line.replaceAll("^- |:$", "").strip();
                assertThat(html)
                        .contains(words.replaceFirst("^(Our reference|Your reference|Referring clinician|Team): ", ""));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyMilestone")
    void htmlIsOneColumnThatNeedsNoImagesScriptsOrStyleSheets(String name, Milestone milestone) {
        var html = emails.write(milestone).html();

        assertThat(html)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en-GB\">")
                .contains("<meta charset=\"utf-8\">", "<title>", "width=device-width")
                .doesNotContain("<img", "<script", "<link", "<style", "<table", "@import", "url(");
        assertThat(Pattern.compile("<h1[ >]").matcher(html).results()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyMilestone")
    void sentencesAreShort(String name, Milestone milestone) {
        var body = emails.write(milestone).text().split("-- \\n")[0].replace('\n', ' ');

        for (var sentence : body.split("(?<=[.:]) ")) {
            assertThat(sentence.strip().split("\\s+"))
                    .as("words of: %s", sentence)
                    .hasSizeLessThanOrEqualTo(30);
        }
    }

    @Test
    void aRequestForInformationListsTheItemsInWordsWithTheReasonAndTheDay() {
        var email = emails.write(TOLD.informationRequested());

        assertThat(email.subject()).startsWith("Action needed: information needed");
        assertThat(email.text())
                .contains("- Fasting insulin, with its unit")
                .contains("Why: A fasting insulin above 150 pmol/L would meet the criteria.")
                .contains("- Body mass index, or height and weight")
                .contains("by Monday 7 December 2026");
    }

    /** A clinician who asks in words is not hidden behind the list of the rules. */
    @Test
    void aRequestInALetterSaysThatThereIsOne() {
        assertThat(emails.write(TOLD.informationRequested()).text()).doesNotContain("letter");
        assertThat(emails.write(TOLD.informationRequestedByLetter()).text())
                .contains("What we need is in our letter. Sign in to read it.");
        assertThat(emails.write(TOLD.informationRequestedByListAndLetter()).text())
                .contains("- Fasting insulin, with its unit")
                .contains("Our letter says what else we need. Sign in to read it.");
    }

    @Test
    void aReminderSaysWhichItIs() {
        var email = emails.write(TOLD.reminder(2));

        assertThat(email.subject()).startsWith("Action needed: reminder 2,");
        assertThat(email.text()).contains("This is reminder 2.").contains("Monday 7 December 2026");
    }

    @Test
    void notAcceptedPointsToTheLetterAndWhereThePatientIsBetterServed() {
        assertThat(emails.write(TOLD.notAccepted()).text())
                .contains("Our letter explains the reasons.")
                .contains("discuss the patient with us again")
                .doesNotContain("weight management");
        assertThat(emails.write(TOLD.notAcceptedBetterServedElsewhere()).text().replace('\n', ' '))
                .contains("better served by your local specialist weight management service")
                .contains("discuss the patient with us again");
    }

    @Test
    void afterADeathNothingIsAskedAndNothingFollows() {
        var email = emails.write(TOLD.died());

        assertThat(email.subject()).startsWith("For information: referral closed");
        assertThat(email.text().replace("\n", " "))
                .contains("the patient has died. We are sorry.")
                .contains("You do not need to do anything.")
                .doesNotContain("What happens next", "refer the patient again", "Please");
    }

    @ParameterizedTest
    @EnumSource(WithdrawalReason.class)
    void everyReasonOfAWithdrawalReadsAsASentence(WithdrawalReason reason) {
        var milestone = new ReferralWithdrawalConfirmed(
                REFERENCE, Instant.EPOCH, TOLD.received().recipient(), false, reason);

        assertThat(emails.write(milestone).text()).contains("We have");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "syndrome",
                "lipodystrophy",
                "unexplainedSevereInsulinResistance",
                "obesityIsPrimaryCause",
                "acanthosisNigricans",
                "onExogenousInsulin",
                "fastingInsulin",
                "ogttInsulin",
                "bmi",
                "bmiZScore",
                "dateOfBirth"
            })
    void everyItemTheCriteriaCanAskForHasItsWords(String field) {
        assertThat(MissingItemWords.hasWording(field)).isTrue();
    }

    @Test
    void anItemWithoutWordsOfItsOwnIsNotLost() {
        var milestone = asking(new MissingItem("liverStiffness", null));

        assertThat(emails.write(milestone).text())
                .contains("- Liver stiffness\n")
                .doesNotContain("Why:");
    }

    @Test
    void whatSomebodyTypedCanNeitherBeginALineNorATag() {
        var hostile = new Recipient(
                OdsCode.of("RJZ"),
                EmailAddress.of("team@trust.example"),
                "Team <script>alert(1)</script>",
                "Dr A\r\nBcc: everybody@trust.example\r\n\r\n<img src=x onerror=alert(1)>",
                "DX\u202E\"onmouseover='x'");
        var email = emails.write(Milestones.of(REFERENCE, hostile).received());

        assertThat(email.subject()).doesNotContain("Bcc");
        assertThat(email.text()).doesNotContainPattern("(?m)^Bcc").doesNotContain("\r", "\u202E");
        assertThat(email.html())
                .doesNotContain("<script", "<img", "\"onmouseover", "\u202E")
                .contains("Team &lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void aTeamWithoutANamedClinicianIsGreetedAsATeam() {
        var team = new Recipient(OdsCode.of("RJZ"), EmailAddress.of("t@trust.example"), "Endocrinology", null, null);
        var nobody = new Recipient(OdsCode.of("RJZ"), EmailAddress.of("t@trust.example"), null, " ", null);

        assertThat(emails.write(Milestones.of(REFERENCE, team).received()).text())
                .contains("Dear Endocrinology team\n")
                .doesNotContain("Your reference", "Referring clinician");
        assertThat(emails.write(Milestones.of(REFERENCE, nobody).received()).text())
                .contains("Dear colleague\n");
    }

    @Test
    void aGoldenFileThatNoMilestoneWritesIsFoundOut() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(TOLD.all().keySet().stream()
                            .map(name -> name + ".txt")
                            .toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyMilestone")
    void theReadmeHasItsSubject(String name, Milestone milestone) throws IOException {
        var subject =
                emails.write(milestone).subject().replaceFirst(" \\(.*", "").split(": ", 2);
        var row = Pattern.compile("\\| %s( \\([^|]*\\))? \\| %s \\| ([^|]*; )?%s(; [^|]*)? \\|"
                .formatted(milestone.getClass().getSimpleName(), subject[0], Pattern.quote(subject[1])));

        assertThat(Files.readString(Path.of("README.md"))).containsPattern(row);
    }

    @Test
    void whereTheServiceHasATelephoneNumberTheEmailIsSignedWithIt() {
        var signing = new MilestoneEmails(new Sender(
                "National Severe Insulin Resistance Service",
                URI.create("https://referrals.nsirs.example"),
                "01632 960000"));
        var email = signing.write(TOLD.received());

        assertThat(email.text())
                .contains("\nNational Severe Insulin Resistance Service\nTelephone: 01632 960000\n\n-- ");
        assertThat(email.html()).contains("National Severe Insulin Resistance Service<br>Telephone: 01632 960000</p>");
        assertThat(emails.write(TOLD.received()).text()).doesNotContain("Telephone");
    }

    @Test
    void aSubjectIsOneLine() {
        assertThatThrownBy(() -> new Email("For information: x\r\nBcc: y", "", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static InformationRequested asking(MissingItem item) {
        return new InformationRequested(
                REFERENCE,
                Instant.EPOCH,
                TOLD.received().recipient(),
                List.of(item),
                0,
                LocalDate.of(2026, 12, 7),
                null);
    }

    /** What a person reads of the HTML, without its tags. */
    private static String plainTextOf(String html) {
        var text = html.replaceAll("(?s)<head>.*?</head>", "").replaceAll("<[^>]+>", " ");
        for (var entity : Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#39;", "'", "&amp;", "&")
                .entrySet()) {
            text = text.replace(entity.getKey(), entity.getValue());
        }
        return text.replaceAll("\\s+", " ");
    }

    private static ReferralReference reference() {
        return ReferralReference.random(2026, new java.util.Random(7));
    }
}
