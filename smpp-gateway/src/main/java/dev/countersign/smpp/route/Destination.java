package dev.countersign.smpp.route;

import java.util.Optional;

/**
 * Where an order goes.
 *
 * @param number E.164 with plus sign
 * @param network mobile network code (MCC and MNC) where it is known
 */
public record Destination(String number, Optional<String> network) {

    /** Says nothing of the number. */
    @Override
    public String toString() {
        return "Destination[network " + network.orElse("unknown") + "]";
    }
}
