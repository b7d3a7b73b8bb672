package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page names all modules that it needs at once, so that a browser asks for them together and not one behind the other. */
class PageModulesTest {

    private static final Pattern PRELOAD = Pattern.compile("<link rel=\"modulepreload\" href=\"/([^\"]+)\">");
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"/([^\"]+)\">");

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
