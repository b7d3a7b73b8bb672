package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What became of one SMS, as its user is told; never what it said.
 *
 * @param sentAt when it was ordered
 * @param at when that was heard of last
 */
public record SmsReport(Standing standing, Instant sentAt, Instant at) {

    /** For how long a carrier may say nothing before that is worth a word. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    /** ESME_RINVDSTADR (SMPP 3.4 section 5.1.3): the message center knows no such destination. */
    private static final int INVALID_DESTINATION = 0x0b;

    private static final int ESME_ROK = 0;

    /** How far it came. */
    public enum Standing {
        /** No carrier has it yet. */
        WAITING,
        /** A carrier has it, or may have it, and has not said what became of it. */
        ACCEPTED,
        /** The phone has it. */
        DELIVERED,
        /** The carrier refuses it: messages of this kind or to this number are blocked. */
        BLOCKED,
        /** The phone was not reached. */
        UNREACHABLE,
        /** There is no such number. */
        BAD_NUMBER,
        /** No carrier takes it as it is sent, or none that goes there works now, which is none of the number's affair. */
        REFUSED,
        /** Its code died before it could be sent. */
        LATE
    }

    static SmsReport of(OutboundSms sms) {
        return new SmsReport(standing(sms), sms.createdAt(), sms.changedAt());
    }

    private static Standing standing(OutboundSms sms) {
        return switch (sms.state()) {
            case WAITING, QUEUED -> Standing.WAITING;
            case SUBMITTED, UNCERTAIN -> Standing.ACCEPTED;
            case DELIVERED -> Standing.DELIVERED;
            case EXPIRED -> Standing.LATE;
            case FAILED ->
                sms.refusal().map(SmsReport::refused).orElseGet(() -> failed(sms.commandStatus(), sms.receiptState()));
        };
    }

    /** What is the gateway's own affair is none of the number: the user is not sent to his carrier for it. */
    private static Standing refused(SmsResult.Refusal refusal) {
        return switch (refusal) {
            case BLOCKED -> Standing.BLOCKED;
            case NUMBER -> Standing.BAD_NUMBER;
            case CARRIER, NO_ROUTE -> Standing.REFUSED;
        };
    }

    private static Standing failed(int commandStatus, Optional<SmsReceipt.State> receipt) {
        if (commandStatus != ESME_ROK) {
            return commandStatus == INVALID_DESTINATION ? Standing.BAD_NUMBER : Standing.BLOCKED;
        }
        return receipt.filter(state -> state == SmsReceipt.State.REJECTED).isPresent()
                ? Standing.BLOCKED
                : Standing.UNREACHABLE;
    }

    /** Whether a carrier has it and has said nothing for more than five minutes. */
    public boolean isOverdue(Instant now) {
        return standing == Standing.ACCEPTED && now.isAfter(sentAt.plus(PATIENCE));
    }

    /** Whether it may still come in its time. */
    public boolean isUnderWay(Instant now) {
        return standing == Standing.WAITING || (standing == Standing.ACCEPTED && !isOverdue(now));
    }
}
