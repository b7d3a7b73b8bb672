package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.launcher.DemoCards.DemoCard;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCardsTest {

    @TempDir
    private Path folder;

    @Test
    void cardsAreMadeOnceInAFileThatItsOwnerAloneReads() throws IOException {
        Path file = folder.resolve("cards.csv");

        DemoCards made = DemoCards.of(file, new SecureRandom());

        assertThat(made.list()).extracting(DemoCard::serial, DemoCard::pin).contains(tuple("DEMO-1", "2580"));
        assertThat(made.list())
                .filteredOn(DemoCard::isForOrders)
                .extracting(DemoCard::serial, DemoCard::pin)
                .containsExactly(tuple("DEMO-4", ""));
        assertThat(made.csv().lines().skip(1))
                .allMatch(line -> line.matches("DEMO-[1-4],Demo,[^,]+,[0-9a-f]{40,64},.*"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(DemoCards.of(file, new SecureRandom())).isEqualTo(made);
        assertThat(new String(Base64.getDecoder().decode(made.base64()), StandardCharsets.UTF_8))
                .isEqualTo(made.csv());
        assertThat(made.toString()).doesNotContain(made.csv().substring(60, 90));
    }
}
