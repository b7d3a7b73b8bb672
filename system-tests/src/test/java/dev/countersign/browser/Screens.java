package dev.countersign.browser;

import com.microsoft.playwright.BrowserContext;
import dev.countersign.blackbox.Http;
import dev.countersign.blackbox.Product;
import java.nio.file.Path;
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
        Http http = product.http();
        BrowserContext context = chromium.newContext(
                look.options().setBaseURL(http.base().toString()).setExtraHTTPHeaders(http.headers()));
        Complaints complaints = new Complaints(http.base());
        complaints.listenTo(context);
        Screen screen = new Screen(context.newPage(), look, complaints, http.base());
        open.add(screen);
        return screen;
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
