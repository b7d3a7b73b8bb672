package dev.countersign.phone;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How SMS to a number fare, by the last one that was sent. */
public enum Delivery {
    /** They arrive, or nothing speaks against it. */
    OK,
    /** The carrier has had one for more than five minutes and says nothing. */
    DELAYED,
    /** The carrier refuses them: short messages of this kind or to this number are blocked. */
    CARRIER_BLOCKED,
    /** They cannot be delivered: no such number, a phone that has been off for too long, or no carrier that goes there. */
    UNREACHABLE;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** ESME_RINVDSTADR (SMPP 3.4 section 5.1.3): the message center knows no such destination. */
    private static final int INVALID_DESTINATION = 0x0b;

    private static final int ESME_ROK = 0;

    static Delivery of(OutboundSms sms, Instant now) {
        return switch (sms.state()) {
            case FAILED ->
                sms.refusal().map(Delivery::refused).orElseGet(() -> failed(sms.commandStatus(), sms.receiptState()));
            case SUBMITTED, UNCERTAIN -> now.isAfter(sms.createdAt().plus(PATIENCE)) ? DELAYED : OK;
            case WAITING, QUEUED, DELIVERED, EXPIRED -> OK;
        };
    }

    /** What is the gateway's own affair is none of the number: the user is not sent to his carrier for it. */
    private static Delivery refused(SmsResult.Refusal refusal) {
        return switch (refusal) {
            case BLOCKED -> CARRIER_BLOCKED;
            case NUMBER, CARRIER, NO_ROUTE -> UNREACHABLE;
        };
    }

    private static Delivery failed(int commandStatus, Optional<SmsReceipt.State> receipt) {
        if (commandStatus != ESME_ROK) {
            return commandStatus == INVALID_DESTINATION ? UNREACHABLE : CARRIER_BLOCKED;
        }
        return receipt.filter(state -> state == SmsReceipt.State.REJECTED).isPresent() ? CARRIER_BLOCKED : UNREACHABLE;
    }
}
