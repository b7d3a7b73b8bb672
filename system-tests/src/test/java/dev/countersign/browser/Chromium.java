package dev.countersign.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser of the tests: the machine's own Chromium, without a window and without a word to any other host. Debian also has it as a
 * headless shell, which draws pages alike and spares the time that a browser takes to draw itself around them; what it has not are
 * notifications.
 */
final class Chromium implements AutoCloseable {

    private static final String PROPERTY = "countersign.chromium";
    private static final Path DEBIAN = Path.of("/usr/bin/chromium");
    private static final Path SHELL = Path.of("/usr/bin/chromium-headless-shell");

    /** The driver must not fetch browsers of its own; Debian's sandbox needs rights that a container's root has not. */
    private static final Map<String, String> DRIVER = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-software-rasterizer",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-domain-reliability",
            "--disable-sync",
            "--no-pings",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** The whole browser. */
    static Path path() {
        return named().orElse(DEBIAN);
    }

    /** What draws pages. */
    private static Path shell() {
        return named().orElse(Files.isExecutable(SHELL) ? SHELL : DEBIAN);
    }

    private static Optional<Path> named() {
        return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
    }

    /** Why there is none, for a person; empty when there is one. */
    static Optional<String> missing() {
        return Files.isExecutable(path())
                ? Optional.empty()
                : Optional.of(
                        "No Chromium at " + path() + ": install it, or name another one with -D" + PROPERTY + "=PATH");
    }

    /** For pages. */
    static Chromium launch() {
        return launch(shell(), List.of());
    }

    /** The whole browser, as a user has it. */
    static Chromium launchWhole() {
        return launchWhole(List.of());
    }

    /** The same with more arguments, such as a camera. */
    static Chromium launchWhole(List<String> more) {
        return launch(path(), more);
    }

    private static Chromium launch(Path program, List<String> more) {
        List<String> arguments = Stream.concat(QUIET.stream(), more.stream()).toList();
        // As long as the library waits for everything else.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(DRIVER));
        try {
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(program)
                                    .setArgs(arguments)));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** Cookies, storage and cache of their own. */
    BrowserContext newContext(Browser.NewContextOptions options) {
        return browser.newContext(options);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
