package dev.countersign.phone;

import dev.countersign.contracts.sms.v1.SmsReceipt;
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
    /** The carrier cannot deliver them: no such number, or a phone that has been off for too long. */
    UNREACHABLE;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** ESME_RINVDSTADR (SMPP 3.4 section 5.1.3): the message center knows no such destination. */
    private static final int INVALID_DESTINATION = 0x0b;

    private static final int ESME_ROK = 0;

    static Delivery of(OutboundSms sms, Instant now) {
        return switch (sms.state()) {
            case FAILED -> failed(sms.commandStatus(), sms.receiptState());
            case SUBMITTED, UNCERTAIN -> now.isAfter(sms.createdAt().plus(PATIENCE)) ? DELAYED : OK;
            case WAITING, QUEUED, DELIVERED, EXPIRED -> OK;
        };
    }

    private static Delivery failed(int commandStatus, Optional<SmsReceipt.State> receipt) {
        if (commandStatus != ESME_ROK) {
            return commandStatus == INVALID_DESTINATION ? UNREACHABLE : CARRIER_BLOCKED;
        }
        return receipt.filter(state -> state == SmsReceipt.State.REJECTED).isPresent() ? CARRIER_BLOCKED : UNREACHABLE;
    }
}
