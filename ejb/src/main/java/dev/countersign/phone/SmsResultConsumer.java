package dev.countersign.phone;

import dev.countersign.contracts.sms.v1.SmsQueues;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;

/** Takes messages from {@link SmsQueues#RESULTS}. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/" + SmsQueues.RESULTS)
        })
public non-sealed class SmsResultConsumer extends SmsNewsConsumer {

    @Override
    String queue() {
        return SmsQueues.RESULTS;
    }
}
