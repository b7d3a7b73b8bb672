package dev.countersign.login;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Passes hints from the topic to those who wait on this node. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Topic"),
            @ActivationConfigProperty(
                    propertyName = "destinationLookup",
                    propertyValue = "jms/" + AttemptAnnouncer.TOPIC),
            @ActivationConfigProperty(
                    propertyName = "messageSelector",
                    propertyValue = "JMSType = '" + AttemptAnnouncer.TYPE + "'")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AttemptHintConsumer implements MessageListener {

    private static final System.Logger LOG = System.getLogger(AttemptHintConsumer.class.getName());

    @Inject
    private AttemptHints hints;

    @Override
    public void onMessage(Message message) {
        try {
            message.getBody(String.class).lines().forEach(hints::hint);
        } catch (JMSException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "Hints could not be read", e);
        }
    }
}
