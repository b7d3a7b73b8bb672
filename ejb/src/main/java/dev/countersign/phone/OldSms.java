package dev.countersign.phone;

import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/** Removes codes and orders of long ago; works inside the caller's transaction. */
@ApplicationScoped
class OldSms {

    private static final OldRows OLD_ORDERS = new OldRows("sms_outbox", "message_key", "expires_at");
    private static final OldRows OLD_CODES = new OldRows("one_time_code", "id", "expires_at");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected OldSms() {}

    @Inject
    OldSms(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Removes orders whose time was over before, so many at a time; not the newest order to a number where it failed: it is what is known
     * of that number. Returns how many.
     */
    int removeOrders(Instant before, int most) {
        return OLD_ORDERS
                .where("(o.state <> 'FAILED' or exists (select 1 from sms_outbox n where n.e164 = o.e164"
                        + " and n.created_at > o.created_at))")
                .remove(entities, before, most);
    }

    /** Has the orders that stay forget their codes, so many at a time. Returns how many. */
    int forgetCodes(Instant before, int most) {
        List<?> keys = OLD_ORDERS.where("o.code_id is not null").lock(entities, before, most);
        if (!keys.isEmpty()) {
            entities.createQuery("update OutboundSms o set o.codeId = null where o.messageKey in :keys")
                    .setParameter("keys", keys)
                    .executeUpdate();
        }
        return keys.size();
    }

    /** Removes codes whose time was over before and that no order carries, so many at a time. Returns how many. */
    int removeCodes(Instant before, int most) {
        return OLD_CODES
                .where("not exists (select 1 from sms_outbox s where s.code_id = o.id)")
                .remove(entities, before, most);
    }
}
