package dev.countersign.lockout;

/**
 * Who calls, as far as the edge can tell.
 *
 * @param address network address, IPv4 or IPv6 in text form, at most 45 characters
 * @param deviceCookie as it was sent, whatever it is; empty if none was
 */
public record Caller(String address, String deviceCookie) {

    private static final int MAX_ADDRESS = 45;

    public Caller {
        if (address.length() > MAX_ADDRESS) {
            throw new IllegalArgumentException("an address has at most 45 characters");
        }
    }
}
