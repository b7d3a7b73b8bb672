package dev.countersign.device;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link FieldWriter} wrote; throws {@link MalformedOctetsException} for anything else. */
final class FieldReader {

    private final ByteBuffer octets;

    FieldReader(byte[] octets) {
        this.octets = ByteBuffer.wrap(octets);
    }

    byte[] next() {
        if (octets.remaining() < Integer.BYTES) {
            throw new MalformedOctetsException("a field is missing");
        }
        int length = octets.getInt();
        if (length < 0 || length > octets.remaining()) {
            throw new MalformedOctetsException("a field is longer than what is left");
        }
        byte[] field = new byte[length];
        octets.get(field);
        return field;
    }

    String nextText() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(next()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedOctetsException("a text is not UTF-8", e);
        }
    }

    void end() {
        if (octets.hasRemaining()) {
            throw new MalformedOctetsException("there are octets behind the last field");
        }
    }
}
