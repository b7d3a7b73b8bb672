package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page names all modules that it needs at once, so that a browser asks for them together and not one behind the other. */
class PageModulesTest {

    private static final Pattern PRELOAD = Pattern.compile("<link rel=\"modulepreload\" href=\"/([^\"]+)\">");
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"/([^\"]+)\">");

    private static final Pattern MARKUP = Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|setHTML|createContextualFragment|srcdoc|document\\.write"
                    + "|javascript:|\\beval\\(|new Function");

    /** What people typed stands in pages: text is put there by nothing that would take it for markup or for a script. */
    @Test
    void noModuleWritesMarkup() throws IOException {
        try (Stream<Path> files = Files.walk(PageModules.WEBAPP)) {
            List<Path> modules =
                    files.filter(file -> file.toString().endsWith(".js")).toList();

            assertThat(modules)
                    .hasSizeGreaterThan(50)
                    .allSatisfy(module -> assertThat(Files.readString(module)).doesNotContainPattern(MARKUP));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.html", "authenticator/index.html", "help/index.html"})
    void aPagePreloadsWhatItImports(String name) throws IOException {
        String page = Files.readString(PageModules.WEBAPP.resolve(name));
        String script = PageModules.find(SCRIPT, page).get(0);

        assertThat(PageModules.find(PRELOAD, page))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(PageModules.imported(script));
    }
}
