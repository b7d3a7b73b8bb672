package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ejb/README.md has a row for each package of the core, and for no other. */
class CoreMapTest {

    private static final Path PACKAGES = Modules.ROOT.resolve("ejb/src/main/java/dev/countersign");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[`([a-z.]+)`\\]\\(([^)]+)\\) \\| [^|]+ \\|$");

    @Test
    void eachPackageStandsThereOnce() throws IOException {
        String map = Files.readString(Modules.ROOT.resolve("ejb/README.md"));

        List<String> rows =
                ROW.matcher(map).results().map(row -> row.group(1)).sorted().toList();
        assertThat(rows).isEqualTo(packages());
    }

    @Test
    void andLeadsToItsFolder() throws IOException {
        String map = Files.readString(Modules.ROOT.resolve("ejb/README.md"));

        assertThat(ROW.matcher(map).results())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(Modules.ROOT.resolve("ejb").resolve(row.group(2)))
                        .isEqualTo(PACKAGES.resolve(row.group(1).replace('.', '/'))));
    }

    private static List<String> packages() throws IOException {
        try (Stream<Path> files = Files.walk(PACKAGES)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file ->
                            PACKAGES.relativize(file.getParent()).toString().replace('/', '.'))
                    .sorted()
                    .toList();
        }
    }
}
