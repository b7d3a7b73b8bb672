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
import org.jsmpp.bean.SubmitSmResp;
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
    private static final int ESME_RINVOPTPARSTREAM = 0xc0;

    SubmittingSession(PDUSender sender, PDUReader reader, ConnectionFactory connections) {
        super(sender, reader, connections);
    }

    /**
     * Sends it and waits for the answer, at most for the transaction timer.
     *
     * @param write writes the submit_sm
     * @param numbered hears its sequence_number before it is sent
     */
    SubmitSmResp submit(Function<PDUSender, SubmitSmCommandTask> write, IntConsumer numbered)
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
        Command answer = executeSendCommand(telling, getTransactionTimer());
        if (answer instanceof Ended) {
            throw new InvalidResponseException("the connection has ended");
        }
        return (SubmitSmResp) answer;
    }

    /** Stands for an answer that cannot come any more: a fault that comes before the wait for the answer has begun jsmpp forgets. */
    private static final class Ended extends Command {

        private static final long serialVersionUID = 1L;
    }

    /** Who waits for the answer to this one waits no more: the connection has ended, of which jsmpp tells nobody. */
    void abandon(int sequenceNumber) {
        PendingResponse<Command> pending = removePendingResponse(sequenceNumber);
        if (pending != null) {
            pending.done(new Ended());
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
    void refuse(Command request) throws IOException {
        pduSender()
                .sendHeader(
                        connection().getOutputStream(),
                        request.getCommandId() | RESPONSE,
                        getSessionState().isReceivable() ? ESME_RINVOPTPARSTREAM : SMPPConstant.STAT_ESME_RINVBNDSTS,
                        request.getSequenceNumber());
    }
}
