package dev.countersign.browser;

import java.util.List;

/** Every state of every page that people see. */
final class Scenes {

    static final List<Scene> ALL = List.of(
            new Scene("start", (screen, product) -> screen.goTo("/")), new Scene("not-found", (screen, product) -> {
                screen.expect("404 GET /there-is-no-such-page");
                screen.goTo("/there-is-no-such-page");
            }));

    private Scenes() {}
}
