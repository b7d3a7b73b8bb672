package dev.countersign.push.webpush;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/** Which addresses lie in the public network: global unicast by the registries of IANA (RFC 6890). */
final class PublicAddress {

    /** Blocks of IPv4 that the JDK has no question for: first octets as a number, and how many bits of it count. */
    private static final int[][] SPECIAL_BLOCKS = {
        {0x00000000, 8}, // this network
        {0x64400000, 10}, // shared by carriers
        {0xC0000000, 24}, // IETF protocols
        {0xC0000200, 24}, // documentation
        {0xC0586300, 24}, // 6to4 relays
        {0xC6120000, 15}, // benchmarks
        {0xC6336400, 24}, // documentation
        {0xCB007100, 24}, // documentation
        {0xF0000000, 4}, // reserved, and broadcast
    };

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] octets = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(number(octets)) : isPublic6(octets);
    }

    private static boolean isPublic4(int number) {
        for (int[] block : SPECIAL_BLOCKS) {
            if ((number ^ block[0]) >>> (Integer.SIZE - block[1]) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Of 2000::/3 alone; without Teredo and the rest of 2001::/23, documentation, and 6to4, which carries an IPv4 address inside. */
    private static boolean isPublic6(byte[] octets) {
        int first = number(octets);
        boolean global = first >>> 29 == 1;
        boolean special = first >>> 9 == 0x20010000 >>> 9
                || first == 0x20010DB8
                || first >>> 16 == 0x2002
                || first >>> 12 == 0x3FFF0000 >>> 12;
        return global && !special;
    }

    /** The first four octets. */
    private static int number(byte[] octets) {
        return ByteBuffer.wrap(octets).getInt();
    }
}
