package dev.countersign.smpp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text as the bodies of one or more submit_sm (SMPP 3.4 section 5.2.22; 3GPP TS 23.040 section 9.2.3.24.1). An escape
 * sequence or a surrogate pair never stands across two parts.
 *
 * @param dataCoding SMPP data_coding: 0 = GSM default alphabet, 3 = ISO 8859-1, 8 = UCS-2
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
    static final byte LATIN1 = 3;
    static final byte UCS2 = 8;

    private static final Limits SEPTETS = new Limits(160, 153);
    private static final Limits UCS2_OCTETS = new Limits(140, 134);
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
     * @param alphabet of a text that it covers; of any other UCS-2
     */
    static SegmentedText of(String text, int reference, Form form, Alphabet alphabet) {
        return switch (alphabet.covers(text) ? alphabet : Alphabet.UCS2) {
            case GSM -> cut(GSM_DEFAULT, gsmCharacters(text), SEPTETS, reference, form);
            case LATIN1 -> cut(LATIN1, latin1Characters(text), SEPTETS, reference, form);
            case UCS2 -> cut(UCS2, ucs2Characters(text), UCS2_OCTETS, reference, form);
        };
    }

    /** How many short messages a text comes to on the phone. */
    static int shortMessages(String text, Alphabet alphabet) {
        return of(text, 0, Form.UDH, alphabet).parts.size();
    }

    /** How long a part may be on the phone: of a text that is alone, and of one among several. */
    private record Limits(int single, int part) {}

    /**
     * What is never cut.
     *
     * @param length on the phone: septets, or octets of UCS-2
     */
    private record Sign(Octets octets, int length) {

        private Sign(Octets octets) {
            this(octets, octets.toArray().length);
        }
    }

    private static SegmentedText cut(byte dataCoding, List<Sign> characters, Limits limits, int reference, Form form) {
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

    /** Puts whole characters into parts of at most {@code limit}. */
    private static List<Octets> fill(List<Sign> characters, int limit) {
        List<Octets> filled = new ArrayList<>();
        ByteArrayOutputStream current = new ByteArrayOutputStream();
        int length = 0;
        for (Sign character : characters) {
            if (length + character.length > limit) {
                filled.add(Octets.of(current.toByteArray()));
                current.reset();
                length = 0;
            }
            current.writeBytes(character.octets.toArray());
            length += character.length;
        }
        filled.add(Octets.of(current.toByteArray()));
        return filled;
    }

    private static Octets header(int reference, int total, int number) {
        return Octets.of(new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) number});
    }

    private static List<Sign> gsmCharacters(String text) {
        return text.chars().mapToObj(unit -> new Sign(septets(unit))).toList();
    }

    /** As long as in septets, into which the message center brings them. */
    private static List<Sign> latin1Characters(String text) {
        return text.chars()
                .mapToObj(unit -> new Sign(
                        Octets.of(new byte[] {(byte) unit}), septets(unit).toArray().length))
                .toList();
    }

    private static Octets septets(int unit) {
        return GsmAlphabet.encode((char) unit).orElseThrow();
    }

    private static List<Sign> ucs2Characters(String text) {
        return text.codePoints()
                .mapToObj(point -> new Sign(Octets.of(Character.toString(point).getBytes(StandardCharsets.UTF_16BE))))
                .toList();
    }
}
