package uk.nsirs.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Promise 4, with a browser: whatever somebody types into Tasklist, and wherever, is kept nowhere. */
@ExtendWith({Chromium.class, RunningSystem.class})
class TypingBrowserTest {

    /** What a person can fill; buttons, and the inputs behind form-js's drop-down lists, take no text. */
    private static final String FIELDS = "input:not([type=checkbox]):not([type=radio]):not([readonly]):enabled:visible,"
            + " textarea:not([readonly]):enabled:visible";

    private RunningSystem system;
    private Service service;
    private Window window;

    /** What the browser sent of what was typed, as {@code method path status}. */
    private final List<String> sent = new ArrayList<>();

    @BeforeEach
    void connect(RunningSystem running, Chromium chromium) {
        system = running;
        service = new Service(running);
        window = chromium.open();
    }

    @ParameterizedTest
    @CsvSource({"clinician, Zwetschgenbaum, 9990000239", "administrator, Quittengelee, 9990000247"})
    void whatIsTypedIntoTasklistIsKeptNowhere(String account, String familyName, String nhsNumber) throws Exception {
        // given a patient with a name and a number like nobody else, whose task is open
        var referral = Patients.andreaWithTypeBInsulinResistance();
        Patients.patient(referral).put("familyName", familyName).put("nhsNumber", nhsNumber);
        var reference = service.submit(referral);
        service.awaitTask(reference, "Task_ConfirmTriageDecision");
        var identifiers = List.of(familyName, nhsNumber);
        listenFor(identifiers);
        var tasklist = Tasklist.signIn(window, system, account);
        tasklist.open("Triage decisions", "Confirm triage decision", reference);
        tasklist.claim();
        var words = familyName + " " + nhsNumber;

        // when somebody types both into every field of every dialog, and saves
        assertThat(type(words, "Create task", tasklist.link("Create task"), "Save"))
                .isPositive();
        assertThat(type(words, "Add Comment", tasklist.link("Add Comment"), "Save"))
                .isPositive();
        assertThat(type(words, "Start process", tasklist.link("Start process"), "Start"))
                .isPositive();
        assertThat(type(words, "Manage Groups", tasklist.link("Clinicians"), "Add a group +"))
                .isPositive();
        // A filter can be looked at; none of its fields can be filled, and nobody is offered a new one.
        assertThat(type(words, "Filter details", tasklist.link("✏"), "Save")).isZero();
        // and into what stands on the page itself: the search (an assignee is tried by IdentifierScanTest)
        typeAndEnter(words, window.page().locator(".search-container input:visible"));
        window.picture("typing-" + account);

        // then every attempt to keep it was refused; a search only reads
        assertThat(sent).hasSizeGreaterThanOrEqualTo(3);
        assertThat(sent)
                .filteredOn(call -> !call.matches("POST \\S+/filter/\\S+/list\\?\\S+ 200"))
                .allMatch(call -> call.endsWith(" 400") || call.endsWith(" 403"));
        // and it is nowhere but where it belongs
        new IdentifierScan(system, identifiers).findsThemOnlyWhereTheyBelong();
    }

    /** How many fields of the dialog could be filled. */
    private int type(String words, String heading, Locator opener, String save) {
        opener.first().click();
        var dialog = window.page().locator(".modal-content");
        assertThat(dialog.getByRole(AriaRole.HEADING, new Locator.GetByRoleOptions().setName(heading)))
                .isVisible();
        var fields = dialog.locator(FIELDS).all();
        for (var field : fields) {
            field.fill(words);
        }
        var button = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(save));
        if (button.count() > 0 && button.isEnabled()) {
            window.page().waitForResponse(answer -> !answer.request().method().equals("GET"), button::click);
        }
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Close").setExact(true))
                .click();
        assertThat(dialog).hasCount(0);
        return fields.size();
    }

    private void typeAndEnter(String words, Locator fields) {
        assertThat(fields.first()).isVisible();
        for (var field : fields.all()) {
            field.fill(words);
        }
        window.page().keyboard().press("Enter");
    }

    private void listenFor(List<String> identifiers) {
        window.page().onRequestFinished(request -> {
            var body = request.postData() == null ? "" : request.postData();
            if (identifiers.stream()
                    .anyMatch(each -> body.contains(each) || request.url().contains(each))) {
                sent.add(request.method() + " " + request.url() + " "
                        + request.response().status());
            }
        });
    }
}
