package dev.countersign.sms;

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
import org.jspecify.annotations.Nullable;

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

    private @Nullable Queue orders;

    /** Sends all or none. */
    public void send(List<SmsOrder> batch) {
        Instant now = clock.instant();
        try (JMSContext jms = connections.createContext()) {
            Queue queue = queue(jms);
            for (SmsOrder order : batch) {
                long lifeMillis = Duration.between(now, order.expiresAt()).toMillis();
                JMSProducer producer = jms.createProducer().setTimeToLive(Math.max(1, lifeMillis));
                producer.send(queue, message(jms, order));
            }
        } catch (JMSException e) {
            throw new IllegalStateException("cannot write an order for the queue", e);
        }
    }

    /** Making it asks the broker whether it is there, and once is enough. */
    private Queue queue(JMSContext jms) {
        Queue made = orders == null ? jms.createQueue(SmsQueues.ORDERS) : orders;
        orders = made;
        return made;
    }

    private TextMessage message(JMSContext jms, SmsOrder order) throws JMSException {
        TextMessage message = jms.createTextMessage(cipher.encrypt(SmsJson.write(order)));
        message.setJMSType(SmsOrder.TYPE);
        message.setStringProperty(SmsQueues.MESSAGE_KEY, order.messageKey().toString());
        message.setStringProperty(SmsQueues.DUPLICATE_ID, order.messageKey().toString());
        return message;
    }
}
