package dev.countersign.smpp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as the bodies of one or more submit_sm (SMPP 3.4 section 5.2.22; 3GPP TS 23.040 section 9.2.3.24.1). An escape
 * sequence or a surrogate pair never stands across two parts.
 *
 * @param dataCoding SMPP data_coding: 0 = GSM default alphabet, 8 = UCS-2
 * @param form how the parts say that they belong together
 * @param parts body of each part, with its user data header where {@code form} wants one; 1 to 255
 */
record SegmentedText(byte dataCoding, Form form, List<Octets> parts) {

    /** How a message center learns of a text that one short_message cannot hold. */
    enum Form {
        /** By nothing: there is one part. */
        PLAIN,
        /** By a user data header with an 8-bit reference in front of each part. */
        UDH,
        /** By the sar_ TLVs of each part (SMPP 3.4 sections 5.3.2.22 to 5.3.2.24); the message center makes the header. */
        SAR,
        /** By one message_payload TLV (section 5.3.2.32); the message center cuts it. */
        PAYLOAD
    }

    static final byte GSM_DEFAULT = 0;
    static final byte UCS2 = 8;

    private static final int GSM_SINGLE = 160;
    private static final int GSM_PART = 153;
    private static final int UCS2_SINGLE_OCTETS = 140;
    private static final int UCS2_PART_OCTETS = 134;
    private static final int MAX_PARTS = 255;

    SegmentedText {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > MAX_PARTS) {
            throw new IllegalArgumentException(parts.size() + " parts, allowed are 1 to " + MAX_PARTS);
        }
    }

    /**
     * Encodes and cuts.
     *
     * @param text any text that fits 255 parts
     * @param reference of the parts; only its low 8 bits travel in a user data header
     * @param form of a text that one part cannot hold
     */
    static SegmentedText of(String text, int reference, Form form) {
        return GsmAlphabet.covers(text)
                ? cut(GSM_DEFAULT, gsmCharacters(text), new Limits(GSM_SINGLE, GSM_PART), reference, form)
                : cut(UCS2, ucs2Characters(text), new Limits(UCS2_SINGLE_OCTETS, UCS2_PART_OCTETS), reference, form);
    }

    /** Octets that a part may have: of a text that is alone, and of one among several. */
    private record Limits(int single, int part) {}

    private static SegmentedText cut(
            byte dataCoding, List<Octets> characters, Limits limits, int reference, Form form) {
        List<Octets> whole = fill(characters, limits.single);
        if (whole.size() == 1) {
            return new SegmentedText(dataCoding, Form.PLAIN, whole);
        }
        if (form == Form.PAYLOAD) {
            return new SegmentedText(dataCoding, form, fill(characters, Integer.MAX_VALUE));
        }
        List<Octets> bodies = fill(characters, limits.part);
        return new SegmentedText(dataCoding, form, form == Form.UDH ? withHeaders(bodies, reference) : bodies);
    }

    private static List<Octets> withHeaders(List<Octets> bodies, int reference) {
        List<Octets> parts = new ArrayList<>();
        for (Octets body : bodies) {
            parts.add(header(reference, bodies.size(), parts.size() + 1).then(body));
        }
        return parts;
    }

    /** Puts whole characters into parts of at most {@code limit} octets. */
    private static List<Octets> fill(List<Octets> characters, int limit) {
        List<Octets> filled = new ArrayList<>();
        ByteArrayOutputStream current = new ByteArrayOutputStream();
        for (Octets character : characters) {
            byte[] octets = character.toArray();
            if (current.size() + octets.length > limit) {
                filled.add(Octets.of(current.toByteArray()));
                current.reset();
            }
            current.writeBytes(octets);
        }
        filled.add(Octets.of(current.toByteArray()));
        return filled;
    }

    private static Octets header(int reference, int total, int number) {
        return Octets.of(new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) number});
    }

    private static List<Octets> gsmCharacters(String text) {
        List<Octets> characters = new ArrayList<>();
        text.chars()
                .forEach(unit -> characters.add(GsmAlphabet.encode((char) unit).orElseThrow()));
        return characters;
    }

    private static List<Octets> ucs2Characters(String text) {
        List<Octets> characters = new ArrayList<>();
        text.codePoints().forEach(point -> {
            Octets octets = Octets.of(new byte[0]);
            for (char unit : Character.toChars(point)) {
                octets = octets.then(Octets.of(new byte[] {(byte) (unit >> 8), (byte) unit}));
            }
            characters.add(octets);
        });
        return characters;
    }
}
