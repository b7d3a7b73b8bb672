package dev.countersign.smpp;

import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;

/**
 * Answers what the message center sends. Every deliver_sm and data_sm gets ESME_ROK, whatever stands in it, unless it could not
 * be stored, or too many wait for that already: then ESME_RX_T_APPN asks for it again.
 */
final class ReceiptListener implements MessageReceiverListener {

    private static final System.Logger LOG = System.getLogger(ReceiptListener.class.getName());

    /** data_sm_resp names no message of ours. */
    private static final DataSmResult ANSWER = answer();

    private final LinkListener listener;
    private final ReceiptTurns turns = new ReceiptTurns();

    ReceiptListener(LinkListener listener) {
        this.listener = listener;
    }

    @Override
    public void onAcceptDeliverSm(DeliverSm deliver) throws ProcessRequestException {
        if (!turns.enter()) {
            LOG.log(System.Logger.Level.WARNING, "smpp.receipt event=not-stored cause=too many wait");
            throw new ProcessRequestException("not stored", SMPPConstant.STAT_ESME_RX_T_APPN);
        }
        try {
            listener.delivered(deliver);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "smpp.receipt event=not-stored cause={0}", e.toString());
            throw new ProcessRequestException("not stored", SMPPConstant.STAT_ESME_RX_T_APPN);
        } finally {
            turns.leave();
        }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        LOG.log(System.Logger.Level.DEBUG, "alert_notification ignored");
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
        onAcceptDeliverSm(asDeliver(data));
        return ANSWER;
    }

    /** A data_sm is a deliver_sm without short_message (SMPP 3.4 section 4.7.1): what it carries stands in its TLVs. */
    private static DeliverSm asDeliver(DataSm data) {
        DeliverSm deliver = new DeliverSm();
        deliver.setEsmClass(data.getEsmClass());
        deliver.setSourceAddr(data.getSourceAddr());
        deliver.setDestAddress(data.getDestAddress());
        deliver.setDataCoding(data.getDataCoding());
        deliver.setOptionalParameters(data.getOptionalParameters());
        return deliver;
    }

    private static DataSmResult answer() {
        try {
            return new DataSmResult(new MessageId(""), new OptionalParameter[0]);
        } catch (PDUStringException e) {
            throw new IllegalStateException(e);
        }
    }
}
