package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** One tab of a browser in front of one person. */
final class Screen {

    /** What all tabs of a browser share. */
    record Tabs(Complaints complaints, BrowserTime time, URI origin) {}

    private static final String HEARD = "body:not(:has(dialog[open])) > #announcements, dialog[open] > .announcements";

    private final Tabs tabs;
    private final Page page;
    private final Look look;
    private final Texts texts;

    Screen(Tabs tabs, Page page, Look look, Texts texts) {
        this.tabs = tabs;
        this.page = page;
        this.look = look;
        this.texts = texts;
    }

    Page page() {
        return page;
    }

    Look look() {
        return look;
    }

    URI origin() {
        return tabs.origin();
    }

    /** Another tab of the same browser: the same cookies and storage. */
    Screen newTab() {
        return new Screen(tabs, page.context().newPage(), look, texts);
    }

    /** What the page says, in the language that the browser asks for. */
    String say(String key, String... values) {
        return texts.say(key, values);
    }

    /** What stands before the first hole of a text, for values that a test does not know. */
    String beginning(String key) {
        return texts.beginning(key);
    }

    /** The same tab for somebody who expects another language. */
    Screen reading(Texts others) {
        return new Screen(tabs, page, look, others);
    }

    /** The browser's time alone; {@link Screens#advance} moves the server's too. */
    void advance(Duration by) {
        tabs.time().advance(by);
    }

    /** @param path on our own server, beginning with a slash */
    Response goTo(String path) {
        return page.navigate(path);
    }

    /** What is found by the words that a screen reader says. */
    Locator find(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The field with this label; its role is no text box when it is for a password. */
    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Waits for the heading of a view. */
    void awaitHeading(String name) {
        find(AriaRole.HEADING, name).waitFor();
    }

    /** Waits until words are on the page, wherever. */
    void awaitWords(String words) {
        page.getByText(words).first().waitFor();
    }

    void awaitFocus(Locator target) {
        PlaywrightAssertions.assertThat(target).isFocused();
    }

    /** A message that stands beside its field, which has the focus and says that it is wrong. */
    void awaitRefusedField(String label, String message) {
        Locator field = field(label);
        PlaywrightAssertions.assertThat(field).hasAccessibleDescription(containing(message));
        PlaywrightAssertions.assertThat(field).hasAttribute("aria-invalid", "true");
        awaitFocus(field);
        awaitAnnouncement(message);
    }

    /** A pattern for the browser, which does not know Java's way of quoting. */
    static Pattern containing(String words) {
        return Pattern.compile(words.replaceAll("[^\\p{L}\\p{N} ]", "\\\\$0"));
    }

    /** A message about the whole, which has the focus. */
    void awaitTrouble(String message) {
        PlaywrightAssertions.assertThat(page.locator(".notice:focus")).containsText(message);
        awaitAnnouncement(message);
    }

    /** What a screen reader says: while a dialog is open, nothing from outside of it. */
    void awaitAnnouncement(String message) {
        PlaywrightAssertions.assertThat(page.locator(HEARD).last()).containsText(message);
    }

    ByKeyboard keyboard() {
        return new ByKeyboard(page);
    }

    /** The next request of this kind does its work, and what it is answered with goes lost on the way. */
    void loseFirstAnswer(String method, String path) {
        expect("failed: " + method + " " + path + " *");
        page.route(
                "**" + path,
                route -> {
                    List<Cookie> before = page.context().cookies();
                    route.fetch();
                    // Nor do its cookies come.
                    page.context().clearCookies();
                    page.context().addCookies(before);
                    route.abort("connectionreset");
                },
                new Page.RouteOptions().setTimes(1));
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
        tabs.complaints().expect(complaint);
    }

    void forgetExpectations() {
        tabs.complaints().forgetExpectations();
    }

    void assertNoComplaints() {
        assertThat(surprises()).as("what the browser complained about").isEmpty();
    }

    List<String> surprises() {
        // What came before an answer of the page has been told by then.
        page.context().pages().forEach(tab -> tab.evaluate("0"));
        page.waitForCondition(tabs.complaints()::isComplete);
        return tabs.complaints().surprises();
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
