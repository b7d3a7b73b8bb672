package dev.countersign.sdk;

import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/** A device for the command line. {@link Arguments#USAGE} says how it is called, and with what it ends. */
public final class Main {

    private static final int REFUSED = 1;
    private static final int BAD_USAGE = 2;
    private static final int FAULT = 3;

    private Main() {}

    public static void main(String[] arguments) {
        Terminal terminal = ConsoleTerminal.find()
                .orElseGet(() -> new StreamTerminal(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        System.exit(run(List.of(arguments), terminal, System.out, System.err));
    }

    /** The exit code. What was asked for is printed to the one, all else to the other. */
    static int run(List<String> arguments, Terminal terminal, PrintStream out, PrintStream err) {
        try {
            Commands commands = new Commands(Arguments.parse(arguments), terminal, new SecureRandom());
            Outcome<String> outcome = commands.run();
            outcome.value().ifPresent(out::println);
            outcome.refusal().map(Advice::of).ifPresent(err::println);
            return outcome.value().isPresent() ? 0 : REFUSED;
        } catch (UsageException e) {
            err.println(e.getMessage());
            return BAD_USAGE;
        } catch (ServerException | StoreException e) {
            err.println(e.getMessage());
            return FAULT;
        }
    }
}
