package dev.countersign.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUReader;
import org.jsmpp.PDUSender;
import org.jsmpp.bean.SubmitSmResp;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SendCommandTask;
import org.jsmpp.session.SubmitSmCommandTask;
import org.jsmpp.session.connection.ConnectionFactory;

/** jsmpp's session; it says under which sequence_number a submit_sm goes out, which jsmpp keeps to itself. */
final class SubmittingSession extends SMPPSession {

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
        return (SubmitSmResp) executeSendCommand(telling, getTransactionTimer());
    }
}
