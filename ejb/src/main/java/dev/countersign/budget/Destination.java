package dev.countersign.budget;

/**
 * Where an SMS goes, as far as these limits look at it. {@code toString} shows no number.
 *
 * @param e164 a plus sign and digits
 * @param country that the number belongs to, ISO 3166-1 alpha-2; {@code ZZ} where the numbering plan knows none
 * @param asker who asks for it
 */
public record Destination(String e164, String country, Asker asker) {

    private static final int PREFIX_DIGITS = 7;

    /** Of an SMS that nobody asks for. */
    public Destination(String e164, String country) {
        this(e164, country, Asker.NOBODY);
    }

    /** The same from no address. */
    Destination fromNowhere() {
        return new Destination(e164, country, new Asker("", asker.client()));
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
