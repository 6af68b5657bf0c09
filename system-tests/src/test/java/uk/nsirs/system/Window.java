package uk.nsirs.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One person's browser window. Pictures of what was seen are in {@code target/screenshots}. */
final class Window {

    /** Widths in CSS pixels; 320 is what WCAG 2.2 calls reflow (1.4.10). */
    static final int WIDE = 1280;

    static final int NARROW = 320;
    static final int HEIGHT = 900;

    private static final List<String> WCAG_22_AA =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");

    private static final String KEYBOARD_REACHABLE =
            "() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea')]"
                    + ".filter(each => !each.disabled && each.checkVisibility())";

    private final BrowserContext context;
    private final Page page;

    Window(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
    }

    private Window(BrowserContext context, Page page) {
        this.context = context;
        this.page = page;
    }

    Page page() {
        return page;
    }

    /** Follows {@code link}, which must open a tab of its own, to that tab. */
    Window tabOpenedBy(Runnable link) {
        var tab = context.waitForPage(link);
        tab.waitForLoadState();
        return new Window(context, tab);
    }

    /** Opens an address that asks for a sign-in first, and signs in. */
    void signIn(String address, String account) {
        page.navigate(address);
        signIn(account);
    }

    /** Signs in on the page that asks for it. */
    void signIn(String account) {
        page.getByLabel("Account").fill(account);
        page.getByLabel("Password").fill(Passwords.of(account));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }

    /** As where nothing was done for half an hour: what the browser sends next is nobody's. */
    void loseTheSession() {
        context.clearCookies();
    }

    void resize(int width) {
        page.setViewportSize(width, HEIGHT);
    }

    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + ".png")));
    }

    /** Waits for the whole page: its heading can be seen while the browser still reads the rest. */
    private void load() {
        page.waitForLoadState();
    }

    /** At both widths: nothing to scroll sideways, and nothing axe objects to. */
    void isAccessibleAtBothWidths(String name) {
        atBothWidths(name, () -> isAccessible(name, "html"));
    }

    /** At both widths: nothing to scroll sideways. For another page of a kind that axe has seen. */
    void fitsAtBothWidths(String name) {
        atBothWidths(name, () -> {});
    }

    private void atBothWidths(String name, Runnable more) {
        load();
        for (var width : List.of(WIDE, NARROW)) {
            resize(width);
            picture(name + "-" + width);
            fits(name);
            more.run();
        }
        resize(WIDE);
    }

    private void fits(String name) {
        assertThat(((Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth")).intValue())
                .as("pixels by which " + name + " is wider than the window")
                .isNotPositive();
    }

    /** WCAG 2.2 AA, as far as axe can tell; it cannot look into a sandboxed frame, whose page is opened by itself. */
    void isAccessible(String name, String selector) {
        load();
        var violations = new AxeBuilder(page)
                .withTags(WCAG_22_AA)
                .include(selector)
                .exclude("iframe[sandbox]")
                .analyze()
                .getViolations();
        assertThat(violations)
                .as("what axe says of " + name)
                .extracting(violation -> violation.getId() + ": " + violation.getHelp() + " " + violation.getNodes())
                .isEmpty();
    }

    /**
     * With Tab alone: everything that can be operated is reached, once and in the order in which it is read, and shows
     * that it has the focus (WCAG 2.1.1, 2.4.3, 2.4.7).
     */
    void isOperableByKeyboard() {
        load();
        var number = ((Number) page.evaluate("(" + KEYBOARD_REACHABLE + ")().length")).intValue();
        assertThat(number).as("something to operate").isPositive();
        List<Integer> reached = new ArrayList<>();
        page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); }");
        for (int i = 0; i < number; i++) {
            page.keyboard().press("Tab");
            reached.add(((Number) page.evaluate("(" + KEYBOARD_REACHABLE + ")().indexOf(document.activeElement)"))
                    .intValue());
            assertThat(page.evaluate("() => { const style = getComputedStyle(document.activeElement);"
                            + " return style.outlineStyle === 'auto' ||"
                            + " style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; }"))
                    .as("the focus can be seen on " + page.evaluate("() => document.activeElement.outerHTML"))
                    .isEqualTo(true);
        }
        assertThat(reached)
                .as("the order in which Tab reaches what can be operated")
                .isEqualTo(java.util.stream.IntStream.range(0, number).boxed().toList());
    }

    /** A reload shows the same page again. */
    void survivesAReload() {
        var heading = page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
        var before = heading.textContent();
        var address = page.url();
        page.reload();
        assertThat(page).hasURL(address);
        assertThat(heading).hasText(before);
    }

    void close() {
        context.close();
    }
}
