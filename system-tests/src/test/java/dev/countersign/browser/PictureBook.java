package dev.countersign.browser;

import dev.countersign.blackbox.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code mvn -Pscreens}: starts the product and writes a picture of every scene, in four languages, two widths and two
 * themes, with a page that shows them side by side. A person looks at them; no test does.
 */
final class PictureBook {

    private static final List<String> LANGUAGES = List.of("en", "de", "ru", "zh");
    private static final List<Look> LOOKS = List.of(Look.DESKTOP, Look.DESKTOP.dark(), Look.PHONE, Look.PHONE.dark());

    private final Product product;
    private final Chromium chromium;
    private final List<String> failed = new ArrayList<>();

    private PictureBook(Product product, Chromium chromium) {
        this.product = product;
        this.chromium = chromium;
    }

    /** Ends with a fault when a scene could not be reached. */
    public static void main(String[] arguments) throws IOException {
        Chromium.missing().ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        try (Product product = Product.onH2(Path.of("target/screens-run"));
                Chromium chromium = Chromium.launch()) {
            PictureBook book = new PictureBook(product, chromium);
            Scenes.chosen().forEach(book::draw);
            book.bind();
        }
    }

    private void draw(Scene scene) {
        System.out.println(scene);
        LANGUAGES.forEach(language -> draw(scene, language));
    }

    private void draw(Scene scene, String language) {
        try (Screens screens = new Screens(chromium, product)) {
            Screen screen = screens.open(Look.DESKTOP.in(language));
            scene.way().lead(screen, product);
            for (Look look : LOOKS) {
                screen.wear(look);
                screen.picture(Screens.FOLDER.resolve(file(scene, look.in(language))));
            }
        } catch (RuntimeException | AssertionError e) {
            failed.add(scene + " in " + language + ": " + e.getMessage());
        }
    }

    private void bind() throws IOException {
        Path index = Screens.FOLDER.resolve("index.html");
        Files.writeString(index, index());
        System.out.println("Pictures: " + index.toAbsolutePath());
        if (!failed.isEmpty()) {
            throw new IllegalStateException("Not reached:\n" + String.join("\n", failed));
        }
    }

    private static String index() {
        StringBuilder html = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>Screens</title>\n");
        for (Scene scene : Scenes.chosen()) {
            html.append("<h2>").append(scene).append("</h2>\n");
            for (String language : LANGUAGES) {
                LOOKS.forEach(look -> html.append("<img height=\"420\" loading=\"lazy\" src=\"")
                        .append(file(scene, look.in(language)))
                        .append("\">\n"));
            }
        }
        return html.toString();
    }

    private static String file(Scene scene, Look look) {
        return scene.name() + "-" + look.label() + ".png";
    }
}
