package dev.countersign.simulator;

import java.time.Instant;

/**
 * One message as a phone shows it.
 *
 * @param id message_id that the ESME was given for the first part to arrive
 * @param to number, with its plus sign where it is international
 * @param from sender as it was given
 * @param text decoded, parts joined
 * @param dataCoding SMPP data_coding of the parts
 * @param parts number of submit_sm that it came in
 * @param receivedAt when the last part came
 */
public record InboxMessage(
        String id, String to, String from, String text, int dataCoding, int parts, Instant receivedAt) {}
