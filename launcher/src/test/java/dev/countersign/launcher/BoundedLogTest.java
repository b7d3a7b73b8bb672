package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {

    private static final int LIMIT = 20_000;

    @TempDir
    Path folder;

    @Test
    void keepsEverythingBelowTheLimit() throws IOException {
        pump("one\n");
        pump("two\n");

        assertThat(folder.resolve("x.log")).hasContent("one\ntwo\n");
        assertThat(folder.resolve("x.log.1")).doesNotExist();
    }

    @Test
    void neverKeepsMoreThanTwiceTheLimit() throws IOException {
        pump("a".repeat(10 * LIMIT) + "the end");

        assertThat(folder.resolve("x.log").toFile().length()).isLessThanOrEqualTo(LIMIT);
        assertThat(folder.resolve("x.log.1").toFile().length()).isLessThanOrEqualTo(LIMIT);
        assertThat(folder.resolve("x.log")).content().endsWith("the end");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("x.log", "x.log.1");
    }

    @Test
    void readsOnWhenItCannotWrite() throws IOException {
        BoundedLog log = new BoundedLog(folder.resolve("missing/x.log"), LIMIT);
        ByteArrayInputStream output = new ByteArrayInputStream(new byte[10 * LIMIT]);

        log.pump(output);

        assertThat(output.available()).isZero();
    }

    private void pump(String text) throws IOException {
        BoundedLog log = new BoundedLog(folder.resolve("x.log"), LIMIT);
        log.pump(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
