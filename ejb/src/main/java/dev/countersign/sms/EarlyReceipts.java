package dev.countersign.sms;

import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Receipts that came before anybody knew whose they are; works inside the caller's transaction. */
@ApplicationScoped
class EarlyReceipts {

    private static final OldRows OLD = new OldRows("sms_receipt", "id", "received_at");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected EarlyReceipts() {}

    @Inject
    EarlyReceipts(EntityManager entities) {
        this.entities = entities;
    }

    void add(EarlyReceipt receipt) {
        entities.persist(receipt);
    }

    /** Those about these messages, the oldest first. */
    List<EarlyReceipt> list(Collection<String> smscMessageIds) {
        if (smscMessageIds.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(
                        "select r from EarlyReceipt r where r.smscMessageId in :ids order by r.receivedAt",
                        EarlyReceipt.class)
                .setParameter("ids", smscMessageIds)
                .getResultList();
    }

    /** Those that came after a time, and whose order is known by now. Of the older ones there may be any number that are about nothing of ours. */
    List<EarlyReceipt> listSettled(Instant after, int most) {
        return entities.createQuery(
                        "select r from EarlyReceipt r where r.receivedAt > :after and exists"
                                + " (select o from OutboundSms o where o.smscMessageId = r.smscMessageId)"
                                + " order by r.receivedAt",
                        EarlyReceipt.class)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }

    void remove(EarlyReceipt receipt) {
        entities.remove(receipt);
    }

    /** Removes those that came before a time, so many at a time. Returns how many. */
    int removeOld(Instant before, int most) {
        return OLD.remove(entities, before, most);
    }
}
