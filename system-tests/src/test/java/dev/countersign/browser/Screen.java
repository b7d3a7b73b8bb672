package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** One tab of a browser in front of one person. */
final class Screen {

    private final Page page;
    private final Look look;
    private final Complaints complaints;
    private final URI origin;

    Screen(Page page, Look look, Complaints complaints, URI origin) {
        this.page = page;
        this.look = look;
        this.complaints = complaints;
        this.origin = origin;
    }

    Page page() {
        return page;
    }

    Look look() {
        return look;
    }

    URI origin() {
        return origin;
    }

    /** Another tab of the same browser: the same cookies and storage. */
    Screen newTab() {
        return new Screen(page.context().newPage(), look, complaints, origin);
    }

    /** @param path on our own server, beginning with a slash */
    Response goTo(String path) {
        return page.navigate(path);
    }

    /** What is found by the words that a screen reader says. */
    Locator find(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    ByKeyboard keyboard() {
        return new ByKeyboard(page);
    }

    /** The network is away, for all tabs of this browser. */
    void goOffline() {
        page.context().setOffline(true);
    }

    void goOnline() {
        page.context().setOffline(false);
    }

    /** @param complaint see {@link Complaints}: {@code 401 POST /api/v1/logins} for a request that is refused */
    void expect(String complaint) {
        complaints.expect(complaint);
    }

    void forgetExpectations() {
        complaints.forgetExpectations();
    }

    void assertNoComplaints() {
        assertThat(surprises()).as("what the browser complained about").isEmpty();
    }

    List<String> surprises() {
        // What came before an answer of the page has been told by then.
        page.context().pages().forEach(tab -> tab.evaluate("0"));
        page.waitForCondition(complaints::isComplete);
        return complaints.surprises();
    }

    /** Rules of accessibility, in the state that the page is in now. */
    void assertAccessible() {
        Accessibility.of(page).assertNoViolations();
    }

    /** Nothing is wider than the window: a person scrolls in one direction (WCAG 2.2 success criterion 1.4.10). */
    void assertFitsWidth() {
        assertThat(tooWide()).as(look.label() + ": wider than the window").isEmpty();
    }

    private List<?> tooWide() {
        return (List<?>) page.evaluate("""
                () => {
                  const width = document.documentElement.clientWidth;
                  const names = [...document.querySelectorAll('body *')]
                    .filter(element => element.checkVisibility())
                    .filter(element => element.getBoundingClientRect().left + Math.max(element.scrollWidth, element.offsetWidth) > width)
                    .map(element => element.outerHTML.slice(0, 120));
                  return document.documentElement.scrollWidth > width ? ['the page', ...names] : [];
                }
                """);
    }

    /** The same state for another person: window, colours and wishes change, the language stays. */
    void wear(Look other) {
        page.setViewportSize(other.width() / other.zoom(), other.height() / other.zoom());
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(other.scheme())
                .setForcedColors(other.forcedColors())
                .setReducedMotion(other.motion()));
    }

    /** Letters at 200 % and the window as it is, as a person sets it who cannot read small ones. */
    void doubleTheLetters() {
        page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }");
    }

    /** Writes a picture of the whole page. */
    void picture(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    void close() {
        page.context().close();
    }
}
