package dev.countersign.smpp;

import org.jsmpp.bean.DeliverSm;

/** Hears from a session. Called on jsmpp's threads: nothing of the container may be touched there directly. */
interface LinkListener {

    /** A bind stands, or was lost, or submits no more because it is about to end. */
    void linkChanged(boolean bound);

    /**
     * A deliver_sm came, or a data_sm in its form. Returns when it is stored; the message center is then told ESME_ROK.
     *
     * @throws RuntimeException when it could not be stored; the message center is then asked to send it again
     */
    void delivered(DeliverSm deliver);
}
