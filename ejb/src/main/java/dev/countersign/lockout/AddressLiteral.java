package dev.countersign.lockout;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads network addresses in the text forms of IPv4 and IPv6 (RFC 4291 section 2.2). Never asks the DNS. */
public final class AddressLiteral {

    /** Of an IPv4 address. What is more than an octet bears is no address, and so a name that would be looked up. */
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2}|0[0-9]{2})";

    /** What looks like this is read as an address or refused, and is no name that could be looked up. */
    private static final Pattern LITERAL =
            Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private AddressLiteral() {}

    /**
     * The address, of an IPv6 address that stands for an IPv4 address that one. A zone (RFC 4007 section 11) is left out: it names an
     * interface of ours.
     *
     * @return empty for what is no address
     */
    public static Optional<InetAddress> read(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (!LITERAL.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(address));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
