package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayBook;
import java.util.Optional;

/** What the core has told the gateway to work with. What it cannot take it tells, and goes on with what it had. */
final class ToldBook {

    private static final System.Logger LOG = System.getLogger(ToldBook.class.getName());

    private volatile State state = new State(0, false, "");

    private record State(long version, boolean inForce, String fault) {}

    /** Takes a book; returns the carriers to work with, empty where there are none or they cannot be taken. */
    synchronized Optional<CarrierBook> take(GatewayBook told) {
        String json = told.book();
        if (told.version() == state.version) {
            return Optional.empty();
        }
        if (json == null) {
            state = new State(told.version(), false, "");
            return Optional.empty();
        }
        try {
            CarrierBook book = CarrierBookReader.read(json, name -> secret(told, name));
            state = new State(told.version(), true, "");
            return Optional.of(book);
        } catch (IllegalArgumentException e) {
            LOG.log(System.Logger.Level.ERROR, "smpp.carriers event=not-taken cause={0}", e.getMessage());
            state = new State(told.version(), state.inForce, "version " + told.version() + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether the gateway works with a book that it was told, and no longer by its own settings. */
    boolean isInForce() {
        return state.inForce;
    }

    /** Version that it was told last; 0 when it was told none. */
    long version() {
        return state.version;
    }

    /** Why the last one was not taken; empty when it was. */
    String fault() {
        return state.fault;
    }

    private static String secret(GatewayBook told, String name) {
        String text = told.secrets().get(name);
        if (text == null) {
            throw new IllegalArgumentException("no secret is called " + name);
        }
        return text;
    }
}
