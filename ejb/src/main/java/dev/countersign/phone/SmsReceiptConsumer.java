package dev.countersign.phone;

import dev.countersign.contracts.sms.v1.SmsQueues;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Takes messages from {@link SmsQueues#RECEIPTS}. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/" + SmsQueues.RECEIPTS)
        })
public non-sealed class SmsReceiptConsumer extends SmsNewsConsumer {

    @Override
    String queue() {
        return SmsQueues.RECEIPTS;
    }
}
