package dev.countersign.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUReader;
import org.jsmpp.PDUSender;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SendCommandTask;
import org.jsmpp.session.SubmitSmCommandTask;
import org.jsmpp.session.connection.ConnectionFactory;

/**
 * jsmpp's session; it says under which sequence_number a submit_sm goes out, which jsmpp keeps to itself, and answers what jsmpp
 * cannot read.
 */
final class SubmittingSession extends SMPPSession {

    private static final int RESPONSE = 0x80000000;
    private static final int PROCESSORS = ReceiptTurns.MOST + 4;

    /** PDUs that wait for one of them, receipts most of all: what is beyond jsmpp answers with ESME_RTHROTTLED. */
    private static final int QUEUE = 2_000;

    SubmittingSession(PDUSender sender, PDUReader reader, ConnectionFactory connections) {
        super(sender, reader, connections);
    }

    /** For the bind that is to be made. */
    void prepare(SmppSettings.Timing timing) {
        setEnquireLinkTimer(Math.toIntExact(timing.enquireLink().toMillis()));
        setTransactionTimer(timing.submitTimeout().toMillis());
        setPduProcessorDegree(PROCESSORS);
        setQueueCapacity(QUEUE);
    }

    /**
     * Sends it and waits until it is settled, at most for the transaction timer.
     *
     * @param write writes the submit_sm
     * @param numbered hears its sequence_number before it is sent
     */
    void submit(Function<PDUSender, SubmitSmCommandTask> write, IntConsumer numbered)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        ensureTransmittable(SubmitSmCommandTask.COMMAND_NAME_SUBMIT_SM);
        SubmitSmCommandTask submit = write.apply(pduSender());
        SendCommandTask telling = new SendCommandTask() {
            @Override
            public void executeTask(OutputStream out, int sequenceNumber) throws PDUException, IOException {
                numbered.accept(sequenceNumber);
                submit.executeTask(out, sequenceNumber);
            }

            @Override
            public String getCommandName() {
                return submit.getCommandName();
            }
        };
        executeSendCommand(telling, getTransactionTimer());
    }

    /**
     * Who waits for the answer to this one waits no more: it was read, or cannot come any more, of which jsmpp tells nobody. A good answer stands for
     * it, because a fault that comes before the wait has begun jsmpp forgets.
     */
    void settle(int sequenceNumber) {
        PendingResponse<Command> pending = removePendingResponse(sequenceNumber);
        if (pending != null) {
            pending.done(new Command());
        }
    }

    /** Whether the far side reads nothing, so that nothing gets through to it. */
    boolean isStuck() {
        return connection() instanceof ReadConnection known && known.isStuck();
    }

    /** An unbind that cannot get through is left out: it would wait behind what does not either. */
    @Override
    public void unbindAndClose() {
        if (isStuck()) {
            close();
        } else {
            super.unbindAndClose();
        }
    }

    /** Answers a request whose body cannot be read (SMPP 3.4 section 5.1.3), which ends no bind. */
    void refuse(Command request, int status) throws IOException {
        pduSender()
                .sendHeader(
                        connection().getOutputStream(),
                        request.getCommandId() | RESPONSE,
                        getSessionState().isReceivable() ? status : SMPPConstant.STAT_ESME_RINVBNDSTS,
                        request.getSequenceNumber());
    }
}
