package dev.countersign.metrics;

import dev.countersign.contracts.sms.v1.SmsQueues;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts messages by browsing, which works on every broker and costs a look at each: hence the bound. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class QueueDepths {

    /** Browsing stops here; a queue of that length needs somebody's eyes whatever its true length. */
    static final int MOST = 1000;

    /** The queues that are looked at. */
    static final List<String> QUEUES = List.of(SmsQueues.ORDERS, SmsQueues.RESULTS, SmsQueues.RECEIPTS, SmsQueues.DEAD);

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory connections;

    /** Messages in each queue, at most {@value #MOST}. */
    public Map<String, Integer> count() {
        Map<String, Integer> depths = new LinkedHashMap<>();
        try (JMSContext jms = connections.createContext()) {
            for (String queue : QUEUES) {
                depths.put(queue, count(jms, queue));
            }
        } catch (JMSException e) {
            throw new IllegalStateException("a queue cannot be browsed", e);
        }
        return depths;
    }

    private static int count(JMSContext jms, String queue) throws JMSException {
        try (QueueBrowser browser = jms.createBrowser(jms.createQueue(queue))) {
            Enumeration<?> messages = browser.getEnumeration();
            int count = 0;
            while (count < MOST && messages.hasMoreElements()) {
                messages.nextElement();
                count++;
            }
            return count;
        }
    }
}
