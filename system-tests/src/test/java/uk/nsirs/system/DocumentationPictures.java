package uk.nsirs.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the pictures of {@code docs/what-you-see.md} anew, of the demo's cohort:
 *
 * <pre>mvn verify -pl system-tests -Dtest=DocumentationPictures</pre>
 *
 * Its name keeps it out of {@code mvn verify}: pictures change with every reference and every day.
 */
@ExtendWith({Chromium.class, RunningSystem.class})
class DocumentationPictures {

    private static final Path FOLDER = Path.of("../docs/screenshots");
    private static final Path JOURNEYS = Path.of("../local/quickstart/src/main/resources/cohort/journeys");
    /** CSS pixels: enough to see what is meant, and few enough for a small file. */
    private static final int LOW = 800;

    /** Bytes of one picture. */
    private static final int LARGEST = 200_000;

    private RunningSystem system;
    private Service service;
    private Window window;
    private Page page;

    @BeforeEach
    void connect(RunningSystem running, Chromium chromium) {
        system = running;
        service = new Service(running);
        window = chromium.open();
        page = window.page();
        page.setViewportSize(Window.WIDE, LOW);
    }

    @Test
    void cockpit() throws IOException {
        window.signIn(cockpitAt("#/dashboard"), "administrator");
        assertThat(page.getByText("Running Process Instances").first()).isVisible();
        // Zero until the figures are there; only that of the incidents stays so
        page.waitForCondition(
                () -> page.getByText(Pattern.compile("^\\s*[1-9]\\d*\\s*$")).count() >= 4);
        take("cockpit-dashboard");

        page.navigate(cockpitAt("#/processes"));
        assertThat(page.getByText("Referral pathway").first()).isVisible();
        take("cockpit-processes");

        showDefinition("ReferralPathway", "Call_DiagnosticWorkup");
        take("cockpit-referral-pathway");
        showDefinition("DiagnosticWorkup", "Task_ConfirmDiagnosis");
        take("cockpit-diagnostic-workup");

        showInstance("workup-under-way", "DiagnosticWorkup", "Call_LaboratoryPanel");
        take("cockpit-one-workup");
        showInstance("funding-refused", "ExceptionalFunding", "Task_DecideAfterFundingRefused");
        take("cockpit-funding-refused");
        showInstance("follow-up-waiting", "FollowUp", "Gateway_AwaitReview");
        take("cockpit-follow-up");
    }

    @Test
    void tasklist() throws IOException {
        var tasklist = Tasklist.signIn(window, system, "clinician");
        tasklist.link("For my group").first().click();
        assertThat(page.getByRole(AriaRole.LISTITEM)
                        .filter(new Locator.FilterOptions().setHasText("NSIRS-"))
                        .first())
                .isVisible();
        assertThat(page.getByText("Created").first()).isVisible();
        take("tasklist");
    }

    @Test
    void aForm() throws IOException {
        var reference = reference("pump-start-sheet");
        Tasklist.signIn(window, system, "nurse")
                .open("Plan, funding and therapies", "Complete pump start sheet", reference);
        take("tasklist-pump-start-sheet");
    }

    @Test
    void theCaseFile() throws IOException {
        window.signIn(system.triageAddress() + "/cases/" + reference("metreleptin-outcomes"), "clinician");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isVisible();
        take("case-file");
    }

    @Test
    void theInbox() throws IOException {
        page.setViewportSize(Window.WIDE, LOW - 200);
        page.navigate(system.inboxAddress());
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .isVisible();
        take("inbox");
    }

    private void showDefinition(String process, String element) {
        var id = system.triage("administrator")
                .get("/engine-rest/process-definition/key/" + process)
                .body()
                .path("id")
                .asText();
        page.navigate(cockpitAt("#/process-definition/" + id + "/runtime"));
        awaitFigureAt(element);
        assertThat(page.getByText("Loading").first()).isHidden();
    }

    private void showInstance(String journey, String process, String element) throws IOException {
        var instance = Service.list(system.triage("administrator")
                        .get("/engine-rest/process-instance?businessKey=" + reference(journey)
                                + "&processDefinitionKey=" + process)
                        .body())
                .get(0);
        page.navigate(cockpitAt("#/process-instance/" + instance.path("id").asText() + "/runtime"));
        awaitFigureAt(element);
        assertThat(page.getByText("Loading").first()).isHidden();
    }

    /** Cockpit hides its figures while the picture is moved into place. */
    private void awaitFigureAt(String element) {
        assertThat(page.locator("[data-container-id=" + element + "] >> text=/[1-9]/")
                        .first())
                .isVisible();
    }

    private String cockpitAt(String place) {
        return system.triageAddress() + "/camunda/app/cockpit/default/" + place;
    }

    private String reference(String journey) throws IOException {
        var file = Caller.JSON.readTree(JOURNEYS.resolve(journey + ".json").toFile());
        return service.awaitReference(
                file.get("account").asText(),
                file.at("/referral/referrer/localReference").asText());
    }

    /** What is seen without scrolling, once the fonts and figures are there. */
    private void take(String name) throws IOException {
        // Away from whatever would explain itself under the mouse
        page.mouse().move(Window.WIDE - 1, LOW - 1);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        var file = FOLDER.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
        assertThat(Files.size(file)).as(name + " in bytes").isLessThan(LARGEST);
    }
}
