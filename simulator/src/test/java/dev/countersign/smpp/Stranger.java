package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulator.Poll;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The message center of {@code smsc.pl}, a process of its own, and the lines that it has written. */
record Stranger(Process process, List<String> written) implements AutoCloseable {

    static Stranger start() throws IOException {
        Process process = new ProcessBuilder("perl", "src/test/perl/smsc.pl")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Stranger stranger = new Stranger(process, new CopyOnWriteArrayList<>());
        Thread reading = new Thread(stranger::read, "stranger");
        reading.setDaemon(true);
        reading.start();
        return stranger;
    }

    int port() {
        return Integer.parseInt(await("listening ", 1).get(0).substring("listening ".length()));
    }

    /** So many lines that begin like this. */
    List<String> await(String beginning, int number) {
        List<String> found = Poll.until(() -> lines(beginning), lines -> lines.size() >= number);
        assertThat(found).hasSize(number);
        return found;
    }

    /** The lines so far that begin like this. */
    List<String> lines(String beginning) {
        return written.stream().filter(line -> line.startsWith(beginning)).toList();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
            lines.lines().forEach(written::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
