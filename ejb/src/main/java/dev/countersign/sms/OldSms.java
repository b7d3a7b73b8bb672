package dev.countersign.sms;

import dev.countersign.sweep.OldRows;
import dev.countersign.sweep.RowPlace;
import dev.countersign.sweep.Walked;
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
     * Removes orders whose time was over before; of so many from a place on. Not the newest order to a number that somebody has, where it
     * failed: it is what is known of that number.
     */
    Walked removeOrders(RowPlace from, Instant before, int most) {
        return OLD_ORDERS
                .where(
                        "(o.state <> 'FAILED'"
                                + " or exists (select 1 from sms_outbox n where n.e164 = o.e164 and n.created_at > o.created_at)"
                                + " or not exists (select 1 from mobile_number m where m.e164 = o.e164 and m.state <> 'REMOVED'))")
                .remove(entities, from, before, most);
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
