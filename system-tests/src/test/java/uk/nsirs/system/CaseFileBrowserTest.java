package uk.nsirs.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of triage that are our own: sign-in and case file, with a browser. */
@ExtendWith({Chromium.class, RunningSystem.class})
class CaseFileBrowserTest {

    private RunningSystem system;
    private Service service;
    private Window window;

    @BeforeEach
    void connect(RunningSystem running, Chromium chromium) {
        system = running;
        service = new Service(running);
        window = chromium.open();
    }

    @Test
    void theSignInPageIsThereForEverybody() {
        window.page().navigate(system.triageAddress() + "/sign-in");

        window.isAccessibleAtBothWidths("sign-in");
        window.isOperableByKeyboard();
    }

    @Test
    void aWrongPasswordIsExplained() {
        window.page().navigate(system.triageAddress() + "/sign-in");
        // An account that no other test needs: after a wrong password Camunda's identity service locks it for a while.
        window.page().getByLabel("Account").fill("nobody");
        window.page().getByLabel("Password").fill("wrong");
        window.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();

        assertThat(window.page().getByRole(AriaRole.ALERT)).hasText("The account or its password is wrong.");
        window.isAccessibleAtBothWidths("sign-in-refused");
    }

    @Test
    void whatIsNotThereIsSaidToBeNotThere() {
        window.signIn(system.triageAddress() + "/cases/NSIRS-2026-AAAAAA", "clinician");

        assertThat(window.page().getByRole(AriaRole.HEADING)).hasText("No such case file");
        window.isAccessibleAtBothWidths("no-case-file");
        window.isOperableByKeyboard();
    }

    @Test
    void whoseSignInEndedWhileALetterWasTypedIsToldHowToKeepIt() {
        open("clinician", aReferral());
        window.page().getByLabel("Heading").fill("Before the visit");
        window.page().getByLabel("Text").fill("Please measure the leptin level.");

        window.loseTheSession();
        issue();

        assertThat(window.page().getByRole(AriaRole.HEADING)).hasText("The page was not taken");
        window.isAccessibleAtBothWidths("case-file-not-taken");

        // when
        var tab = window.tabOpenedBy(() -> window.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tasklist, in another tab"))
                .click());
        tab.signIn("clinician");
        assertThat(tab.page().getByText("Triage decisions")).isVisible();
        window.page().goBack();

        // then
        assertThat(window.page().getByLabel("Text")).hasValue("Please measure the leptin level.");
    }

    @Test
    void theCaseFileIsThereForEverybody() {
        open("clinician", aCaseFileWithEverything());

        window.isAccessibleAtBothWidths("case-file");
        window.isOperableByKeyboard();
        window.survivesAReload();
    }

    @Test
    void aLetterWrittenInTheCaseFileIsReadByTheReferrer() {
        // given
        var reference = aReferral();
        open("clinician", reference);

        // when
        window.page().getByLabel("About").selectOption("ADVICE");
        window.page().getByLabel("Heading").fill("Before the visit");
        window.page().getByLabel("Text").fill("Please measure the leptin level.\nThank you.");
        issue();

        // then it stands in the case file, also after a reload, which sends nothing twice
        var letters = window.page().getByRole(AriaRole.ARTICLE);
        assertThat(letters).hasCount(1);
        window.page().reload();
        assertThat(letters).hasCount(1);
        assertThat(letters.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName("Before the visit")))
                .isVisible();
        window.isAccessibleAtBothWidths("case-file-with-letter");

        // and the referrer reads it
        var list = service.awaitLetters(reference, 1);
        var letter = system.intake("rjz-referrer")
                .get("/api/referrals/" + reference + "/letters/"
                        + list.get(0).path("id").asText());
        assertThat(letter.text()).contains("Before the visit", "Please measure the leptin level.");
    }

    @Test
    void aLetterWithoutWordsIsRefusedAndWhatWasWrittenStays() {
        open("clinician", aReferral());
        window.page().getByLabel("Heading").fill(" ");
        window.page().getByLabel("Text").fill("Please measure the leptin level.");
        issue();

        assertThat(window.page().getByRole(AriaRole.ALERT)).containsText("There is a problem");
        assertThat(window.page().getByLabel("Text")).hasValue("Please measure the leptin level.");
        window.isAccessibleAtBothWidths("case-file-refused");
    }

    private void issue() {
        window.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Issue letter"))
                .click();
    }

    private void open(String account, String reference) {
        window.signIn(system.triageAddress() + "/cases/" + reference, account);
        assertThat(window.page()
                        .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Case file " + reference)))
                .isVisible();
    }

    private String aReferral() {
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());
        service.awaitTask(reference, "Task_ConfirmTriageDecision");
        return reference;
    }

    /** Two evaluations, notes, words and an address without a space to break at, a decision, a letter. */
    private String aCaseFileWithEverything() {
        var referral = Patients.somebodyOfWhomNothingIsKnown();
        Patients.clinical(referral).put("notes", "See https://records.trust.example/" + "a".repeat(80));
        Patients.referrer(referral).put("email", "a-mailbox-with-a-very-long-name-indeed@diabetes.trust.example");
        var reference = service.submit(referral);
        service.awaitStatus(reference, "AWAITING_INFORMATION");
        var supplied = Caller.JSON.createObjectNode();
        supplied.putObject("clinical").put("lipodystrophy", "PARTIAL").put("syndrome", "NONE");
        assertThat(system.intake("rjz-referrer")
                        .post("/api/referrals/" + reference + "/information", supplied)
                        .status())
                .isBetween(200, 204);
        service.awaitRecommendation(reference, "MEETS");
        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var answer = service.decide("clinician", task, "DO_NOT_ACCEPT", "OTHER_CAUSE");
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
        service.awaitStatus(reference, "NOT_ACCEPTED");
        return reference;
    }
}
