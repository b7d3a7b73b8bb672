package dev.countersign.smpp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUSender;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SubmitSmCommandTask;

/** One part of a message as submit_sm (SMPP 3.4 section 4.4.1), and what its answer means. */
final class SubmitSm {

    private static final byte USER_DATA_HEADER = 0x40;
    private static final byte FINAL_RECEIPT = 0x01;
    private static final int MESSAGE_LENGTH_FAULT = 0x01;

    private SubmitSm() {}

    /**
     * Sends it and waits for the answer, at most for the session's transaction timer. What has not come by then may come later.
     *
     * @param open reads what the session reads, and ends its wait
     * @param otherwise stands in for the id where the message center takes the part and names none that can be kept
     */
    static SubmitAnswer ask(SubmittingSession session, OpenSubmits open, ShortMessage message, String otherwise) {
        CompletableFuture<SubmitAnswer> answer = new CompletableFuture<>();
        try {
            session.submit(sender -> task(sender, message), sequence -> open.add(sequence, otherwise, answer));
            // Without an answer here jsmpp took one of another kind for it: the right one may still come.
            return answer.getNow(SubmitAnswer.unanswered(answer));
        } catch (ResponseTimeoutException e) {
            return answer.getNow(SubmitAnswer.unanswered(answer));
        } catch (PDUStringException e) {
            return SubmitAnswer.refused(e.getErrorCode());
        } catch (PDUException e) {
            return SubmitAnswer.refused(MESSAGE_LENGTH_FAULT);
        } catch (NegativeResponseException | InvalidResponseException | IOException e) {
            return answer.getNow(SubmitAnswer.unanswered());
        }
    }

    static SubmitSmCommandTask task(PDUSender sender, ShortMessage message) {
        boolean payload = message.form() == SegmentedText.Form.PAYLOAD;
        return new SubmitSmCommandTask(
                sender,
                message.serviceType(),
                TypeOfNumber.valueOf(message.source().ton()),
                NumberingPlanIndicator.valueOf(message.source().npi()),
                message.source().digits(),
                TypeOfNumber.valueOf(message.destination().ton()),
                NumberingPlanIndicator.valueOf(message.destination().npi()),
                message.destination().digits(),
                new ESMClass(message.form() == SegmentedText.Form.UDH ? USER_DATA_HEADER : 0),
                (byte) 0,
                (byte) 0,
                null,
                message.validityPeriod(),
                new RegisteredDelivery(message.receiptWanted() ? FINAL_RECEIPT : 0),
                (byte) 0,
                new RawDataCoding(message.dataCoding()),
                (byte) 0,
                payload ? new byte[0] : message.body().toArray(),
                parameters(message));
    }

    private static OptionalParameter[] parameters(ShortMessage message) {
        List<OptionalParameter> parameters = new ArrayList<>();
        message.reference()
                .ifPresent(
                        reference -> parameters.add(new OptionalParameter.User_message_reference((short) reference)));
        if (message.form() == SegmentedText.Form.PAYLOAD) {
            parameters.add(new OptionalParameter.Message_payload(message.body().toArray()));
        }
        if (message.form() == SegmentedText.Form.SAR && message.place().isPresent()) {
            ShortMessage.Place place = message.place().get();
            parameters.add(new OptionalParameter.Sar_msg_ref_num((short) place.reference()));
            parameters.add(new OptionalParameter.Sar_total_segments((byte) place.total()));
            parameters.add(new OptionalParameter.Sar_segment_seqnum((byte) place.number()));
        }
        return parameters.toArray(OptionalParameter[]::new);
    }
}
