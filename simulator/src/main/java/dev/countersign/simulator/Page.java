package dev.countersign.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The files of the inbox page. */
final class Page {

    private final Map<String, Answer> files = Map.of(
            "/", file("index.html", "text/html; charset=utf-8"),
            "/inbox.css", file("inbox.css", "text/css; charset=utf-8"),
            "/inbox.mjs", file("inbox.mjs", "text/javascript; charset=utf-8"),
            "/push", file("push.html", "text/html; charset=utf-8"),
            "/push.mjs", file("push.mjs", "text/javascript; charset=utf-8"),
            "/cards", file("cards.html", "text/html; charset=utf-8"),
            "/cards.css", file("cards.css", "text/css; charset=utf-8"),
            "/cards.mjs", file("cards.mjs", "text/javascript; charset=utf-8"),
            "/icon.svg", file("icon.svg", "image/svg+xml"));

    Optional<Answer> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    private static Answer file(String name, String type) {
        try (InputStream in = Page.class.getResourceAsStream("/page/" + name)) {
            if (in == null) {
                throw new IllegalStateException("page/" + name + " is not in the jar");
            }
            return Answer.text(type, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
