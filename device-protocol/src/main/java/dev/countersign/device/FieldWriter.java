package dev.countersign.device;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Puts fields one after the other so that no two lists of fields give the same octets: each is written as the number of its
 * octets (four, the highest first) and then those octets. {@link FieldReader} reads them.
 */
final class FieldWriter {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    FieldWriter add(byte[] field) {
        octets.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(field.length).array());
        octets.writeBytes(field);
        return this;
    }

    FieldWriter add(Octets field) {
        return add(field.toArray());
    }

    /** The UTF-8 octets of the text. */
    FieldWriter add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    byte[] toArray() {
        return octets.toByteArray();
    }
}
