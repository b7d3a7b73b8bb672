package dev.countersign.network;

import java.time.Instant;

/**
 * The mobile network that a number is in. {@code toString} shows no number.
 *
 * @param number E.164 with plus sign
 * @param network MCC and MNC of ITU-T E.212, 5 or 6 digits
 * @param until after which that may have changed, and counts no more
 */
public record KnownNetwork(String number, String network, Instant until) {

    @Override
    public String toString() {
        return "KnownNetwork[" + network + ", until " + until + "]";
    }
}
