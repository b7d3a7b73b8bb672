package dev.countersign.simulator.card;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code card FILE [SERIAL [BUTTONS]]}: the cards of a key file in a terminal. */
public final class CardCommand {

    private static final String USAGE = "card FILE [SERIAL [BUTTONS]]: buttons are 0-9, P (press), O (OK), C (clear)";

    private CardCommand() {}

    /**
     * Lists the cards of a file; or presses buttons of one: those that are given, or what is typed, line by line.
     *
     * @throws IllegalArgumentException whose text says what is not understood
     */
    public static void run(List<String> arguments, BufferedReader in, PrintStream out, Clock clock) throws IOException {
        if (arguments.isEmpty() || arguments.size() > 3) {
            throw new IllegalArgumentException(USAGE);
        }
        CardDrawer drawer = CardDrawer.of(Path.of(arguments.get(0)), clock);
        if (arguments.size() == 1) {
            drawer.list().forEach(card -> out.println(card.serial() + "  " + card.suite()));
        } else if (arguments.size() == 3) {
            out.println(press(drawer, arguments.get(1), arguments.get(2)));
        } else {
            converse(drawer, arguments.get(1), in, out);
        }
    }

    private static void converse(CardDrawer drawer, String serial, BufferedReader in, PrintStream out)
            throws IOException {
        out.println(press(drawer, serial, "P"));
        Optional<String> line = Optional.ofNullable(in.readLine());
        while (line.isPresent()) {
            // Whoever types digits and the enter key means OK behind them.
            String typed = line.get().strip().toUpperCase(Locale.ROOT);
            out.println(press(drawer, serial, typed.matches("[0-9]+") ? typed + "O" : typed));
            line = Optional.ofNullable(in.readLine());
        }
    }

    private static String press(CardDrawer drawer, String serial, String buttons) throws IOException {
        return drawer.press(serial, buttons.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException("the file has no card " + serial));
    }
}
