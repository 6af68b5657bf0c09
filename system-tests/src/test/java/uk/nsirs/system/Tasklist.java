package uk.nsirs.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** What a person does in Camunda's Tasklist. */
final class Tasklist {

    private final Window window;
    private final Page page;

    private Tasklist(Window window) {
        this.window = window;
        this.page = window.page();
    }

    static Tasklist signIn(Window window, RunningSystem system, String account) {
        window.signIn(system.triageAddress() + "/camunda/app/tasklist/default/", account);
        return new Tasklist(window);
    }

    /** Opens a referral's task from the list of {@code filter}; its form begins with the way to the case file. */
    void open(String filter, String task, String reference) {
        openTask(filter, task, reference);
        assertThat(link("Open the case file " + reference)).isVisible();
    }

    /** Opens a task from the list of {@code filter}. */
    void openTask(String filter, String task, String reference) {
        link(filter).click();
        page.getByRole(AriaRole.LISTITEM)
                .filter(new Locator.FilterOptions().setHasText(reference))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(task))
                .click();
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(task).setLevel(2)))
                .isVisible();
    }

    void claim() {
        button("Claim").click();
        assertThat(button("Claim")).isHidden();
    }

    /** Chooses from a drop-down list of the form, as with a mouse: the labelled input itself is hidden by form-js. */
    void choose(String label, String option) {
        var field = page.locator(".fjs-form-field-select")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.TEXTBOX,
                                new Page.GetByRoleOptions().setName(label).setExact(true))));
        field.locator(".fjs-input-group").click();
        field.locator(".fjs-dropdownlist")
                .getByText(option, new Locator.GetByTextOptions().setExact(true))
                .click();
    }

    void complete() {
        button("Complete").click();
    }

    Window openCaseFile(String reference) {
        return window.tabOpenedBy(() -> link("Open the case file " + reference).click());
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Page page() {
        return page;
    }
}
