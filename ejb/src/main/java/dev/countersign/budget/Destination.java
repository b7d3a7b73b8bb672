package dev.countersign.budget;

/**
 * Where an SMS goes, as far as these limits look at it. {@code toString} shows no number.
 *
 * @param e164 a plus sign and digits
 * @param country that the number belongs to, ISO 3166-1 alpha-2; {@code ZZ} where the numbering plan knows none
 * @param network that the wish comes from: a network address, an IPv6 address with its /64; empty where nobody waits for it
 */
public record Destination(String e164, String country, String network) {

    private static final int PREFIX_DIGITS = 7;

    /** Of an SMS that is not asked for from any address. */
    public Destination(String e164, String country) {
        this(e164, country, "");
    }

    /** The same, whoever asks for it. */
    Destination fromNowhere() {
        return new Destination(e164, country);
    }

    /** The first seven digits: numbers that are bought in a run share them. */
    String prefix() {
        return e164.substring(1, Math.min(e164.length(), PREFIX_DIGITS + 1));
    }

    @Override
    public String toString() {
        return "Destination[" + country + "]";
    }
}
