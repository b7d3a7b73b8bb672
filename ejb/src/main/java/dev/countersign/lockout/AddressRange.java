package dev.countersign.lockout;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Network addresses that begin alike, as configuration names them (RFC 4632 section 3.1, RFC 4291 section 2.3): {@code 10.1.0.0/16}, or one
 * address alone. Names are never looked up.
 */
public final class AddressRange {

    private final byte[] prefix;
    private final int bits;

    private AddressRange(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is neither an address nor an address, a slash and a number of bits that it has
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        byte[] octets = octets(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> refused(text));
        int all = octets.length * Byte.SIZE;
        return new AddressRange(octets, slash < 0 ? all : bits(text.substring(slash + 1), all, text));
    }

    /** Whether the text is an address of IPv4 or IPv6, without a zone. */
    public static boolean isAddress(String text) {
        return text.indexOf('%') < 0 && octets(text).isPresent();
    }

    /** Whether an address lies in it; what is no address does not. */
    public boolean contains(String address) {
        return octets(address)
                .filter(octets -> octets.length == prefix.length && beginsAlike(octets))
                .isPresent();
    }

    private boolean beginsAlike(byte[] octets) {
        for (int bit = 0; bit < bits; bit++) {
            int at = bit / Byte.SIZE;
            if (((octets[at] ^ prefix[at]) & (0x80 >> (bit % Byte.SIZE))) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bits(String number, int most, String text) {
        if (!number.matches("[0-9]{1,3}") || Integer.parseInt(number) > most) {
            throw refused(text);
        }
        return Integer.parseInt(number);
    }

    private static Optional<byte[]> octets(String address) {
        return AddressLiteral.read(address).map(InetAddress::getAddress);
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no network address and no range of them, such as 10.0.0.1 or 10.1.0.0/16");
    }
}
