package uk.nsirs.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the referring trust reads: the quickstart's inbox, and the e-mails as pages. */
@ExtendWith({Chromium.class, RunningSystem.class})
class InboxBrowserTest {

    private RunningSystem system;
    private Service service;
    private Chromium chromium;

    @BeforeEach
    void connect(RunningSystem running, Chromium browser) {
        system = running;
        service = new Service(running);
        chromium = browser;
    }

    @Test
    @NeedsRun
    void theInboxIsThereForEverybody() {
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());
        service.awaitMails(reference, 1);
        var window = chromium.openWithoutContentPolicy();
        window.page().navigate(system.inboxAddress());

        window.isAccessibleAtBothWidths("inbox");
        window.isOperableByKeyboard();
        window.survivesAReload();

        // when
        window.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(reference))
                .click();

        // then
        assertThat(window.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText(reference);
        assertThat(window.page().frameLocator("iframe").getByText("Which referral"))
                .isVisible();
        window.isAccessibleAtBothWidths("inbox-message");
        window.survivesAReload();
    }

    @Test
    void everyKindOfEMailFitsASmallScreenAndCanBeReadByEverybody() {
        var window = chromium.openWithoutContentPolicy();
        for (var mail : emailsOfSeveralReferrals()) {
            window.page().navigate(system.mailAddress(mail));
            assertThat(window.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isVisible();
            var subject = mail.path("subject").asText().replaceAll(" \\(.*", "").replaceAll("\\W+", "-");
            // No exception was needed: an e-mail's inline styles and its role=main without a main element pass.
            window.isAccessibleAtBothWidths("e-mail-" + subject);
            window.isOperableByKeyboard();
        }
    }

    /** As triage would tell them: the event files that pin the wire, said of a referral that is there. */
    @Test
    void everyMilestoneThereIsBecomesAnEMailThatFitsASmallScreen() {
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());
        service.awaitMails(reference, 1);
        var milestones = Milestones.pinned();
        for (int i = 0; i < milestones.size(); i++) {
            milestones.get(i).tell(system, reference);
            // One by one: the death that comes last would cancel what is still unsent.
            service.awaitMails(reference, i + 2);
        }
        var mails = service.awaitMails(reference, milestones.size() + 1);

        var window = chromium.openWithoutContentPolicy();
        for (int i = 0; i < milestones.size(); i++) {
            window.page().navigate(system.mailAddress(mails.get(i + 1)));
            assertThat(window.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .isVisible();
            window.fitsAtBothWidths("e-mail-" + milestones.get(i).name());
        }
    }

    /** Received, asked, accepted, not accepted, withdrawn: the e-mails that differ in what they are made of. */
    private List<JsonNode> emailsOfSeveralReferrals() {
        var asked = service.submit(Patients.somebodyOfWhomNothingIsKnown());
        var accepted = service.submit(Patients.andreaWithTypeBInsulinResistance());
        var notAccepted = service.submit(Patients.andreaWithTypeBInsulinResistance());
        var withdrawn = service.submit(Patients.andreaWithTypeBInsulinResistance());
        decide(accepted, "ACCEPT", null);
        decide(notAccepted, "DO_NOT_ACCEPT", "OBESITY_RELATED");
        service.awaitTask(withdrawn, "Task_ConfirmTriageDecision");
        assertThat(system.intake("rjz-referrer")
                        .post(
                                "/api/referrals/" + withdrawn + "/withdrawal",
                                java.util.Map.of("reason", "PATIENT_CHOICE"))
                        .status())
                .isBetween(200, 204);
        var mails = new java.util.ArrayList<>(service.awaitMails(asked, 2));
        List.of(accepted, notAccepted, withdrawn)
                .forEach(reference -> mails.add(service.awaitMails(reference, 2).get(1)));
        return mails;
    }

    private void decide(String reference, String decision, String reason) {
        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var answer = service.decide("clinician", task, decision, reason);
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }
}
