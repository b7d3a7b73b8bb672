package dev.countersign.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards in a terminal. */
class CardCommandTest {

    private static final String KEY_20 = "3132333435363738393031323334353637383930";

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeFile() throws IOException {
        file = folder.resolve("cards.csv");
        Files.writeString(
                file,
                "serial,manufacturer,suite,secret,pin,counter\n"
                        + "C-1,Demo,HOTP-SHA1-6," + KEY_20 + ",,0\n"
                        + "C-2,Demo,OCRA-1:HOTP-SHA1-6:QN08," + KEY_20 + ",,0\n");
    }

    @Test
    void listsTheCardsOfAFile() throws IOException {
        assertThat(run("")).containsExactly("C-1  HOTP-SHA1-6", "C-2  OCRA-1:HOTP-SHA1-6:QN08");
    }

    @Test
    void aCardGoesOnWhereItWasWhenItIsStartedAgain() throws IOException {
        assertThat(run("", "C-1", "P")).containsExactly("755224");
        assertThat(run("", "C-1", "P")).containsExactly("287082");
        assertThat(CardDrawer.of(file, Clock.systemUTC()).press("C-1", "P")).contains("359152");
    }

    @Test
    void whatIsTypedLineByLineIsPressed() throws IOException {
        assertThat(run("11111111\np\n00000000\n", "C-2")).containsExactly("CHALLNG>", "243178", "CHALLNG>", "237653");
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> run("", "C-9", "P")).hasMessageContaining("C-9");
        assertThatThrownBy(() -> CardCommand.run(List.of(), reader(""), System.out, Clock.systemUTC()))
                .hasMessageContaining("card FILE");
    }

    private List<String> run(String typed, String... behindFile) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(behindFile));
        CardCommand.run(
                arguments, reader(typed), new PrintStream(out, true, StandardCharsets.UTF_8), Clock.systemUTC());
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static BufferedReader reader(String text) {
        return new BufferedReader(new StringReader(text));
    }
}
