package dev.countersign.device;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** The octets of a PIN, without a copy that nobody wipes. */
final class PinText {

    private PinText() {}

    /** In UTF-8. Result and PIN are the caller's to wipe. */
    static byte[] utf8(char[] pin) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin));
        byte[] octets = new byte[encoded.remaining()];
        encoded.get(octets);
        encoded.clear().put(new byte[encoded.capacity()]);
        return octets;
    }
}
