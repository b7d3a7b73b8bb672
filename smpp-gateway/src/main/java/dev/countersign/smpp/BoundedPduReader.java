package dev.countersign.smpp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;
import org.jsmpp.util.DefaultDecomposer;
import org.jsmpp.util.PDUDecomposer;

/**
 * Reads PDUs from a far side that may be broken. Refuses a command_length outside 16 to 65,536 octets (SMPP 3.4 section 3.2) before memory is taken for it. Behind such
 * a length nothing can be trusted, so the connection ends. A deliver_sm or data_sm of a good length that cannot be read ends nothing:
 * it is refused, and the next PDU takes its place.
 *
 * <p>It also notes how a bind was refused: a message center may close the connection right behind its answer, and
 * jsmpp, which handles the two on different threads, may then miss the answer. Of an answer to a bind it gives jsmpp the header alone, which says all:
 * a body that cannot be read would else be no answer.
 */
final class BoundedPduReader extends DefaultPDUReader {

    private static final int HEADER = 16;
    private static final int MAX_LENGTH = 65_536;
    private static final int ESME_RINVOPTPARSTREAM = 0xc0;

    /** bind_receiver_resp, bind_transmitter_resp, bind_transceiver_resp, generic_nack. */
    private static final Set<Integer> BIND_ANSWERS = Set.of(0x80000001, 0x80000002, 0x80000009, 0x80000000);

    private static final PDUDecomposer DECOMPOSER = new DefaultDecomposer();

    private final BiPredicate<Command, byte[]> taken;
    private final Refusal refusal;
    private boolean bindAnswered;
    private volatile int bindStatus;

    /** Answers for jsmpp, which would fall over what it cannot read, or print its addresses, and answer nothing. */
    @FunctionalInterface
    interface Refusal {

        /** Refuses the request of this header. */
        void refuse(Command header, int status) throws IOException;
    }

    /**
     * Has read nothing.
     *
     * @param taken hears of each PDU, its header and all its octets, before it is handled, and says whether nothing is left to be done with it; must
     *     not wait
     * @param refusal answers a request that cannot be read
     */
    BoundedPduReader(BiPredicate<Command, byte[]> taken, Refusal refusal) {
        this.taken = taken;
        this.refusal = refusal;
    }

    /** command_status of the answer to the bind; 0 when it was good or there was none. */
    int bindStatus() {
        return bindStatus;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        Command header = new Command();
        readHeader(in, header);
        return header;
    }

    private void readHeader(DataInputStream in, Command header) throws IOException {
        int length = in.readInt();
        if (length < HEADER || length > MAX_LENGTH) {
            throw new EOFException("command_length " + length + " is outside 16 to " + MAX_LENGTH);
        }
        header.setCommandLength(length);
        header.setCommandId(in.readInt());
        header.setCommandStatus(in.readInt());
        header.setSequenceNumber(in.readInt());
        if (!bindAnswered && BIND_ANSWERS.contains(header.getCommandId())) {
            bindAnswered = true;
            bindStatus = header.getCommandStatus();
        }
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        byte[] pdu = super.readPDU(in, header);
        while (isDone(header, pdu)) {
            readHeader(in, header);
            pdu = super.readPDU(in, header);
        }
        return BIND_ANSWERS.contains(header.getCommandId()) ? headerAlone(in, header) : pdu;
    }

    private byte[] headerAlone(DataInputStream in, Command header) throws IOException {
        header.setCommandLength(HEADER);
        return super.readPDU(in, header);
    }

    /** An alert_notification is about no message, and has no answer. */
    private boolean isDone(Command header, byte[] pdu) throws IOException {
        if (header.getCommandId() == SMPPConstant.CID_ALERT_NOTIFICATION || taken.test(header, pdu)) {
            return true;
        }
        OptionalInt fault = findFault(header, pdu);
        if (fault.isPresent()) {
            refusal.refuse(header, fault.getAsInt());
        }
        return fault.isPresent();
    }

    private static OptionalInt findFault(Command header, byte[] pdu) {
        try {
            if (header.getCommandId() == SMPPConstant.CID_DELIVER_SM) {
                DECOMPOSER.deliverSm(pdu);
            } else if (header.getCommandId() == SMPPConstant.CID_DATA_SM) {
                DECOMPOSER.dataSm(pdu);
            }
            return OptionalInt.empty();
        } catch (PDUStringException e) {
            return OptionalInt.of(e.getErrorCode());
        } catch (RuntimeException e) {
            return OptionalInt.of(ESME_RINVOPTPARSTREAM);
        }
    }
}
