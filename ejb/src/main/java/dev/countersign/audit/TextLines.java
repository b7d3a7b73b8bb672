package dev.countersign.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are verified, as text. */
final class TextLines {

    private TextLines() {}

    /**
     * The lines. Octets that are no UTF-8 (RFC 3629) are read as U+FFFD instead of ending it: a file that somebody spoiled is to be told as
     * one, entry by entry, and not as one that is not there.
     */
    static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }
}
