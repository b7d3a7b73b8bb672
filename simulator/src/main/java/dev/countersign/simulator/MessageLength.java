package dev.countersign.simulator;

import java.nio.charset.StandardCharsets;
import org.jsmpp.bean.SubmitSm;

/**
 * What the air carries of one short message: 140 octets, which are 160 septets, its user data header included (3GPP TS 23.040 section
 * 9.2.3.24). What comes as message_payload is cut by the message center.
 */
final class MessageLength {

    private static final int MOST_OCTETS = 140;
    private static final int MOST_SEPTETS = 160;
    private static final int OCTETS_OF_THE_CENTERS_HEADER = 6;
    private static final int USER_DATA_HEADER = 0x40;

    private MessageLength() {}

    /** Whether it can be sent on as it is. */
    static boolean fits(SubmitSm submit) {
        byte[] octets = submit.getShortMessage();
        if (octets == null || octets.length == 0) {
            return true;
        }
        Segment segment = Segment.of(submit);
        byte[] body = segment.body();
        int header = (submit.getEsmClass() & USER_DATA_HEADER) != 0
                ? octets.length - body.length
                : headerOfTheCenter(segment);
        int dataCoding = submit.getDataCoding() & 0xff;
        return switch (TextDecoder.alphabet(dataCoding)) {
            case GSM -> fitSeptets(body.length, header);
            case LATIN_1 -> fitsInLatin1(new String(body, StandardCharsets.ISO_8859_1), header);
            case UCS2, BINARY -> body.length + header <= MOST_OCTETS;
        };
    }

    /** Of parts that TLVs number the message center makes the header. */
    private static int headerOfTheCenter(Segment segment) {
        return segment.total() > 1 ? OCTETS_OF_THE_CENTERS_HEADER : 0;
    }

    /** The message center brings it into septets, or where these have not all of it into UCS-2. */
    private static boolean fitsInLatin1(String text, int header) {
        return text.chars().allMatch(sign -> TextDecoder.septets((char) sign) > 0)
                ? fitSeptets(
                        text.chars()
                                .map(sign -> TextDecoder.septets((char) sign))
                                .sum(),
                        header)
                : 2 * text.length() + header <= MOST_OCTETS;
    }

    /** The text begins with a whole septet behind the header. */
    private static boolean fitSeptets(int septets, int headerOctets) {
        return septets + (headerOctets * 8 + 6) / 7 <= MOST_SEPTETS;
    }
}
