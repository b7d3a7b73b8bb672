package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsJson;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Brings receipts that other gateways heard. One that is lost costs a second SMS at most. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/" + SmsHeard.TOPIC),
            @ActivationConfigProperty(
                    propertyName = "messageSelector",
                    propertyValue = "JMSType = '" + SmsHeard.TYPE + "'")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HeardElsewhere implements MessageListener {

    private static final System.Logger LOG = System.getLogger(HeardElsewhere.class.getName());

    @Inject
    GatewaySettings settings;

    @EJB
    SmppGateway gateway;

    private OrderCipher cipher;

    @PostConstruct
    void readKeys() {
        cipher = OrderCipher.read(settings.orderKeys());
    }

    @Override
    public void onMessage(Message message) {
        try {
            gateway.hear(SmsJson.readHeard(cipher.decrypt(message.getBody(String.class))));
        } catch (JMSException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "sms.receipt event=not-heard cause={0}", e.toString());
        }
    }
}
