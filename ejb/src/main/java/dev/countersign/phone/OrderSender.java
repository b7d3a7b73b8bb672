package dev.countersign.phone;

import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsQueues;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The broker side of the relay: puts orders on the queue in a transaction that holds nothing but the broker. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OrderSender {

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Inject
    private OrderCipher cipher;

    @Inject
    private Clock clock;

    /** Sends all or none. */
    public void send(List<SmsOrder> orders) {
        Instant now = clock.instant();
        try (JMSContext jms = connections.createContext()) {
            Queue queue = jms.createQueue(SmsQueues.ORDERS);
            for (SmsOrder order : orders) {
                long lifeMillis = Duration.between(now, order.expiresAt()).toMillis();
                JMSProducer producer = jms.createProducer().setTimeToLive(Math.max(1, lifeMillis));
                producer.send(queue, message(jms, order));
            }
        } catch (JMSException e) {
            throw new IllegalStateException("cannot write an order for the queue", e);
        }
    }

    private TextMessage message(JMSContext jms, SmsOrder order) throws JMSException {
        TextMessage message = jms.createTextMessage(cipher.encrypt(SmsJson.write(order)));
        message.setJMSType(SmsOrder.TYPE);
        message.setStringProperty(SmsQueues.MESSAGE_KEY, order.messageKey().toString());
        message.setStringProperty(SmsQueues.DUPLICATE_ID, order.messageKey().toString());
        return message;
    }
}
