package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayBook;
import java.util.Optional;
import java.util.Set;

/**
 * What the core has told the gateway to work with. What it cannot take it tells, and goes on with what it had, or with the last that a gateway
 * could read.
 */
final class ToldBook {

    private static final System.Logger LOG = System.getLogger(ToldBook.class.getName());

    private volatile State state = new State(0, Optional.empty(), Set.of(), "");

    private record State(long version, Optional<CarrierBook> book, Set<String> paused, String fault) {}

    /** Takes what the core tells; false where that is known already. */
    synchronized boolean take(GatewayBook told) {
        if (told.version() == state.version) {
            return false;
        }
        try {
            Optional<CarrierBook> book = Optional.ofNullable(told.book())
                    .map(json -> CarrierBookReader.read(json, new NamedFiles.Told(told.secrets())));
            state = new State(told.version(), book, told.paused(), "");
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.ERROR, "smpp.carriers event=not-taken cause={0}", e.getMessage());
            state = new State(
                    told.version(),
                    state.book.or(() -> Optional.ofNullable(told.lastRead()).flatMap(ToldBook::read)),
                    told.paused(),
                    "version " + told.version() + ": " + e.getMessage());
        }
        return true;
    }

    private static Optional<CarrierBook> read(GatewayBook.LastRead last) {
        try {
            return Optional.of(CarrierBookReader.read(last.book(), new NamedFiles.Told(last.secrets())));
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.ERROR, "smpp.carriers event=last-not-taken cause={0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The carriers that it was told to work with; empty while it works by its own settings. */
    Optional<CarrierBook> book() {
        return state.book;
    }

    /** Names of carriers that pause, whichever book they stand in. */
    Set<String> paused() {
        return state.paused;
    }

    /** Version that it was told last; 0 when it was told none. */
    long version() {
        return state.version;
    }

    /** Why the last one was not taken; empty when it was. */
    String fault() {
        return state.fault;
    }
}
