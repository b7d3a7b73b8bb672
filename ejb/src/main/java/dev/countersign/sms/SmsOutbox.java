package dev.countersign.sms;

import dev.countersign.schema.WritableDatabase;
import dev.countersign.time.ClockSkew;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Questions to the tables of codes, orders, receipts and gateways; works inside the caller's transaction. */
@ApplicationScoped
public class SmsOutbox {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SmsOutbox() {}

    @Inject
    SmsOutbox(EntityManager entities) {
        this.entities = entities;
    }

    /** Throws if the database does not answer, or takes no changes. */
    void requireWritable() {
        if (WritableDatabase.isReadOnly(entities)) {
            throw new IllegalStateException("the database is read-only");
        }
    }

    void add(OutboundSms sms) {
        entities.persist(sms);
    }

    /** Adds the code at once: the orders that refer to it come behind. */
    void add(OneTimeCode code) {
        entities.persist(code);
        entities.flush();
    }

    void add(GatewayPresence gateway) {
        entities.persist(gateway);
    }

    /** The code of a subject that has not ended, or else the newest: two nodes may not agree on what is newer. */
    public Optional<OneTimeCode> findCode(CodePurpose purpose, String subject) {
        return entities.createQuery(
                        "select c from OneTimeCode c where c.subject = :subject and c.purpose = :purpose"
                                + " order by case when c.endedAt is null then 0 else 1 end, c.createdAt desc",
                        OneTimeCode.class)
                .setParameter("subject", subject)
                .setParameter("purpose", purpose)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** The code that an order carries; empty for a notice. */
    Optional<OneTimeCode> findCode(OutboundSms sms) {
        return sms.codeId().map(id -> entities.find(OneTimeCode.class, id));
    }

    /** Whom the codes that some orders carry are for, each once; notices are for nobody who waits. */
    List<String> listSubjects(Collection<OutboundSms> orders) {
        List<String> codes =
                orders.stream().flatMap(sms -> sms.codeId().stream()).distinct().toList();
        if (codes.isEmpty()) {
            return List.of();
        }
        return entities.createQuery("select distinct c.subject from OneTimeCode c where c.id in :codes", String.class)
                .setParameter("codes", codes)
                .getResultList();
    }

    /** The orders that carry a code, newest first. */
    public List<OutboundSms> listOrders(String codeId) {
        return entities.createQuery(
                        "select o from OutboundSms o where o.codeId = :code order by o.createdAt desc",
                        OutboundSms.class)
                .setParameter("code", codeId)
                .getResultList();
    }

    /** The last of them. */
    Optional<OutboundSms> findNewestOrder(OneTimeCode code) {
        return listOrders(code.id()).stream().findFirst();
    }

    /**
     * Blanks the texts of the orders that carry a code, one after the other in the order of {@link #lockOrders}, and at once: whoever takes
     * news of them locks numbers behind them.
     */
    void blankOrders(String codeId) {
        blankOrders(codeId, EnumSet.allOf(SmsState.class));
    }

    /** The same, but for orders that are about to leave. */
    void blankSentOrders(String codeId) {
        blankOrders(codeId, EnumSet.complementOf(EnumSet.of(SmsState.WAITING)));
    }

    private void blankOrders(String codeId, Set<SmsState> states) {
        entities.createQuery(
                        "select o.messageKey from OutboundSms o where o.codeId = :code and o.textCipher is not null"
                                + " and o.state in :states order by o.messageKey",
                        String.class)
                .setParameter("code", codeId)
                .setParameter("states", states)
                .getResultList()
                .forEach(key -> blankOrder(key, states));
    }

    private void blankOrder(String messageKey, Set<SmsState> states) {
        entities.createQuery("update OutboundSms o set o.textCipher = null where o.messageKey = :key"
                        + " and o.state in :states")
                .setParameter("key", messageKey)
                .setParameter("states", states)
                .executeUpdate();
    }

    /** The newest order to a number, whatever for. */
    Optional<OutboundSms> findNewestTo(String e164) {
        return entities.createQuery(
                        "select o from OutboundSms o where o.e164 = :number order by o.createdAt desc",
                        OutboundSms.class)
                .setParameter("number", e164)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /**
     * When SMS with confirm codes went to numbers of a user, removed ones among them, since a time; oldest first. Tokens of activations that
     * went to a number which he has not proven to hold are some, too.
     */
    List<Instant> listConfirmations(long userId, Instant since) {
        return Stream.concat(listCodes(userId, since).stream(), listTokens(userId, since).stream())
                .sorted()
                .toList();
    }

    private List<Instant> listTokens(long userId, Instant since) {
        return entities.createQuery(
                        "select o.createdAt from OutboundSms o, OneTimeCode c, MobileNumber n where o.codeId = c.id"
                                + " and c.purpose = :purpose and o.e164 = n.e164 and n.userId = :user"
                                + " and n.verifiedAt is null and o.createdAt > :since",
                        Instant.class)
                .setParameter("purpose", CodePurpose.ACTIVATION)
                .setParameter("user", userId)
                .setParameter("since", since)
                .getResultList();
    }

    private List<Instant> listCodes(long userId, Instant since) {
        return entities.createQuery(
                        "select o.createdAt from OutboundSms o, OneTimeCode c, MobileNumber n where o.codeId = c.id"
                                + " and c.purpose = :purpose and c.subject = n.id and n.userId = :user"
                                + " and o.createdAt > :since",
                        Instant.class)
                .setParameter("purpose", CodePurpose.NUMBER)
                .setParameter("user", userId)
                .setParameter("since", since)
                .getResultList();
    }

    /** The order with its row locked until the transaction ends: news of one order may come from several sides at once. */
    Optional<OutboundSms> lockOrder(UUID messageKey) {
        return Optional.ofNullable(
                entities.find(OutboundSms.class, messageKey.toString(), LockModeType.PESSIMISTIC_WRITE));
    }

    /**
     * Orders by their keys, without those that there are not. Their rows are locked in the order of the keys, so that two
     * who take news of the same orders wait for each other in one direction.
     */
    Map<UUID, OutboundSms> lockOrders(Collection<UUID> messageKeys) {
        if (messageKeys.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(
                        "select o from OutboundSms o where o.messageKey in :keys order by o.messageKey",
                        OutboundSms.class)
                .setParameter("keys", texts(messageKeys))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .collect(Collectors.toMap(OutboundSms::messageKey, Function.identity()));
    }

    private static List<String> texts(Collection<UUID> messageKeys) {
        return messageKeys.stream().map(UUID::toString).distinct().toList();
    }

    /** The keys of the orders that message centers know by some ids. */
    List<UUID> listKeys(Collection<String> smscMessageIds) {
        if (smscMessageIds.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(
                        "select o.messageKey from OutboundSms o where o.smscMessageId in :ids", String.class)
                .setParameter("ids", smscMessageIds)
                .getResultStream()
                .map(UUID::fromString)
                .toList();
    }

    /** The keys of the orders that message centers of earlier carriers know by some ids. */
    List<UUID> listFormerKeys(Collection<String> smscMessageIds) {
        if (smscMessageIds.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(
                        "select o.messageKey from OutboundSms o join o.formerRows f where f in :ids", String.class)
                .setParameter("ids", smscMessageIds)
                .getResultStream()
                .map(UUID::fromString)
                .toList();
    }

    /** The newest order that the message center knows by this id, locked. */
    Optional<OutboundSms> lockOrderBySmscId(String smscMessageId) {
        return lockNewest(
                "select o.messageKey from OutboundSms o where o.smscMessageId = :id order by o.createdAt desc",
                smscMessageId);
    }

    /** The newest order that the message center of an earlier carrier knows by this id, locked. */
    Optional<OutboundSms> lockOrderByFormerId(String smscMessageId) {
        return lockNewest(
                "select o.messageKey from OutboundSms o join o.formerRows f where f = :id order by o.createdAt desc",
                smscMessageId);
    }

    private Optional<OutboundSms> lockNewest(String question, String smscMessageId) {
        return entities.createQuery(question, String.class)
                .setParameter("id", smscMessageId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .flatMap(key -> lockOrder(UUID.fromString(key)));
    }

    /**
     * Takes waiting orders that nobody else is sending. Rows that another relay holds are passed over, so that nodes
     * share the work instead of queueing for it. A lease that ends later than any can is of a clock that was set back since.
     */
    List<OutboundSms> claim(Instant now, Duration lease, int most) {
        List<OutboundSms> orders = lockFree(
                "state = 'WAITING' and (claimed_until is null or claimed_until < ?1 or claimed_until > ?2)",
                now,
                most,
                ClockSkew.latest(now.plus(lease)));
        orders.forEach(order -> order.claim(now.plus(lease)));
        return orders;
    }

    /**
     * Orders whose code died since and whose text is still there, but for those that somebody is changing now. No index knows which have one:
     * a longer time is a longer search.
     */
    List<OutboundSms> listReadable(Instant since, Instant now, int most) {
        return lockFree("text_cipher is not null and expires_at <= ?1 and expires_at > ?2", now, most, since);
    }

    /** Orders whose code is dead and of which no gateway has said anything. */
    List<OutboundSms> listUnsent(Instant now, int most) {
        return lockFree("state in ('WAITING', 'QUEUED') and expires_at <= ?1", now, most);
    }

    private List<OutboundSms> lockFree(String condition, Instant now, int most, Instant... more) {
        Query query = entities.createNativeQuery("select message_key from sms_outbox where " + condition
                        + " order by created_at fetch first " + most + " rows only for update skip locked")
                .setParameter(1, Timestamp.from(now));
        for (int i = 0; i < more.length; i++) {
            query.setParameter(i + 2, Timestamp.from(more[i]));
        }
        List<?> keys = query.getResultList();
        List<UUID> ordered =
                keys.stream().map(key -> UUID.fromString((String) key)).toList();
        Map<UUID, OutboundSms> orders = lockOrders(ordered);
        return ordered.stream()
                .map(key -> Objects.requireNonNull(orders.get(key)))
                .toList();
    }

    Optional<GatewayPresence> findGateway(String gateway) {
        return Optional.ofNullable(entities.find(GatewayPresence.class, gateway));
    }

    /** Gateways that have reported within the given time. What was noted further ahead than it can be is of a clock that was set back since. */
    List<GatewayPresence> listGateways(Duration within, Instant now) {
        return entities.createQuery(
                        "select g from GatewayPresence g where g.seenAt between :since and :latest order by g.gateway",
                        GatewayPresence.class)
                .setParameter("since", now.minus(within))
                .setParameter("latest", ClockSkew.latest(now))
                .getResultList();
    }

    /** Whether any gateway has ever reported. */
    boolean isAnyGatewayKnown() {
        return !entities.createQuery("select g.gateway from GatewayPresence g", String.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Number of gateways that said within the given time that they are bound. */
    long countBoundGateways(Duration within, Instant now) {
        return entities.createQuery(
                        "select count(g) from GatewayPresence g where g.bound = :yes and g.seenAt between :since and :latest",
                        Long.class)
                .setParameter("yes", true)
                .setParameter("since", now.minus(within))
                .setParameter("latest", ClockSkew.latest(now))
                .getSingleResult();
    }
}
