package dev.countersign.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes the output of a process into a file that never grows beyond a limit: a full file becomes {@code NAME.1} in
 * place of the one before, so at most twice the limit stays on disk.
 */
final class BoundedLog {

    private static final int CHUNK_OCTETS = 8192;

    private final Path file;
    private final long limitOctets;

    BoundedLog(Path file, long limitOctets) {
        this.file = file;
        this.limitOctets = limitOctets;
    }

    Path file() {
        return file;
    }

    /** Copies until the process ends, but for what the disk does not take; without this the process would stop at a full pipe. */
    void pump(InputStream output) throws IOException {
        byte[] chunk = new byte[CHUNK_OCTETS];
        int octets = output.read(chunk);
        while (octets >= 0) {
            appendOrDrop(chunk, octets);
            octets = output.read(chunk);
        }
    }

    private void appendOrDrop(byte[] chunk, int octets) {
        try {
            append(chunk, octets);
        } catch (IOException e) {
            // No room, say: the process must not wait for it, and its next words may find some.
        }
    }

    private void append(byte[] chunk, int octets) throws IOException {
        if (Files.exists(file) && Files.size(file) + octets > limitOctets) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(chunk, 0, octets);
        }
    }
}
