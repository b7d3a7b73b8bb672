package dev.countersign.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of heads that were kept: each line is a JWS, or an event as JSON, or a log line that has one. */
record HeadFile(Path file) {

    private static final Pattern JWS = Pattern.compile("eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /**
     * Gives each head to the taker, line by line: there may be many.
     *
     * @throws IOException also if there is none
     */
    void forEach(Consumer<String> taker) throws IOException {
        boolean any = false;
        try (BufferedReader lines = TextLines.open(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    Matcher found = JWS.matcher(line);
                    taker.accept(found.find() ? found.group() : line.strip());
                    any = true;
                }
            }
        }
        if (!any) {
            throw new IOException(file + " has no head");
        }
    }
}
