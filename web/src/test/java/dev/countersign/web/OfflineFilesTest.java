package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.text.TextCatalogue;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The service worker keeps the whole authenticator: a file that it does not name is missing where there is no network. */
class OfflineFilesTest {

    private static final String FOLDER = "authenticator";
    private static final Pattern KEPT = Pattern.compile("^ {2}'(/[^']*)',$", Pattern.MULTILINE);
    private static final Pattern LINKED = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"");
    private static final Pattern ICON = Pattern.compile("\"src\": \"(/[^\"]+)\"");

    /** The texts are digested whole, and so are the pages that the build makes. */
    private static final Pattern DIGESTED = Pattern.compile("<fileset dir=\"[^\"]*/webapp\" includes=\"([^\"]+)\"/>");

    @Test
    void theWorkerKeepsWhatThePageItsModulesAndItsManifestName() throws IOException {
        Set<String> needed = new TreeSet<>(Set.of("/authenticator/"));
        needed.addAll(PageModules.find(LINKED, read("index.html")));
        needed.addAll(PageModules.find(ICON, read("manifest.webmanifest")));
        needed.addAll(PageModules.importedAtAnyTime(FOLDER + "/authenticator.js").stream()
                .map(module -> "/" + module)
                .collect(Collectors.toSet()));
        TextCatalogue.LANGUAGES.forEach(language -> needed.add(TextResource.ADDRESS + language));

        List<String> kept = PageModules.find(KEPT, read("worker.js"));

        assertThat(kept).isSorted().containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void nameOfTheCacheIsOfTheBuild() throws IOException {
        assertThat(read("worker.js"))
                .contains("const BUILD = '@authenticator.version@';")
                .contains("const CACHE = `countersign-authenticator-${BUILD}`;");
    }

    /** A file that changes alone has to be kept anew. */
    @Test
    void nameOfTheBuildIsMadeOfEachFileThatIsKept() throws IOException {
        List<PathMatcher> digested = PageModules.find(DIGESTED, Files.readString(Path.of("pom.xml"))).stream()
                .flatMap(patterns -> Stream.of(patterns.split(" ")))
                .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
                .toList();

        List<String> left = PageModules.find(KEPT, read("worker.js")).stream()
                .filter(file -> !file.startsWith(TextResource.ADDRESS))
                .map(file -> file.substring(1))
                .map(file -> file.endsWith("/") ? file + "index.html" : file)
                .filter(file -> digested.stream().noneMatch(pattern -> pattern.matches(Path.of(file))))
                .toList();

        assertThat(digested).isNotEmpty();
        assertThat(left).isEmpty();
    }

    private static String read(String file) throws IOException {
        return Files.readString(PageModules.WEBAPP.resolve(FOLDER).resolve(file));
    }
}
