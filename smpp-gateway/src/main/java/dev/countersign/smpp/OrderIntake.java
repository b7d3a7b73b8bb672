package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsResult;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes orders over: one transaction moves orders from the orders queue to the inflight queue, and only when that is
 * committed are they handed to the dispatch. A dead code is answered with EXPIRED. While its carriers are full an order goes back
 * to the end of its queue, which counts as no failure, and those behind it have their turn. While none of them takes messages the broker
 * gives it out again after a pause only; it stays in the queue, so that a gateway whose carriers do may have it then.
 *
 * <p>It pulls instead of being a message-driven bean: a bean's delivery and its sends are two resources of one transaction,
 * and a crash between the two phases would hold the order back until the recovery manager comes by. Here one session
 * receives and sends, so that the transaction has the broker as its only resource and a single phase. Whether it is committed says
 * only the return of the call: a broker that dies meanwhile leaves its end open, which the transaction manager tells to observers as committed.
 *
 * <p>What cannot be handled is redelivered and after {@link SmsQueues#TRIES} tries moved to the dead-letter queue. Nothing is thrown.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OrderIntake {

    private static final System.Logger LOG = System.getLogger(OrderIntake.class.getName());
    private static final String DELIVERY_COUNT = "JMSXDeliveryCount";
    private static final int MOST = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** What has become of a message. */
    private enum Step {
        GONE,
        /** It lies at the end of the queue. */
        BACK,
        /** It lies there, too, and nobody sees it for a while. */
        STALLED
    }

    @Inject
    JMSContext context;

    @Inject
    GatewaySettings settings;

    @Inject
    Clock clock;

    @EJB
    SmppGateway gateway;

    @Resource
    SessionContext delivery;

    private final Queues queues = new Queues();

    private OrderCipher cipher;

    @PostConstruct
    void readKeys() {
        cipher = OrderCipher.read(settings.orderKeys());
    }

    /**
     * Waits for an order and takes it over, and with it those that are there too, as many as places are free; returns after
     * {@code patience} when there is none. False when more had to be put back than went: what comes next may have to be, too, and putting the
     * same ones back again and again would be all that is done.
     *
     * @param places takes the places of what is committed when this has returned
     */
    public boolean takeNext(Duration patience, TakenPlaces places) {
        try (JMSConsumer orders = context.createConsumer(queues.find(context, SmsQueues.ORDERS))) {
            Message message = orders.receive(patience.toMillis());
            int more = 0;
            for (int taken = 1; message != null; taken++) {
                boolean first = isFirst(message);
                more += switch (handle(message, taken == 1 ? PATIENCE : Duration.ZERO, places)) {
                    case GONE -> 1;
                    case BACK -> -1;
                    case STALLED -> 0;
                };
                boolean on = first && taken < MOST && gateway.hasRoom() && !delivery.getRollbackOnly();
                message = on ? orders.receiveNoWait() : null;
            }
            if (delivery.getRollbackOnly()) {
                places.withdraw();
            }
            return more >= 0;
        }
    }

    /** What has been delivered before ends its batch, so that it can spoil the next one for nobody. */
    private static boolean isFirst(Message message) {
        try {
            return message.getIntProperty(DELIVERY_COUNT) <= 1;
        } catch (JMSException e) {
            return false;
        }
    }

    private Step handle(Message message, Duration patience, TakenPlaces places) {
        try {
            if (message.getIntProperty(DELIVERY_COUNT) > SmsQueues.TRIES) {
                LOG.log(System.Logger.Level.ERROR, "sms.order key={0} event=dead", key(message));
                TextMessage dead = copy(message, key(message));
                dead.setStringProperty(SmsQueues.ORIGIN, SmsQueues.ORDERS);
                dead.setIntProperty(SmsQueues.DELIVERIES, message.getIntProperty(DELIVERY_COUNT));
                context.createProducer().send(queues.find(context, SmsQueues.DEAD), dead);
                return Step.GONE;
            }
            return take(message, patience, places);
        } catch (JMSException | RuntimeException e) {
            delivery.setRollbackOnly();
            LOG.log(System.Logger.Level.WARNING, "sms.order event=redeliver cause={0}", e.toString());
            return Step.GONE;
        }
    }

    private Step take(Message message, Duration patience, TakenPlaces places) throws JMSException {
        SmsOrder order = cipher.open(message.getBody(String.class));
        Instant now = clock.instant();
        if (!now.isBefore(order.expiresAt())) {
            answer(new SmsResult(order.messageKey(), SmsResult.State.EXPIRED, null, 0, 0, now, settings.instance));
        } else if (!gateway.hasRoute(order)) {
            LOG.log(System.Logger.Level.WARNING, "sms.order key={0} event=no-route", order.messageKey());
            answer(new SmsResult(
                    order.messageKey(),
                    SmsResult.State.REFUSED,
                    null,
                    0,
                    0,
                    now,
                    settings.instance,
                    SmsResult.Refusal.NO_ROUTE));
        } else if (gateway.isTaken(order.messageKey())) {
            LOG.log(System.Logger.Level.INFO, "sms.order key={0} event=duplicate", order.messageKey());
        } else {
            Optional<ReservedPlace> place = gateway.admit(order, patience);
            if (place.isPresent()) {
                places.add(place.get());
                moveToInflight(message, order);
            } else {
                return putBack(message, order, Duration.between(now, order.expiresAt()));
            }
        }
        return Step.GONE;
    }

    private void moveToInflight(Message message, SmsOrder order) throws JMSException {
        context.createProducer()
                .send(
                        queues.find(context, SmsQueues.INFLIGHT_PREFIX + settings.instance),
                        copy(message, order.messageKey().toString()));
    }

    private Step putBack(Message message, SmsOrder order, Duration left) throws JMSException {
        long lifeMillis = Math.max(1, left.toMillis());
        JMSProducer producer = context.createProducer().setTimeToLive(lifeMillis);
        Optional<Duration> pause = gateway.findPause(order);
        pause.ifPresent(time -> producer.setDeliveryDelay(Math.min(time.toMillis(), lifeMillis - 1)));
        producer.send(
                queues.find(context, SmsQueues.ORDERS),
                copy(message, order.messageKey().toString()));
        return pause.isPresent() ? Step.STALLED : Step.BACK;
    }

    private void answer(SmsResult result) {
        context.createProducer()
                .setJMSType(SmsResult.TYPE)
                .setProperty(SmsQueues.MESSAGE_KEY, result.messageKey().toString())
                .send(queues.find(context, SmsQueues.RESULTS), SmsJson.write(result));
    }

    /**
     * The same order for another queue; without the duplicate id, by which the broker would drop it as sent before. Its key is that of the
     * order itself wherever that is known: whoever sends orders may have left the header out.
     */
    private TextMessage copy(Message message, String key) throws JMSException {
        TextMessage copy = context.createTextMessage(message.getBody(String.class));
        copy.setJMSType(message.getJMSType());
        copy.setStringProperty(SmsQueues.MESSAGE_KEY, key);
        return copy;
    }

    private static String key(Message message) throws JMSException {
        String key = message.getStringProperty(SmsQueues.MESSAGE_KEY);
        return key == null ? "" : key;
    }
}
