/**
 * The SMS gateway: takes send orders from JMS, submits them to a message center over SMPP 3.4 and answers on JMS with
 * results and delivery receipts. The only place that knows jsmpp; no database, no users, no policy.
 *
 * <p>{@link dev.countersign.smpp.OrderJourney} shows the way of an order, {@link dev.countersign.smpp.OrderDispatch}
 * walks it, {@link dev.countersign.smpp.ReceiptDesk} brings receipts to it, {@link dev.countersign.smpp.SmppSession} speaks SMPP, {@link dev.countersign.smpp.GatewayMemory} is the
 * broker. Text goes out in the GSM 7-bit default alphabet (3GPP TS 23.038) or UCS-2, concatenated by 3GPP TS 23.040.
 */
@NullMarked
package dev.countersign.smpp;

import org.jspecify.annotations.NullMarked;
