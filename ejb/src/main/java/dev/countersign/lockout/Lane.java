package dev.countersign.lockout;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where failures are counted.
 *
 * @param subject {@code user:ID}, {@code name:HASH} of a name that nobody has, {@code address:ADDRESS}, for activation codes
 *     {@code installation:ID} and {@code activations:ADDRESS}, and {@code pin:ID} of an installation; for questions {@code questions:ID} of
 *     a session or of a reset, and {@code numbers:ID} of a user
 * @param device the device that was recognised, or empty
 */
public record Lane(String subject, String device) {

    private static final String USER = "user:";
    private static final String ANY_DEVICE = "*";

    /** What one subscriber has to himself of an IPv6 address. */
    private static final int NETWORK_OCTETS = 8;

    private static final int GROUP_OCTETS = 2;

    /** The lane of a user on a recognised device; without one if {@code device} is empty. */
    public static Lane ofUser(long userId, String device) {
        return new Lane(USER + userId, device);
    }

    /** The lane of a name that nobody has; {@code nameHash} is a keyed hash, because people type passwords there. */
    public static Lane ofStranger(String nameHash) {
        return new Lane("name:" + nameHash, "");
    }

    /** The lane of a network address; an IPv6 address counts with its /64 network, which one subscriber has to himself. */
    static Lane ofAddress(String address) {
        return new Lane("address:" + network(address), "");
    }

    /** Where wrong activation codes of an installation count. */
    static Lane ofInstallation(String id) {
        return new Lane("installation:" + id, "");
    }

    /** Where wrong PINs of an installation count. */
    static Lane ofPin(String installation) {
        return new Lane("pin:" + installation, "");
    }

    /** Where questions for a factor count that are asked in a session or for a forgotten password. */
    static Lane ofQuestions(String where) {
        return new Lane("questions:" + where, "");
    }

    /** Where the numbers count that a user enters. */
    static Lane ofNumbers(long userId) {
        return new Lane("numbers:" + userId, "");
    }

    /** Where wrong activation codes from a network address count. */
    static Lane ofActivations(String address) {
        return new Lane("activations:" + network(address), "");
    }

    /** Whose lane it is; to be asked of a user's lane only. */
    long userId() {
        return Long.parseLong(subject.substring(USER.length()));
    }

    /** The lane of the same user on no device that is known: anybody's who knows the name. */
    Lane withoutDevice() {
        return new Lane(subject, "");
    }

    /** The lane that counts wrong answers to the second factor, whatever the device. */
    Lane factor() {
        return new Lane(subject, ANY_DEVICE);
    }

    String id() {
        return subject + "|" + device;
    }

    /**
     * A network address as it counts, however it is written, and one of IPv6 with its /64 network. One that stands for an IPv4 address
     * (RFC 4291 section 2.5.5.2) is that address: the server sees all IPv4 clients so where it listens on a socket of both kinds. What is
     * no address counts as it stands.
     */
    public static String network(String address) {
        return AddressLiteral.read(address).map(Lane::network).orElse(address);
    }

    private static String network(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        byte[] octets = address.getAddress();
        StringBuilder network = new StringBuilder();
        for (int at = 0; at < NETWORK_OCTETS; at += GROUP_OCTETS) {
            String group = HexFormat.of().formatHex(octets, at, at + GROUP_OCTETS);
            network.append(Integer.toHexString(HexFormat.fromHexDigits(group))).append(':');
        }
        return network.append(":/64").toString();
    }
}
