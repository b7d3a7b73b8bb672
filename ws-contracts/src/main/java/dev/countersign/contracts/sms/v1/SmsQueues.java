package dev.countersign.contracts.sms.v1;

/** Physical queue names and JMS header values of the SMS contract. */
public final class SmsQueues {

    /** {@link SmsOrder}, core to gateway, as compact JWE. Time to live = the life of the code that the text carries. */
    public static final String ORDERS = "countersign.sms.orders";

    /** {@link SmsResult}, {@link SmsStalled} and {@link GatewayReport}, gateway to core; JMSType tells them apart. */
    public static final String RESULTS = "countersign.sms.results";

    /** {@link SmsReceipt}, gateway to core. */
    public static final String RECEIPTS = "countersign.sms.receipts";

    /** {@link GatewayBook}, core to one gateway, as compact JWE. */
    public static final String BOOKS = "countersign.sms.books";

    /** String property on what lies in {@link #BOOKS}: the gateway instance that it is for. */
    public static final String GATEWAY = "gateway";

    /** Messages that no consumer could take. */
    public static final String DEAD = "countersign.dead";

    /** How often a consumer tries to take a message before it goes to {@link #DEAD}. */
    public static final int TRIES = 5;

    /** Prefix of the queue in which one gateway instance keeps what it has handed to a message center unanswered. */
    public static final String INFLIGHT_PREFIX = "countersign.sms.inflight.";

    /** String property on every message of the contract: the {@code messageKey} of the order that it is about. */
    public static final String MESSAGE_KEY = "messageKey";

    /** Artemis' duplicate detection property; an order carries its {@code messageKey} there. */
    public static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    /** String property on what lies in {@link #DEAD}: the queue that it comes from. */
    public static final String ORIGIN = "origin";

    /** Integer property on what lies in {@link #DEAD}: how often it was delivered before. */
    public static final String DELIVERIES = "deliveries";

    private SmsQueues() {}
}
