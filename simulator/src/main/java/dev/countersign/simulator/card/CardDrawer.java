package dev.countersign.simulator.card;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All cards that there are. Those of a file keep their counters beside it, in {@code FILE.counters}: a card goes on where it was, and so
 * does the server.
 */
public final class CardDrawer {

    private final Map<String, SimulatedCard> cards = new ConcurrentSkipListMap<>();
    private final Optional<Path> counters;
    private final Clock clock;

    private CardDrawer(Optional<Path> counters, Clock clock) {
        this.counters = counters;
        this.clock = clock;
    }

    /** No cards. */
    public static CardDrawer empty(Clock clock) {
        return new CardDrawer(Optional.empty(), clock);
    }

    /**
     * The cards of a key file.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static CardDrawer of(Path file, Clock clock) throws IOException {
        Path counters = file.resolveSibling(file.getFileName() + ".counters");
        CardDrawer drawer = new CardDrawer(Optional.of(counters), clock);
        drawer.add(Files.readString(file));
        if (Files.exists(counters)) {
            Properties known = new Properties();
            try (var in = Files.newBufferedReader(counters)) {
                known.load(in);
            }
            known.stringPropertyNames()
                    .forEach(serial -> Optional.ofNullable(drawer.cards.get(serial))
                            .ifPresent(card -> card.goTo(Long.parseLong(known.getProperty(serial)))));
        }
        return drawer;
    }

    /**
     * Adds the cards of a key file; one of a serial that is there takes its place.
     *
     * @return how many
     */
    public int add(String csv) {
        List<CardLine> lines = CardLine.readAll(csv);
        lines.forEach(line -> cards.put(line.serial(), new SimulatedCard(line, clock)));
        return lines.size();
    }

    /** By their serials. */
    public Collection<SimulatedCard> list() {
        return List.copyOf(cards.values());
    }

    /**
     * Presses buttons of a card.
     *
     * @return what it shows then; empty if there is no such card
     */
    public Optional<String> press(String serial, String buttons) throws IOException {
        SimulatedCard card = cards.get(serial);
        if (card == null) {
            return Optional.empty();
        }
        long before = card.counter();
        String display = card.press(buttons);
        if (card.counter() != before) {
            keep();
        }
        return Optional.of(display);
    }

    private synchronized void keep() throws IOException {
        if (counters.isEmpty()) {
            return;
        }
        Properties known = new Properties();
        cards.values().stream()
                .filter(card -> card.counter() > 0)
                .forEach(card -> known.setProperty(card.serial(), Long.toString(card.counter())));
        try (var out = Files.newBufferedWriter(counters.get())) {
            known.store(out, null);
        }
    }
}
