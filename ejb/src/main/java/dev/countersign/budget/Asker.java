package dev.countersign.budget;

/**
 * Who asks for an SMS, as far as these limits look at it.
 *
 * @param network that the wish comes from: a network address, an IPv6 address with its /64; empty where nobody waits for it
 * @param client that asks: name of a back office, or kind of a program, in upper case; empty where nobody asks
 */
public record Asker(String network, String client) {

    /** Who asks by a timer. */
    public static final Asker NOBODY = new Asker("", "");
}
