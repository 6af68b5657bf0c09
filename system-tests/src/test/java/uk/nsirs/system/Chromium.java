package uk.nsirs.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The Chromium of this machine, started once for all tests; each test opens windows of its own, which share nothing.
 *
 * <p>{@code -Dnsirs.chromium} names another one than {@value #USUAL}. Where there is none, the tests are skipped and
 * say so; CI installs one and fails when a browser test was skipped.
 */
final class Chromium implements ExecutionCondition, ParameterResolver, AfterEachCallback {

    private static final String USUAL = "/usr/bin/chromium";
    private static final Path PROGRAM = Path.of(System.getProperty("nsirs.chromium", USUAL));

    /** How long somebody waits for what must appear; never how long a test waits for nothing. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static Browser browser;

    private final List<Window> windows = new ArrayList<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return Files.isExecutable(PROGRAM)
                ? ConditionEvaluationResult.enabled("Chromium is " + PROGRAM)
                : ConditionEvaluationResult.disabled(
                        "There is no Chromium at " + PROGRAM + ": install it, or name one with -Dnsirs.chromium=…");
    }

    /** A new window of {@link Window#WIDE} that knows no cookie. */
    Window open() {
        var window = new Window(
                browser().newContext(new Browser.NewContextOptions().setViewportSize(Window.WIDE, Window.HEIGHT)));
        window.page().setDefaultTimeout(PATIENCE.toMillis());
        windows.add(window);
        return window;
    }

    /** As {@link #open}, for pages that allow no script to themselves: axe is one, and it looks at nothing else. */
    Window openWithoutContentPolicy() {
        var window = new Window(browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(Window.WIDE, Window.HEIGHT)
                        .setBypassCSP(true)));
        window.page().setDefaultTimeout(PATIENCE.toMillis());
        windows.add(window);
        return window;
    }

    private static synchronized Browser browser() {
        if (browser == null) {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(PROGRAM)
                            .setArgs(FLAGS));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        }
        return browser;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        windows.forEach(Window::close);
        windows.clear();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
