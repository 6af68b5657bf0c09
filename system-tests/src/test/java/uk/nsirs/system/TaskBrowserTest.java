package uk.nsirs.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Staff at work in Tasklist and Cockpit, with a browser. */
@ExtendWith({Chromium.class, RunningSystem.class})
class TaskBrowserTest {

    private static final String TASK = "Confirm triage decision";

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
    void aClinicianReadsTheReasonsIsStoppedWithoutOneAndDecides() {
        // given
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());
        service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var window = chromium.open();
        var tasklist = Tasklist.signIn(window, system, "clinician");

        // when
        tasklist.open("Triage decisions", TASK, reference);
        tasklist.claim();

        // then the form says what is recommended, and why
        var form = window.page().locator(".fjs-form");
        assertThat(form).containsText("The referral criteria are met.");
        assertThat(form).containsText("C1 not met: Neither Donohue syndrome nor Rabson-Mendenhall syndrome");
        assertThat(form).containsText("C2 not met: Lipodystrophy is not diagnosed");
        assertThat(form).containsText("C3 met: Severe insulin resistance is said to be unexplained");
        assertThat(form).containsText("Nothing that could change the recommendation");
        window.picture("tasklist-form");
        // Around the form is Camunda's own page, whose faults are not ours to mend; inside it, form-js's widgets are.
        window.isAccessible("the triage form", ".fjs-form");

        // when the decision differs from the recommendation and says no reason
        tasklist.choose("Decision", "Do not accept");
        tasklist.complete();

        // then the person reads what the server says, and nothing was decided
        assertThat(window.page().getByText("Choose a reason: this decision differs from the recommendation."))
                .isVisible();
        window.picture("tasklist-refused");
        assertThat(service.tasks(reference, "Task_ConfirmTriageDecision")).hasSize(1);

        // when
        tasklist.choose("Reason", "Another cause");
        tasklist.complete();

        // then
        service.awaitStatus(reference, "NOT_ACCEPTED");
        assertThat(service.awaitMails(reference, 2).get(1).path("text").asText())
                .contains("not accepted");
    }

    @Test
    void whatIsMissingStandsInTheForm() {
        var reference = service.submit(Patients.somebodyOfWhomNothingIsKnown());
        service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var window = chromium.open();

        Tasklist.signIn(window, system, "clinician").open("Triage decisions", TASK, reference);

        var form = window.page().locator(".fjs-form");
        assertThat(form).containsText("More information is needed before the criteria can be judged.");
        assertThat(form.getByRole(AriaRole.LISTITEM)).not().hasCount(0);
        window.picture("tasklist-missing");
    }

    @Test
    void theCaseFileOpensInATabOfItsOwn() {
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());
        service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var window = chromium.open();
        var tasklist = Tasklist.signIn(window, system, "clinician");
        tasklist.open("Triage decisions", TASK, reference);

        var caseFile = tasklist.openCaseFile(reference);

        assertThat(caseFile.page()
                        .getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Case file " + reference)))
                .isVisible();
        assertThat(tasklist.link("Open the case file " + reference)).isVisible();
    }

    @Test
    void anAdministratorSeesTheReferralInCockpitAndDecidesNothingClinical() {
        // given
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());
        var task = service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var window = chromium.open();
        var tasklist = Tasklist.signIn(window, system, "administrator");

        // when
        tasklist.open("Triage decisions", TASK, reference);
        tasklist.claim();
        tasklist.choose("Decision", "Accept");
        tasklist.complete();

        // then
        assertThat(window.page().getByText("This task is for clinicians.")).isVisible();
        window.picture("tasklist-administrator-refused");
        assertThat(service.tasks(reference, "Task_ConfirmTriageDecision")).hasSize(1);

        // when
        window.page()
                .navigate(system.triageAddress() + "/camunda/app/cockpit/default/#/process-instance/"
                        + task.path("processInstanceId").asText());

        // then the diagram has a token on the open task, and the instance its reference
        var activity = window.page().locator("[data-element-id=Task_ConfirmTriageDecision]");
        assertThat(activity.first()).isVisible();
        assertThat(window.page().locator("[data-container-id=Task_ConfirmTriageDecision]"))
                .containsText("1");
        assertThat(window.page().getByText(reference).first()).isVisible();
        window.picture("cockpit-process-instance");
    }

    /** Camunda's own form for it is closed: whoever met it would never come in. */
    @Test
    void whoseSignInEndsInTasklistIsAskedToSignInAgain() {
        // given
        var reference = service.submit(Patients.andreaWithTypeBInsulinResistance());
        service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var window = chromium.open();
        var tasklist = Tasklist.signIn(window, system, "clinician");
        tasklist.open("Triage decisions", TASK, reference);
        tasklist.claim();
        tasklist.choose("Decision", "Accept");

        // when
        window.loseTheSession();
        tasklist.complete();

        // then
        assertThat(window.page().getByText("Your sign-in has ended")).isVisible();
        assertThat(window.page()).hasURL(system.triageAddress() + "/sign-in?ended");
        window.isAccessibleAtBothWidths("tasklist-sign-in-ended");
        assertThat(service.tasks(reference, "Task_ConfirmTriageDecision")).hasSize(1);

        // when
        window.signIn("clinician");

        // then
        tasklist.open("Triage decisions", TASK, reference);
    }
}
