package dev.countersign.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;

/** Folders with keys, as the command makes them. */
public final class KeyFolder {

    private KeyFolder() {}

    public static void create(Path folder) throws IOException {
        KeyCommand.create(
                folder,
                new SecureRandom(),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }
}
