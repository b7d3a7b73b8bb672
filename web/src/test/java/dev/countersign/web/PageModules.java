package dev.countersign.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules of our pages, as they import each other; named by their path below the pages. */
final class PageModules {

    static final Path WEBAPP = Path.of("src/main/webapp");

    /** Pages that the build makes. */
    private static final Path MADE = Path.of("qr/target/pages");

    private static final Pattern IMPORT = Pattern.compile("^import [^;]* from '([^']+)';", Pattern.MULTILINE);
    private static final Pattern LATER = Pattern.compile("import\\('([^']+)'\\)");

    private PageModules() {}

    /** What a module imports when it is loaded, and what that imports. */
    static Set<String> imported(String script) throws IOException {
        return reached(script, List.of(IMPORT));
    }

    /** The same with what is loaded when it is first needed. */
    static Set<String> importedAtAnyTime(String script) throws IOException {
        return reached(script, List.of(IMPORT, LATER));
    }

    /** What the first group of a pattern matches in a text. */
    static List<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static Set<String> reached(String script, List<Pattern> ways) throws IOException {
        Set<String> known = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(script));
        while (!open.isEmpty()) {
            Path module = Path.of(open.pop());
            Path made = MADE.resolve(module);
            String text = Files.readString(Files.exists(made) ? made : WEBAPP.resolve(module));
            Stream<String> names = ways.stream().flatMap(way -> find(way, text).stream());
            names.map(name -> module.resolveSibling(name).normalize().toString())
                    .filter(known::add)
                    .forEach(open::push);
        }
        return known;
    }
}
