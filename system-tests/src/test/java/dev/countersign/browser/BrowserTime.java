package dev.countersign.browser;

import com.microsoft.playwright.BrowserContext;
import java.time.Duration;

/**
 * The clock of a browser that goes along with the movable time of the server under test. The server's Date header stays
 * with the machine's time, which no page may notice: it is put right where pages read it.
 */
@SuppressWarnings("InlineFormatString") // a script is easier to read apart from the code around it
final class BrowserTime {

    private static final String DATE_OF_THE_SERVER = """
            if (globalThis.serverIsAhead === undefined) {
              const get = Headers.prototype.get;
              Headers.prototype.get = function(name) {
                const value = get.call(this, name);
                return name.toLowerCase() === 'date' && value !== null
                  ? new Date(Date.parse(value) + globalThis.serverIsAhead).toUTCString() : value;
              };
            }
            globalThis.serverIsAhead = %d;
            """;

    private final BrowserContext context;
    private Duration serverIsAhead;

    private BrowserTime(BrowserContext context, Duration serverIsAhead) {
        this.context = context;
        this.serverIsAhead = serverIsAhead;
    }

    /** Before the first page is loaded. */
    static BrowserTime install(BrowserContext context, Duration serverIsAhead) {
        context.clock().install();
        BrowserTime time = new BrowserTime(context, serverIsAhead);
        time.tellPages();
        return time;
    }

    /** As a computer that slept: timers whose time has come fire once. */
    void advance(Duration by) {
        serverIsAhead = serverIsAhead.plus(by);
        tellPages();
        context.pages().forEach(page -> page.evaluate(dateOfTheServer()));
        context.clock().fastForward(by.toMillis());
    }

    /** Those that are loaded from now on. */
    private void tellPages() {
        context.addInitScript(dateOfTheServer());
    }

    private String dateOfTheServer() {
        return String.format(java.util.Locale.ROOT, DATE_OF_THE_SERVER, serverIsAhead.toMillis());
    }
}
