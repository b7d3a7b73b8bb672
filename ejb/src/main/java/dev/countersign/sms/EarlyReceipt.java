package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A receipt that came before the answer to the submit_sm it is about, or is about nothing of ours. */
@Entity
@Table(name = "sms_receipt")
class EarlyReceipt {

    @Id
    private String id;

    @Column(name = "smsc_message_id")
    private String smscMessageId;

    @Enumerated(EnumType.STRING)
    private SmsReceipt.State state;

    @Column(name = "received_at")
    private Instant receivedAt;

    @SuppressWarnings("NullAway.Init")
    protected EarlyReceipt() {}

    /** One that is kept from now on; the gateway may have heard of it long ago. */
    EarlyReceipt(SmsReceipt receipt, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.smscMessageId = receipt.smscMessageId();
        this.state = receipt.state();
        this.receivedAt = now;
    }

    String smscMessageId() {
        return smscMessageId;
    }

    SmsReceipt.State state() {
        return state;
    }
}
