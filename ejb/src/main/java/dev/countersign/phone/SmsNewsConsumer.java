package dev.countersign.phone;

import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import jakarta.annotation.Resource;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * What the consumers of gateway news share: unpack, hand over, and on failure roll back for another delivery. The third
 * delivery of a message goes to the dead-letter queue untried. Nothing is ever thrown at the broker.
 */
abstract sealed class SmsNewsConsumer implements MessageListener permits SmsResultConsumer, SmsReceiptConsumer {

    private static final System.Logger LOG = System.getLogger(SmsNewsConsumer.class.getName());
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";
    private static final int DEADLY_DELIVERY = 3;

    @Inject
    private SmsProgress progress;

    @Inject
    private GatewayRegister register;

    @Resource
    private MessageDrivenContext context;

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    @Override
    public void onMessage(Message message) {
        try {
            if (message.getIntProperty(DELIVERY_COUNT) >= DEADLY_DELIVERY) {
                bury(message);
            } else {
                take(message.getJMSType(), message.getBody(String.class));
            }
        } catch (JMSException | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Gateway news is delivered again", e);
            context.setRollbackOnly();
        }
    }

    private void take(String type, String body) {
        switch (type) {
            case SmsResult.TYPE -> progress.take(SmsJson.readResult(body));
            case SmsReceipt.TYPE -> progress.take(SmsJson.readReceipt(body));
            case GatewayReport.TYPE -> register.take(SmsJson.readReport(body));
            default -> throw new IllegalArgumentException("JMSType is not one of version 1");
        }
    }

    /** The message itself moves, whatever kind it is; what it was called and where it comes from stays with it. */
    private void bury(Message message) throws JMSException {
        String key = message.getStringProperty(SmsQueues.MESSAGE_KEY);
        int deliveries = message.getIntProperty(DELIVERY_COUNT);
        message.clearProperties();
        if (key != null) {
            message.setStringProperty(SmsQueues.MESSAGE_KEY, key);
        }
        message.setStringProperty(SmsQueues.ORIGIN, queue());
        message.setIntProperty(SmsQueues.DELIVERIES, deliveries);
        try (JMSContext jms = connections.createContext()) {
            jms.createProducer().send(jms.createQueue(SmsQueues.DEAD), message);
        }
        LOG.log(System.Logger.Level.ERROR, "Gateway news went to " + SmsQueues.DEAD + " after two failed deliveries");
    }

    /** The queue that this consumer reads. */
    abstract String queue();
}
