package dev.countersign.sms;

import dev.countersign.sweep.OldRows;
import dev.countersign.sweep.RowPlace;
import dev.countersign.sweep.SeenRows;
import dev.countersign.sweep.Walked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;

/** Removes numbers of long ago that nobody proved to hold; works inside the caller's transaction. */
@ApplicationScoped
class OldNumbers {

    /** Logins of the past refer to those that were proven, and so does the help desk. */
    private static final OldRows UNPROVEN = new OldRows("mobile_number", "id", "created_at")
            .where("o.state = 'REMOVED' and o.verified_at is null")
            .where("not exists (select 1 from enrolment e where e.number_id = o.id)")
            .where("not exists (select 1 from phone_move m where m.number_id = o.id)")
            .where("not exists (select 1 from password_reset r where r.number_id = o.id)");

    private static final OldRows THROTTLES = new OldRows("number_throttle", "e164", "next_sms_at")
            .where("not exists (select 1 from mobile_number n where n.e164 = o.e164)")
            .where("not exists (select 1 from lifted_sms_limit l where l.e164 = o.e164)");

    /** By the newest of a number: all go together. */
    private static final OldRows LIFTS = new OldRows("lifted_sms_limit", "e164", "lifted_at")
            .where("not exists (select 1 from mobile_number n where n.e164 = o.e164)")
            .where("not exists (select 1 from lifted_sms_limit l where l.e164 = o.e164 and l.lifted_at > o.lifted_at)");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected OldNumbers() {}

    @Inject
    OldNumbers(EntityManager entities) {
        this.entities = entities;
    }

    /** Removes so many numbers that were entered before and removed since without a proof; hardly any of them stays. */
    int removeUnproven(Instant before, int most) {
        return UNPROVEN.remove(entities, before, most);
    }

    /** Removes for which cases the limits of numbers were lifted that nobody has any more; of so many from a place on. */
    Walked removeLifts(RowPlace from, Instant before, int most) {
        return LIFTS.remove(entities, from, before, most);
    }

    /** Removes what is known of numbers that nobody has and that got no SMS since; of so many from a place on. */
    Walked removeThrottles(RowPlace from, Instant before, int most) {
        SeenRows seen = THROTTLES.look(entities, from, before, most);
        return seen.removed(seen.keys().isEmpty() ? 0 : removeFree(seen.keys()));
    }

    /** Somebody may have entered one just before its row was locked: hence the second look. */
    private int removeFree(List<?> keys) {
        return entities.createQuery("delete from NumberThrottle t where t.e164 in :keys"
                        + " and not exists (select n from MobileNumber n where n.e164 = t.e164)")
                .setParameter("keys", keys)
                .executeUpdate();
    }
}
