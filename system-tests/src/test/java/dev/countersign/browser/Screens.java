package dev.countersign.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import dev.countersign.blackbox.Http;
import dev.countersign.blackbox.Product;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The screens that one test looks at, each with cookies and storage of its own. */
final class Screens implements AutoCloseable {

    /** Where pictures are written. */
    static final Path FOLDER = Path.of("target/screens");

    private final Chromium chromium;
    private final Product product;
    private final List<Screen> open = new ArrayList<>();

    Screens(Chromium chromium, Product product) {
        this.chromium = chromium;
        this.product = product;
    }

    /** A fresh browser in front of a person, at a network address that no other test has. */
    Screen open(Look look) {
        return open(look, look.language());
    }

    /** The same without service workers: what passes one does not come to the routes of its page. */
    Screen openWithoutWorker(Look look) {
        return open(look, look.language(), look.options().setServiceWorkers(ServiceWorkerPolicy.BLOCK));
    }

    /** The same, for a page that answers in another language than the browser asks for. */
    Screen open(Look look, String language) {
        return open(look, language, look.options());
    }

    private Screen open(Look look, String language, Browser.NewContextOptions options) {
        Http http = product.http();
        BrowserContext context =
                chromium.newContext(options.setBaseURL(http.base().toString()).setExtraHTTPHeaders(http.headers()));
        Complaints complaints = new Complaints(http.base());
        complaints.listenTo(context);
        BrowserTime time = BrowserTime.install(context, product.time().offset().get());
        Screen.Tabs tabs = new Screen.Tabs(complaints, time, http.base());
        Screen screen = new Screen(tabs, context.newPage(), look, texts(language));
        open.add(screen);
        return screen;
    }

    /** What pages say in a language. */
    Texts texts(String language) {
        return Texts.of(product.http(), language);
    }

    /** The server's time and that of every browser. */
    void advance(Duration by) {
        product.time().advance(by);
        open.forEach(screen -> screen.advance(by));
    }

    /** Whatever nobody expected, on any of them. */
    void assertNoComplaints() {
        open.forEach(Screen::assertNoComplaints);
    }

    /** Pictures of how it looked when a test failed. */
    void keepPictures(String name) {
        for (int i = 0; i < open.size(); i++) {
            open.get(i).picture(FOLDER.resolve("failed").resolve(name + "-" + (i + 1) + ".png"));
        }
    }

    @Override
    public void close() {
        open.forEach(Screen::close);
    }
}
