package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The login page names all modules that it needs at once, so that a browser asks for them together and not one behind the other. */
class PageModulesTest {

    private static final Path WEBAPP = Path.of("src/main/webapp");
    private static final Pattern IMPORT = Pattern.compile("^import [^;]* from '([^']+)';", Pattern.MULTILINE);
    private static final Pattern PRELOAD = Pattern.compile("<link rel=\"modulepreload\" href=\"/([^\"]+)\">");
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"/([^\"]+)\">");

    @Test
    void theLoginPagePreloadsWhatItImports() throws IOException {
        String page = Files.readString(WEBAPP.resolve("index.html"));
        String script = find(SCRIPT, page).get(0);

        Set<String> imported = imported(script);
        assertThat(find(PRELOAD, page)).isNotEmpty().containsExactlyInAnyOrderElementsOf(imported);
    }

    /** What a module imports, and what that imports. */
    private static Set<String> imported(String script) throws IOException {
        Set<String> known = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(script));
        while (!open.isEmpty()) {
            Path module = Path.of(open.pop());
            for (String name : find(IMPORT, Files.readString(WEBAPP.resolve(module)))) {
                String target = module.resolveSibling(name).normalize().toString();
                if (known.add(target)) {
                    open.push(target);
                }
            }
        }
        return known;
    }

    private static List<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
