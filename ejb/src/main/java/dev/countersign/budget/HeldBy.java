package dev.countersign.budget;

/** The limit that keeps an SMS back. */
public enum HeldBy {
    /** Too many codes to numbers with the same first seven digits. */
    PREFIX,
    /** Too many codes to a country that day. */
    COUNTRY,
    /** Of the codes to a country too few were entered that day. */
    CONVERSION,
    /** The budget of the day is spent. */
    BUDGET,
    /** Nothing goes to numbers of this range, or of this country. */
    CLOSED,
    /** Too many codes were asked for from one network address. */
    ADDRESS,
    /** Too many SMS were asked for by one client that day. */
    CLIENT
}
