package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The walk in README.md, run as it stands. */
@ExtendWith(ProductExtension.class)
class ReadmeWalkIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private final Product product;

    ReadmeWalkIT(Product product) {
        this.product = product;
    }

    @Test
    void endsWithTheClaimsOfAVerifiedToken(@TempDir Path folder) throws Exception {
        for (String tool : List.of("bash", "curl", "python3", "openssl")) {
            assumeThat(isInstalled(tool)).as(tool + " is not installed").isTrue();
        }
        Files.createDirectory(folder.resolve(".run"));
        Files.createSymbolicLink(
                folder.resolve(".run/demo.json"), product.demoFile().toAbsolutePath());
        Files.createSymbolicLink(folder.resolve("docs"), ROOT.resolve("docs"));
        Path output = folder.resolve("output");

        Process walk = new ProcessBuilder("bash", "-eu", "-o", "pipefail", "-c", walk())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(walk.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(output);
        assertThat(walk.exitValue()).as(printed).isZero();
        assertThat(printed)
                .contains("{\"state\":\"AUTHENTICATED\"}")
                .contains("\"sub\": \"" + product.demo().at("/users/0/userName").asText() + "\"");
    }

    private static String walk() throws IOException {
        Matcher block = Pattern.compile("(?s)<!-- A test runs this block as it stands\\. -->\n```sh\n(.*?)```")
                .matcher(Files.readString(ROOT.resolve("README.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static boolean isInstalled(String tool) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "command -v " + tool)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor() == 0;
    }
}
