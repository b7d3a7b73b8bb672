package dev.countersign.sdk;

import java.io.IOException;
import java.io.Reader;
import java.nio.CharBuffer;
import java.util.Arrays;

/** Lines of standard input, for scripts. Shows no prompts. */
final class StreamTerminal implements Terminal {

    private static final int LONGEST_LINE = 1_000;

    private final Reader input;

    StreamTerminal(Reader input) {
        this.input = input;
    }

    @Override
    public String line(String prompt) {
        return String.valueOf(secret(prompt));
    }

    @Override
    public char[] secret(String prompt) {
        CharBuffer line = CharBuffer.allocate(LONGEST_LINE);
        try {
            int character = input.read();
            if (character < 0) {
                throw new UsageException("Standard input ended before: " + prompt);
            }
            while (character >= 0 && character != '\n' && line.hasRemaining()) {
                line.put((char) character);
                character = input.read();
            }
        } catch (IOException e) {
            throw new UsageException("Standard input cannot be read: " + e);
        }
        return withoutReturn(line);
    }

    private static char[] withoutReturn(CharBuffer line) {
        char[] all = line.array();
        int length = line.position() > 0 && all[line.position() - 1] == '\r' ? line.position() - 1 : line.position();
        char[] text = Arrays.copyOf(all, length);
        Arrays.fill(all, (char) 0);
        return text;
    }

    @Override
    public void tell(String text) {
        // nobody reads it
    }

    @Override
    public boolean isPerson() {
        return false;
    }
}
