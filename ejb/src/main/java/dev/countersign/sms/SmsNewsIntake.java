package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what the gateways tell, as much as there is at one time: one transaction with the broker around one with the
 * database, which ends first. What is redelivered after a crash between the two has been written already, and each word may
 * come twice.
 *
 * <p>News that cannot be taken is delivered again, then alone, and after {@link SmsQueues#TRIES} tries goes to the dead-letter
 * queue; but for reports, of which the next one says the same two seconds later. Nothing is thrown.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SmsNewsIntake {

    private static final System.Logger LOG = System.getLogger(SmsNewsIntake.class.getName());
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";
    private static final int MOST = 50;
    private static final Duration BOOK_LIFE = Duration.ofSeconds(15);

    @Inject
    private JMSContext context;

    @Inject
    private SmsProgress progress;

    @Inject
    private GatewayRegister register;

    @Inject
    private GatewayBooks books;

    @Inject
    private OrderCipher cipher;

    @Resource
    private SessionContext delivery;

    /** What is to be done next. */
    public enum Taken {
        /** All that was there is taken. */
        ALL,
        /** There is more than one transaction takes. */
        MORE,
        /** Something has to be delivered again. */
        NOTHING
    }

    /** Waits for news and takes what is there; returns after {@code patience} when there is none. */
    public Taken takeNext(String queue, Duration patience) {
        int received = 0;
        try (JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            List<Message> news = receive(consumer, patience);
            received = news.size();
            take(queue, news);
        } catch (JMSException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Gateway news is delivered again", e);
            delivery.setRollbackOnly();
        }
        if (delivery.getRollbackOnly()) {
            return Taken.NOTHING;
        }
        return received == MOST ? Taken.MORE : Taken.ALL;
    }

    /** What has been delivered before ends its batch, and comes alone the next time: it can spoil that for nobody. */
    private static List<Message> receive(JMSConsumer consumer, Duration patience) throws JMSException {
        List<Message> received = new ArrayList<>();
        Message message = consumer.receive(patience.toMillis());
        while (message != null) {
            received.add(message);
            boolean last = received.size() == MOST || deliveries(message) > 1;
            message = last ? null : consumer.receiveNoWait();
        }
        return received;
    }

    private void take(String queue, List<Message> received) throws JMSException {
        List<SmsResult> results = new ArrayList<>();
        List<SmsStalled> stalled = new ArrayList<>();
        List<SmsReceipt> receipts = new ArrayList<>();
        for (Message message : received) {
            if (deliveries(message) > SmsQueues.TRIES) {
                giveUp(queue, message);
            } else {
                String body = message.getBody(String.class);
                switch (message.getJMSType()) {
                    case SmsResult.TYPE -> results.add(SmsJson.readResult(body));
                    case SmsStalled.TYPE -> stalled.add(SmsJson.readStalled(body));
                    case SmsReceipt.TYPE -> receipts.add(SmsJson.readReceipt(body));
                    case GatewayReport.TYPE -> take(SmsJson.readReport(body));
                    default -> throw new IllegalArgumentException("JMSType is not one of version 1");
                }
            }
        }
        if (!stalled.isEmpty()) {
            progress.stall(stalled);
        }
        if (!results.isEmpty() || !receipts.isEmpty()) {
            progress.take(results, receipts);
        }
    }

    private void take(GatewayReport report) {
        register.take(report);
        books.findBook(report).ifPresent(book -> tell(report.gateway(), book));
    }

    /** One that does not arrive is sent again: the next report asks for it. */
    private void tell(String gateway, GatewayBook book) {
        context.createProducer()
                .setJMSType(GatewayBook.TYPE)
                .setProperty(SmsQueues.GATEWAY, gateway)
                .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                .setTimeToLive(BOOK_LIFE.toMillis())
                .send(context.createQueue(SmsQueues.BOOKS), cipher.encrypt(SmsJson.write(book)));
    }

    private void giveUp(String queue, Message message) throws JMSException {
        if (GatewayReport.TYPE.equals(message.getJMSType())) {
            LOG.log(System.Logger.Level.ERROR, "A gateway's report could not be taken");
        } else {
            bury(queue, message);
        }
    }

    /** The message itself moves, whatever kind it is; what it was called and where it comes from stays with it. */
    private void bury(String queue, Message message) throws JMSException {
        String key = message.getStringProperty(SmsQueues.MESSAGE_KEY);
        int deliveries = deliveries(message);
        message.clearProperties();
        if (key != null) {
            message.setStringProperty(SmsQueues.MESSAGE_KEY, key);
        }
        message.setStringProperty(SmsQueues.ORIGIN, queue);
        message.setIntProperty(SmsQueues.DELIVERIES, deliveries);
        context.createProducer().send(context.createQueue(SmsQueues.DEAD), message);
        LOG.log(
                System.Logger.Level.ERROR,
                "Gateway news went to " + SmsQueues.DEAD + " after {0} failed deliveries",
                deliveries - 1);
    }

    private static int deliveries(Message message) throws JMSException {
        return message.getIntProperty(DELIVERY_COUNT);
    }
}
