package dev.countersign.simulator;

import java.util.Arrays;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.SubmitSm;

/**
 * One part of a message, out of a submit_sm: numbered by a user data header with 8-bit or 16-bit reference (3GPP TS
 * 23.040 section 9.2.3.24) or by sar_ TLVs (SMPP 3.4 section 5.3.2.22 on).
 */
final class Segment {

    private static final int USER_DATA_HEADER = 0x40;
    private static final int CONCATENATION_8 = 0x00;
    private static final int CONCATENATION_16 = 0x08;

    private final int reference;
    private final int total;
    private final int number;
    private final byte[] body;

    private Segment(int reference, int total, int number, byte[] body) {
        this.reference = reference;
        this.total = total;
        this.number = number;
        this.body = body;
    }

    /** What the submit_sm carries; numbering that makes no sense counts as none. */
    static Segment of(SubmitSm submit) {
        byte[] octets = octets(submit);
        Segment segment = (submit.getEsmClass() & USER_DATA_HEADER) != 0 && octets.length > 0
                ? byHeader(octets)
                : byTlv(submit, octets);
        boolean sensible = segment.total > 0 && segment.number > 0 && segment.number <= segment.total;
        return sensible ? segment : new Segment(0, 1, 1, segment.body);
    }

    int reference() {
        return reference;
    }

    int total() {
        return total;
    }

    /** 1 to {@link #total}. */
    int number() {
        return number;
    }

    byte[] body() {
        return body.clone();
    }

    private static byte[] octets(SubmitSm submit) {
        byte[] octets = submit.getShortMessage();
        if (octets != null && octets.length > 0) {
            return octets;
        }
        OptionalParameter.OctetString payload =
                (OptionalParameter.OctetString) submit.getOptionalParameter(OptionalParameter.Tag.MESSAGE_PAYLOAD);
        return payload == null ? new byte[0] : payload.getValue();
    }

    private static Segment byHeader(byte[] octets) {
        int end = Math.min(1 + (octets[0] & 0xff), octets.length);
        byte[] body = Arrays.copyOfRange(octets, end, octets.length);
        int at = 1;
        while (at + 1 < end) {
            int length = octets[at + 1] & 0xff;
            int value = at + 2;
            if (octets[at] == CONCATENATION_8 && length == 3 && value + 3 <= end) {
                return new Segment(octets[value] & 0xff, octets[value + 1] & 0xff, octets[value + 2] & 0xff, body);
            }
            if (octets[at] == CONCATENATION_16 && length == 4 && value + 4 <= end) {
                int reference = ((octets[value] & 0xff) << 8) | (octets[value + 1] & 0xff);
                return new Segment(reference, octets[value + 2] & 0xff, octets[value + 3] & 0xff, body);
            }
            at = value + length;
        }
        return new Segment(0, 1, 1, body);
    }

    private static Segment byTlv(SubmitSm submit, byte[] octets) {
        OptionalParameter.Sar_msg_ref_num reference =
                submit.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
        OptionalParameter.Sar_total_segments total =
                submit.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
        OptionalParameter.Sar_segment_seqnum number =
                submit.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
        return reference == null || total == null || number == null
                ? new Segment(0, 1, 1, octets)
                : new Segment(reference.getValue() & 0xffff, total.getValue() & 0xff, number.getValue() & 0xff, octets);
    }
}
