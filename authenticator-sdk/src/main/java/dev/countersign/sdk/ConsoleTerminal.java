package dev.countersign.sdk;

import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person at a terminal. */
final class ConsoleTerminal implements Terminal {

    private final Console console;

    private ConsoleTerminal(Console console) {
        this.console = console;
    }

    /** Empty where input or output is no terminal. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on, where it is never null, isTerminal says the same
    static Optional<Terminal> find() {
        return Optional.ofNullable(System.console())
                .filter(ConsoleTerminal::isTerminal)
                .map(ConsoleTerminal::new);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderThan22) {
            return true;
        }
    }

    @Override
    public String line(String prompt) {
        @Nullable String line = console.readLine("%s: ", prompt);
        if (line == null) {
            throw new UsageException("Nothing was typed for: " + prompt);
        }
        return line;
    }

    @Override
    public char[] secret(String prompt) {
        char @Nullable [] secret = console.readPassword("%s: ", prompt);
        if (secret == null) {
            throw new UsageException("Nothing was typed for: " + prompt);
        }
        return secret;
    }

    @Override
    public void tell(String text) {
        console.printf("%s%n", text);
    }

    @Override
    public boolean isPerson() {
        return true;
    }
}
