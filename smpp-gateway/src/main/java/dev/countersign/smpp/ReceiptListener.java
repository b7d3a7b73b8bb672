package dev.countersign.smpp;

import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;

/**
 * Answers what the message center sends. Every deliver_sm gets ESME_ROK, whatever stands in it, unless it could not be
 * stored, or too many wait for that already: then ESME_RX_T_APPN asks for it again.
 */
final class ReceiptListener implements MessageReceiverListener {

    private static final System.Logger LOG = System.getLogger(ReceiptListener.class.getName());

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
        throw new ProcessRequestException("data_sm is not used", SMPPConstant.STAT_ESME_RX_P_APPN);
    }
}
