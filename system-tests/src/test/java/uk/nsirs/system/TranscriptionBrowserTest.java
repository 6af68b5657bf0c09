package uk.nsirs.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator answers the telephone: what is said there becomes a referral like any other (REF-10). */
@ExtendWith({Chromium.class, RunningSystem.class})
class TranscriptionBrowserTest {

    private static final Pattern REFERENCE = Pattern.compile("NSIRS-\\d{4}-\\w{6}");

    private RunningSystem system;
    private Service service;
    private Window window;
    private Page page;

    @BeforeEach
    void connect(RunningSystem running, Chromium browser) {
        system = running;
        service = new Service(running);
        window = browser.open();
        page = window.page();
    }

    @Test
    void aTelephoneReferralIsTakenDownWrittenDownAndTriagedLikeAnyOther() {
        // given a call
        window.signIn(system.intakeAddress() + "/contacts", "administrator");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Take down a new contact"))
                .click();
        button("Take down and get a reference").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Organisation");
        window.isAccessibleAtBothWidths("contact-faults");
        page.getByLabel("By telephone").check();
        field("Organisation").fill("RJZ");
        field("Referring clinician").fill("Dr A Example");
        field("Team’s e-mail address").fill("diabetes.referrals@trust.example");
        button("Take down and get a reference").click();

        // then the caller can be told a reference
        var heading = heading();
        assertThat(heading).containsText("Write down NSIRS-");
        var found = REFERENCE.matcher(heading.textContent());
        assertThat(found.find()).isTrue();
        var reference = found.group();
        window.isAccessibleAtBothWidths("transcription");
        page.navigate(system.intakeAddress() + "/contacts");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(reference)))
                .isVisible();
        window.isAccessibleAtBothWidths("contacts");

        // and it is a task, which leads back to the page: one person is signed in at both services
        service.awaitTask(reference, "Task_TranscribeReferral");
        var tasklist = Tasklist.signIn(window, system, "administrator");
        tasklist.openTask("To write down", "Transcribe referral", reference);
        assertThat(page.locator(".fjs-form")).containsText("Somebody telephoned about a patient");
        window.picture("tasklist-transcription");
        window.isAccessible("the form of a transcription", ".fjs-form");
        page = window.tabOpenedBy(() -> tasklist.link("Write the referral " + reference + " down")
                        .click())
                .page();
        assertThat(heading()).hasText("Write down " + reference);

        // when it is sent half empty
        field("Family name").fill("Testpatient");
        button("Send the referral").click();

        // then every fault is named, and what was typed stands
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Given name");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("What is asked for");
        assertThat(field("Family name")).hasValue("Testpatient");

        // when the rest is typed
        page.getByLabel("The service is to see the patient").check();
        page.getByLabel("Routine").check();
        field("NHS number (optional)").fill("999 000 0018");
        field("Given name").fill("Ada");
        var birth = page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Date of birth (optional)"));
        part(birth, "Day").fill("11");
        part(birth, "Month").fill("2");
        part(birth, "Year").fill("1996");
        field("Sex").selectOption("FEMALE");
        field("Lipodystrophy").selectOption("PARTIAL");
        page.locator("#compared").check();
        button("Send the referral").click();

        // then it is a referral like any other, and nobody has to write it down any more
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("The referral was sent");
        service.awaitStatus(reference, "AWAITING_DECISION");
        service.awaitTask(reference, "Task_ConfirmTriageDecision");
        Service.soon("the end of the transcription")
                .until(() -> service.tasks(reference, "Task_TranscribeReferral").isEmpty());
        assertThat(service.awaitMails(reference, 1).get(0).path("subject").asText())
                .startsWith("For information: referral received");
        assertThat(system.intake("rjz-referrer")
                        .get("/api/referrals/" + reference)
                        .body()
                        .path("timeline")
                        .findValuesAsText("text"))
                .contains("We wrote down your referral, made by telephone.");
        assertThat(system.triage("clinician").get("/api/cases/" + reference).text())
                .contains("Referral received by telephone, written down by administrator");
    }

    @Test
    void aSignInThatEndsWhileSomebodyTypesLosesNothingOfIt() {
        // given a form that was typed longer than the session lasted
        var reference = aCallTakenDown();
        field("Family name").fill("Testpatient");
        field("Given name").fill("Ada");
        field("Sex").selectOption("FEMALE");
        page.getByLabel("Routine").check();
        page.context().clearCookies();

        // when it is sent
        button("Send the referral").click();

        // then whoever typed it signs in on the spot
        assertThat(heading()).hasText("Your sign-in ended");
        window.isAccessibleAtBothWidths("sign-in-ended");
        page.getByLabel("Account").fill("administrator");
        page.getByLabel("Password").fill("not this one");
        button("Sign in and go on").click();
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("The account or its password is wrong.");
        page.getByLabel("Account").fill("administrator");
        page.getByLabel("Password").fill(Passwords.of("administrator"));
        button("Sign in and go on").click();

        // and has everything again, except that nothing was sent
        assertThat(heading()).hasText("Write down " + reference);
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("was not sent yet");
        assertThat(field("Family name")).hasValue("Testpatient");
        assertThat(field("Given name")).hasValue("Ada");
        assertThat(field("Sex")).hasValue("FEMALE");
        assertThat(page.getByLabel("Routine")).isChecked();
        assertThat(page).not().hasURL(Pattern.compile("Testpatient|Ada"));
        assertThat(page.evaluate("() => localStorage.length + sessionStorage.length"))
                .isEqualTo(0);
        window.isAccessibleAtBothWidths("typed-again");
        button("Send the referral").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("What is asked for");
        assertThat(field("Family name")).hasValue("Testpatient");
    }

    @Test
    void aContactOfWhichNoReferralComesIsClosedInTasklistAndItsPageSaysSo() {
        // given
        var reference = aCallTakenDown();
        var task = service.awaitTask(reference, "Task_TranscribeReferral");

        // when an administrator says there that the trust sends it itself
        var variables = Caller.JSON.createObjectNode();
        variables.putObject("transcriptionOutcome").put("value", "SENT_BY_TRUST");
        assertThat(service.complete("administrator", task, variables).status()).isEqualTo(204);

        // then whoever follows a link to it reads so, and so does the list
        Service.soon("the contact is closed").until(() -> {
            page.navigate(system.intakeAddress() + "/contacts/" + reference);
            return heading().textContent().equals("Contact " + reference);
        });
        assertThat(page.getByText("the trust sends it itself. By administrator"))
                .isVisible();
        window.isAccessibleAtBothWidths("contact-closed");
        page.navigate(system.intakeAddress() + "/contacts");
        assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(reference)))
                .containsText("the trust sends it itself; by administrator");
        window.isAccessibleAtBothWidths("contacts-with-one-closed");
    }

    /** Its reference; the page to write it down on is open. */
    private String aCallTakenDown() {
        window.signIn(system.intakeAddress() + "/contacts/new", "administrator");
        page.getByLabel("By telephone").check();
        field("Organisation").fill("RJZ");
        field("Referring clinician").fill("Dr A Example");
        field("Team’s e-mail address").fill("diabetes.referrals@trust.example");
        button("Take down and get a reference").click();
        assertThat(heading()).containsText("Write down NSIRS-");
        return heading().textContent().replace("Write down ", "");
    }

    private Locator heading() {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator part(Locator group, String label) {
        return group.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }
}
