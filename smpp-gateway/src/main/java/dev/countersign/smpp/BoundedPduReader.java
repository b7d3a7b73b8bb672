package dev.countersign.smpp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.bean.Command;

/**
 * Reads PDUs from a far side that may be broken. Refuses a command_length outside 16 to 65,536 octets (SMPP 3.4 section 3.2) before memory is taken for it. Behind such
 * a length nothing can be trusted, so the connection ends.
 *
 * <p>It also notes how a bind was refused: a message center may close the connection right behind its answer, and
 * jsmpp, which handles the two on different threads, may then miss the answer.
 */
final class BoundedPduReader extends DefaultPDUReader {

    private static final int HEADER = 16;
    private static final int MAX_LENGTH = 65_536;

    /** bind_receiver_resp, bind_transmitter_resp, bind_transceiver_resp. */
    private static final Set<Integer> BIND_ANSWERS = Set.of(0x80000001, 0x80000002, 0x80000009);

    private final BiConsumer<Command, byte[]> read;
    private volatile int bindStatus;

    /**
     * Has read nothing.
     *
     * @param read hears of each PDU, its header and all its octets, before it is handled; must not wait
     */
    BoundedPduReader(BiConsumer<Command, byte[]> read) {
        this.read = read;
    }

    /** command_status of the answer to the bind; 0 when it was good or there was none. */
    int bindStatus() {
        return bindStatus;
    }

    @Override
    public Command readPDUHeader(DataInputStream in) throws InvalidCommandLengthException, IOException {
        int length = in.readInt();
        if (length < HEADER || length > MAX_LENGTH) {
            throw new EOFException("command_length " + length + " is outside 16 to " + MAX_LENGTH);
        }
        Command header = new Command();
        header.setCommandLength(length);
        header.setCommandId(in.readInt());
        header.setCommandStatus(in.readInt());
        header.setSequenceNumber(in.readInt());
        if (BIND_ANSWERS.contains(header.getCommandId())) {
            bindStatus = header.getCommandStatus();
        }
        return header;
    }

    @Override
    public byte[] readPDU(DataInputStream in, Command header) throws IOException {
        byte[] pdu = super.readPDU(in, header);
        read.accept(header, pdu);
        return pdu;
    }
}
