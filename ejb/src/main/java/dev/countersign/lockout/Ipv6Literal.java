package dev.countersign.lockout;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Reads the text form of IPv6 addresses (RFC 4291 section 2.2). Never asks the DNS. */
final class Ipv6Literal {

    /** What begins like this and has a colon is read as an address or refused, and is no name that could be looked up. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:][0-9a-fA-F:.]*");

    private static final int GROUPS = 4;
    private static final int GROUP_OCTETS = 2;

    private Ipv6Literal() {}

    /**
     * The /64 network of an address, or the IPv4 address that it stands for. A zone (RFC 4007 section 11) is left out: it names an
     * interface of ours. What is no address comes back as it is.
     *
     * @param text has a colon
     */
    static String network(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (!address.contains(":") || !ADDRESS.matcher(address).matches()) {
            return text;
        }
        try {
            InetAddress read = InetAddress.getAllByName(address)[0];
            return read instanceof Inet4Address ? read.getHostAddress() : network(read.getAddress());
        } catch (UnknownHostException e) {
            return text;
        }
    }

    private static String network(byte[] octets) {
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            int at = i * GROUP_OCTETS;
            String group = HexFormat.of().formatHex(octets, at, at + GROUP_OCTETS);
            network.append(Integer.toHexString(HexFormat.fromHexDigits(group))).append(':');
        }
        return network.append(":/64").toString();
    }
}
