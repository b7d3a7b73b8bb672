package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the vectors of the protocol's document against the code, and against a second implementation. */
class ProtocolDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/device-protocol.md");
    private static final Path FRESH = Path.of("target/device-protocol.md");
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- vectors: (\\w+) -->\n```json\n)(.*?)```\n", Pattern.DOTALL);

    @Test
    void showsWhatTheCodeComputes() throws IOException {
        Map<String, String> vectors = DocumentVectors.all();
        String written = Files.readString(DOCUMENT);

        String fresh = BLOCK.matcher(written)
                .replaceAll(
                        block -> Matcher.quoteReplacement(block.group(1) + vectors.get(block.group(2)) + "\n```\n"));

        Files.createDirectories(FRESH.getParent());
        Files.writeString(FRESH, fresh);
        assertThat(BLOCK.matcher(written).results().map(block -> block.group(2)))
                .containsExactlyInAnyOrderElementsOf(vectors.keySet());
        assertThat(written)
                .as("The vectors of the document are old: device-protocol/target/device-protocol.md has the new ones")
                .isEqualTo(fresh);
    }

    /** Every text that goes into a hash stands in the document. */
    @Test
    void namesEveryLabel() throws IOException {
        String written = Files.readString(DOCUMENT);
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                assertThat(Pattern.compile("\"(countersign/v1/[a-z-]+)\"")
                                .matcher(Files.readString(source))
                                .results()
                                .map(label -> label.group(1)))
                        .allMatch(written::contains);
            }
        }
    }

    @Test
    void canBeImplementedFromTheDocumentAlone() throws Exception {
        assumeTrue(hasPython(), "python3 is not installed");
        Process python = new ProcessBuilder("python3", "../docs/device_protocol.py", DOCUMENT.toString())
                .redirectErrorStream(true)
                .start();

        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(python.waitFor()).as(said).isZero();
        assertThat(said).contains("9 vectors are right");
    }

    private static boolean hasPython() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    }
}
